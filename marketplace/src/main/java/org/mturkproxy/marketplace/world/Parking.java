package org.mturkproxy.marketplace.world;

import java.time.Duration;
import java.time.Instant;
import org.mturkproxy.marketplace.store.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is due, each thing for itself: one that fails has no effect, is tried again later, and
 * stands in nobody's way. Without this a single broken row would stop every call of every account,
 * since no call is answered before all that is due is done.
 */
final class Parking {

  private static final Logger LOG = LoggerFactory.getLogger(Parking.class);

  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);
  private static final int MOST_DOUBLINGS = 11; // 2048 minutes are more than a day

  private Parking() {}

  static void run(Transaction transaction, Due due, Instant now) {
    try {
      transaction.nested(() -> due.work().accept(transaction));
      transaction.update(
          "DELETE FROM parked WHERE kind = ? AND subject = ?", due.kind().name(), due.subject());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      park(transaction, due, e, now);
    }
  }

  private static void park(Transaction transaction, Due due, Throwable failure, Instant now) {
    int earlier =
        transaction
            .first(
                "SELECT attempts FROM parked WHERE kind = ? AND subject = ?",
                row -> row.number("attempts"),
                due.kind().name(),
                due.subject())
            .orElse(0);
    Instant next = now.plus(waiting(earlier));
    transaction.update(
        "INSERT INTO parked (kind, subject, attempts, next_at, failure) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (kind, subject) DO UPDATE SET attempts = excluded.attempts,"
            + " next_at = excluded.next_at, failure = excluded.failure",
        due.kind().name(),
        due.subject(),
        earlier + 1,
        next,
        failure.toString());
    transaction.update(due.kind().postpone(), next, due.subject());
    LOG.error(
        "the clock could not do what was due to {} {}, attempt {}; it tries again at {}",
        due.kind(),
        due.subject(),
        earlier + 1,
        next,
        failure);
  }

  /** A minute at first, then twice as long each time, up to a day. */
  private static Duration waiting(int earlier) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(earlier, MOST_DOUBLINGS));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }
}
