package org.mturkproxy.proxy.server;

import java.util.List;
import java.util.Optional;
import org.mturkproxy.marketplace.sigv4.Header;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.exchange.Transport;

/**
 * A request as it leaves the HTTP handlers.
 *
 * @param request the request; of a refused one, what there is of it
 * @param headers all header lines of a modern call, which its signature covers; none of others
 * @param refusal why nobody need look at it, if so
 * @param afterwards what becomes of the connection
 * @param room what it holds until it is answered
 */
record Arrival(
    ReceivedRequest request,
    List<Header> headers,
    Optional<Refusal> refusal,
    Afterwards afterwards,
    RequestRoom.Share room) {

  Arrival {
    headers = List.copyOf(headers);
  }

  boolean isModern() {
    return request.transport() == Transport.MODERN;
  }
}
