package org.mturkproxy.marketplace.world;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.mturkproxy.marketplace.assignments.Work;
import org.mturkproxy.marketplace.call.Transactions;
import org.mturkproxy.marketplace.events.Events;
import org.mturkproxy.marketplace.hits.HitLife;
import org.mturkproxy.marketplace.store.Database;
import org.mturkproxy.marketplace.store.Transaction;

/**
 * The database in step with the clock. Before any work sees it, everything that was due until now
 * has been done, in order and at the time it was due: HITs have expired, assignments were abandoned
 * or approved, old HITs are gone. So states are exact at every call, however far the clock moved.
 *
 * <p>All methods block.
 */
public final class World implements Transactions {

  private static final int BATCH = 500;

  private final Database database;
  private final Clock clock;

  /** When something is due next, at the latest: it may be earlier than what is really due. */
  private volatile Instant nextDue = Instant.MIN;

  /** The world of a database, by this clock. */
  public World(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public <T> T read(BiFunction<Transaction, Instant, T> work) {
    Instant now = catchUp();
    return database.read(transaction -> work.apply(transaction, now));
  }

  @Override
  public <T> T write(BiFunction<Transaction, Instant, T> work) {
    Instant now = catchUp();
    try {
      return database.write(
          transaction -> {
            T result = work.apply(transaction, now);
            nextDue = next(transaction);
            return result;
          });
    } catch (RuntimeException | Error e) {
      nextDue = Instant.MIN; // what was seen in a transaction that failed counts for nothing
      throw e;
    }
  }

  /**
   * Does what is due.
   *
   * @return the time until which everything is done, in whole milliseconds
   */
  public Instant catchUp() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    while (!nextDue.isAfter(now)) {
      database.write(
          transaction -> {
            due(transaction, now).forEach(due -> due.run(transaction));
            nextDue = next(transaction);
            return nextDue;
          });
    }
    return now;
  }

  /** Forgets events and messages that are old. */
  public void forget() {
    write(
        (transaction, now) -> {
          Events.forget(transaction, now);
          return now;
        });
  }

  private record Due(boolean hit, String id, Instant at) {
    void run(Transaction transaction) {
      if (hit) {
        HitLife.due(transaction, id, at);
      } else {
        Work.due(transaction, id, at);
      }
    }
  }

  /**
   * The due items of one moment only: what is done to one may change when another is due. At the
   * same moment HITs come first.
   */
  private static List<Due> due(Transaction transaction, Instant now) {
    Instant moment = next(transaction);
    if (moment.isAfter(now)) {
      return List.of();
    }
    List<Due> hits =
        transaction.list(
            "SELECT hit_id FROM hit WHERE due_at = ? LIMIT " + BATCH,
            row -> new Due(true, row.text("hit_id"), moment),
            moment);
    return hits.isEmpty()
        ? transaction.list(
            "SELECT assignment_id FROM assignment WHERE due_at = ? LIMIT " + BATCH,
            row -> new Due(false, row.text("assignment_id"), moment),
            moment)
        : hits;
  }

  private static Instant next(Transaction transaction) {
    Optional<Instant> hit =
        transaction
            .first("SELECT min(due_at) AS due FROM hit", row -> row.optionalTime("due"))
            .flatMap(due -> due);
    Optional<Instant> assignment =
        transaction
            .first("SELECT min(due_at) AS due FROM assignment", row -> row.optionalTime("due"))
            .flatMap(due -> due);
    Instant nextHit = hit.orElse(Instant.MAX);
    Instant nextAssignment = assignment.orElse(Instant.MAX);
    return nextHit.isBefore(nextAssignment) ? nextHit : nextAssignment;
  }
}
