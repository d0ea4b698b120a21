package org.mturkproxy.proxy.traffic;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.mturkproxy.translator.exchange.ReceivedRequest;

/** How a legacy request was written: the tests of {@code legacy-api.md} 1.2. */
enum Transport {
  REST,
  SOAP;

  static Transport of(ReceivedRequest request) {
    String type = request.contentType().toLowerCase(Locale.ROOT);
    boolean soap =
        request.method().equals("POST")
            && (type.startsWith("text/xml")
                || type.startsWith("application/soap+xml")
                || !request.soapAction().isEmpty()
                || firstNonBlank(request.body()) == '<');
    return soap ? SOAP : REST;
  }

  private static int firstNonBlank(ByteBuffer body) {
    while (body.hasRemaining()) {
      byte next = body.get();
      if (!Character.isWhitespace(next)) {
        return next;
      }
    }
    return -1;
  }
}
