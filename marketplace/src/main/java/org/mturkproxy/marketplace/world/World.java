package org.mturkproxy.marketplace.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.mturkproxy.marketplace.assignments.Work;
import org.mturkproxy.marketplace.call.Transactions;
import org.mturkproxy.marketplace.events.Events;
import org.mturkproxy.marketplace.hits.HitLife;
import org.mturkproxy.marketplace.reviews.Reviews;
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
  private static final Duration FORGETTING = Duration.ofHours(1);

  private final Database database;
  private final Reviews reviews;
  private final Clock clock;

  /** When something is due next, at the latest: it may be earlier than what is really due. */
  private volatile Instant nextDue = Instant.MIN;

  private volatile Instant nextForgetting = Instant.MIN;

  /** The world of a database, by this clock. */
  public World(Database database, Reviews reviews, Clock clock) {
    this.database = database;
    this.reviews = reviews;
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

  /** Forgets old events and messages, if it has not done so for an hour. */
  public void forgetSometimes() {
    Instant now = catchUp();
    if (now.isBefore(nextForgetting)) {
      return;
    }
    nextForgetting = now.plus(FORGETTING);
    write(
        (transaction, time) -> {
          Events.forget(transaction, time);
          return time;
        });
  }

  /** Something to do, at its time. */
  @FunctionalInterface
  private interface Due {
    void run(Transaction transaction);
  }

  /**
   * The due items of one moment only: what is done to one may change when another is due. At the
   * same moment reviews come first, then HITs, then assignments.
   */
  private List<Due> due(Transaction transaction, Instant now) {
    Instant moment = next(transaction);
    if (moment.isAfter(now)) {
      return List.of();
    }
    List<Due> review = reviews(transaction, moment);
    if (!review.isEmpty()) {
      return review;
    }
    List<Due> hits =
        transaction.list(
            "SELECT hit_id FROM hit WHERE due_at = ? LIMIT " + BATCH,
            row -> {
              String id = row.text("hit_id");
              return then -> HitLife.due(then, id, moment);
            },
            moment);
    return hits.isEmpty()
        ? transaction.list(
            "SELECT assignment_id FROM assignment WHERE due_at = ? LIMIT " + BATCH,
            row -> {
              String id = row.text("assignment_id");
              return then -> Work.due(then, id, moment);
            },
            moment)
        : hits;
  }

  private List<Due> reviews(Transaction transaction, Instant moment) {
    return transaction.list(
        "SELECT seq, hit_id, assignment_id FROM review_due WHERE at = ? ORDER BY seq LIMIT 1",
        row -> {
          long seq = row.whole("seq");
          String hit = row.text("hit_id");
          Optional<String> assignment = row.optionalText("assignment_id");
          return then -> {
            then.update("DELETE FROM review_due WHERE seq = ?", seq);
            reviews.run(then, hit, assignment, moment);
          };
        },
        moment);
  }

  private static Instant next(Transaction transaction) {
    return Stream.of(
            "SELECT min(due_at) AS due FROM hit",
            "SELECT min(due_at) AS due FROM assignment",
            "SELECT min(at) AS due FROM review_due")
        .flatMap(sql -> transaction.first(sql, row -> row.optionalTime("due")).stream())
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }
}
