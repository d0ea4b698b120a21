package org.mturkproxy.translator;

import org.mturkproxy.translator.exchange.Transport;

/** The table of {@link OperationsTest} over SOAP: the same calls have the same results. */
final class OperationsOverSoapTest extends OperationsTest {

  @Override
  Transport transport() {
    return Transport.SOAP;
  }
}
