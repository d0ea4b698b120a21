package org.mturkproxy.marketplace.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.mturkproxy.marketplace.call.Transactions;
import org.mturkproxy.marketplace.events.Events;
import org.mturkproxy.marketplace.reviews.Reviews;
import org.mturkproxy.marketplace.store.Database;
import org.mturkproxy.marketplace.store.Transaction;

/**
 * The database in step with the clock. Before any work sees it, everything that was due until now
 * has been done, in order and at the time it was due: HITs have expired, assignments were abandoned
 * or approved, old HITs are gone. So states are exact at every call, however far the clock moved;
 * only what fails is left for later ({@link Parking}).
 *
 * <p>All methods block.
 */
public final class World implements Transactions {

  private static final Duration FORGETTING = Duration.ofHours(1);

  private final Database database;
  private final Agenda agenda;
  private final Clock clock;

  /** When something is due next, at the latest: it may be earlier than what is really due. */
  private volatile Instant nextDue = Instant.MIN;

  private volatile Instant nextForgetting = Instant.MIN;

  /** The world of a database, by this clock. */
  public World(Database database, Reviews reviews, Clock clock) {
    this.database = database;
    this.agenda = new Agenda(reviews);
    this.clock = clock;
  }

  @Override
  public <T> T read(BiFunction<Transaction, Instant, T> work) {
    Instant now = catchUp();
    return database.read(transaction -> work.apply(transaction, now));
  }

  @Override
  public <T> T write(BiFunction<Transaction, Instant, T> work) {
    catchUp(); // by itself, so that it stays done if the work fails
    try {
      return database.write(
          transaction -> {
            // Writes take turns: what the clock said before this one waited for its turn is old.
            Instant now = now();
            for (Instant due = nextDue; !due.isAfter(now); due = agenda.next(transaction)) {
              doBatch(transaction, now);
            }
            T result = work.apply(transaction, now);
            nextDue = agenda.next(transaction);
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
    Instant now = now();
    while (!nextDue.isAfter(now)) {
      database.write(
          transaction -> {
            doBatch(transaction, now);
            nextDue = agenda.next(transaction);
            return nextDue;
          });
    }
    return now;
  }

  /**
   * Starts anew, in one transaction: no call sees anything between the old world and the new.
   *
   * @param resetClock takes the clock back
   * @param work empties the database and fills it again
   */
  public void startAnew(Runnable resetClock, BiConsumer<Transaction, Instant> work) {
    write(
        (transaction, before) -> {
          resetClock.run();
          work.accept(transaction, now());
          nextForgetting = Instant.MIN;
          return before;
        });
  }

  private void doBatch(Transaction transaction, Instant now) {
    agenda.due(transaction, now).forEach(due -> Parking.run(transaction, due, now));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
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
}
