package org.mturkproxy.proxy.server;

import java.util.Optional;
import org.mturkproxy.translator.exchange.ReceivedRequest;

/**
 * A request as it leaves the HTTP handlers.
 *
 * @param request the request; of a refused one, what there is of it
 * @param refusal why nobody need look at it, if so
 * @param afterwards what becomes of the connection
 * @param room what it holds until it is answered
 */
record Arrival(
    ReceivedRequest request,
    Optional<Refusal> refusal,
    Afterwards afterwards,
    RequestRoom.Share room) {}
