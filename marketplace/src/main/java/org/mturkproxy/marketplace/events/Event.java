package org.mturkproxy.marketplace.events;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened.
 *
 * @param type as the API writes it
 * @param assignmentId only of events about assignments
 */
public record Event(
    String account,
    String type,
    Instant at,
    String hitTypeId,
    String hitId,
    Optional<String> assignmentId) {}
