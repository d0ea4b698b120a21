package org.mturkproxy.translator.authentication;

import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.wire.WireRequest;

/** Decides in whose name a request is carried out, or refuses it. */
@FunctionalInterface
public interface Admission {

  /**
   * Tells who calls.
   *
   * @param operation the operation that the request asks for
   * @param once whether carrying it out a second time would change something
   * @param received the request as it came in; its time is the one to check the timestamp with
   * @throws org.mturkproxy.translator.error.RefusedException with the legacy error of an
   *     authentication that failed
   */
  Requester authenticate(
      WireRequest request, String operation, boolean once, ReceivedRequest received);
}
