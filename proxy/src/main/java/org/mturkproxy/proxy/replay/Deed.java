package org.mturkproxy.proxy.replay;

import java.time.Instant;
import java.util.Optional;

/**
 * What a Worker did, of which the log only tells by what Requesters saw of it.
 *
 * @param kind what it was
 * @param id of what came of it
 * @param worker who did it, or a code
 * @param object the HIT or Qualification type
 * @param time when, if that was seen
 * @param answer what was handed in, if it is shown; a code otherwise
 */
record Deed(
    Kind kind,
    String id,
    String worker,
    String object,
    Optional<Instant> time,
    Optional<String> answer) {

  enum Kind {
    /** An assignment was accepted and submitted. */
    ASSIGNMENT,
    /** A Qualification was asked for. */
    QUALIFICATION_REQUEST
  }
}
