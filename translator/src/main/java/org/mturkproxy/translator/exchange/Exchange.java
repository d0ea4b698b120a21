package org.mturkproxy.translator.exchange;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * Everything about one legacy call, once it is answered: what the traffic log, {@code demo},
 * explain, report and page read. Immutable. It holds what the client sent, its signature too: a
 * writer picks the fields it may show ({@link Understood} has no secret in it).
 *
 * @param received the request as it came in
 * @param understood what was understood of it; {@link Understood#NOTHING} when not even the
 *     operation
 * @param legs the modern calls, in the order in which they were sent
 * @param answer what the client gets
 * @param answeredAt when the answer was ready
 * @param warnings what the caller should know, though the call went through
 */
public record Exchange(
    ReceivedRequest received,
    Understood understood,
    List<ModernLeg> legs,
    LegacyAnswer answer,
    Instant answeredAt,
    List<Warning> warnings) {

  public Exchange {
    requireNonNull(received, "received");
    requireNonNull(understood, "understood");
    requireNonNull(answer, "answer");
    requireNonNull(answeredAt, "answeredAt");
    legs = List.copyOf(legs);
    warnings = List.copyOf(warnings);
  }
}
