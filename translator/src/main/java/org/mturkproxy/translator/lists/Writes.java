package org.mturkproxy.translator.lists;

import java.time.Duration;
import java.time.Instant;

/**
 * The writes of one Requester that may change one kind of lists. What is read while one is on its
 * way may be from before or after it, and is not kept. Guarded by its owner.
 */
final class Writes {

  /** So long a write without an answer may still come to effect. */
  private static final Duration DOUBT = Duration.ofMinutes(1);

  private long count;
  private int onTheirWay;
  private Instant doubtedUntil = Instant.MIN;

  void begins() {
    count++;
    onTheirWay++;
  }

  /** A write is over; nobody knows whether it took effect if it is in doubt. */
  void ends(boolean inDoubt, Instant now) {
    count++;
    onTheirWay--;
    if (inDoubt) {
      doubtedUntil = now.plus(DOUBT);
    }
  }

  /** Changes whenever something is written. */
  long count() {
    return count;
  }

  /** Whether what was read since the count was this is as good as what is read now. */
  boolean noneSince(long before, Instant now) {
    return count == before && onTheirWay == 0 && !now.isBefore(doubtedUntil);
  }
}
