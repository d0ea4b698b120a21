package org.mturkproxy.marketplace.control;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * A way in which calls go wrong.
 *
 * @param operation only this one; absent: every one
 * @param kind how
 * @param afterCommit whether the call is carried out before it goes wrong
 * @param status of {@link Kind#ERROR}
 * @param withBody whether {@link Kind#ERROR} says what it is
 * @param delay before anything else
 * @param percent of the calls that it hits, chosen evenly: 25 hits every fourth
 * @param count how many calls it hits before it ends
 */
record Fault(
    Optional<String> operation,
    Kind kind,
    boolean afterCommit,
    int status,
    boolean withBody,
    Duration delay,
    int percent,
    long count) {

  enum Kind {
    /** {@code ThrottlingException}; nothing is carried out. */
    THROTTLE("throttle"),
    /** Nothing but the delay. */
    DELAY("delay"),
    /** An HTTP 5xx. */
    ERROR("error"),
    /** The connection is closed without an answer. */
    CLOSE("close"),
    /** The answer ends in the middle. */
    CUT("cut");

    private final String wire;

    Kind(String wire) {
      this.wire = wire;
    }

    static Optional<Kind> of(String wire) {
      return Arrays.stream(values()).filter(kind -> kind.wire.equals(wire)).findFirst();
    }
  }

  boolean concerns(String called) {
    return operation.isEmpty() || operation.get().equals(called);
  }
}
