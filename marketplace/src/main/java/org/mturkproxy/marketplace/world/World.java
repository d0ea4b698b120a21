package org.mturkproxy.marketplace.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.Transactions;
import org.mturkproxy.marketplace.events.Events;
import org.mturkproxy.marketplace.reviews.Reviews;
import org.mturkproxy.marketplace.store.Database;
import org.mturkproxy.marketplace.store.Transaction;

/**
 * The database in step with the clock: HITs expire, assignments are abandoned or approved, old HITs
 * go, in order and at the time at which each was due.
 *
 * <p>The invariant: work that can tell sees everything done that was due until the time of its
 * call. That is all work but the timeless, since nearly everything hangs together: what one HIT
 * costs decides whether another can be paid. Only what fails is left for later ({@link Parking}).
 *
 * <p>After a long pause much is due. It is done in transactions of a bounded size, each of them in
 * order, by whoever needs it first: the background thread, or a call, which waits for {@link
 * #PATIENCE} at most and is then told to come again. Between two of them, timeless work gets its
 * turn.
 *
 * <p>All methods block.
 */
public final class World implements Transactions {

  private static final Duration FORGETTING = Duration.ofHours(1);

  /** Below the time after which callers give up; they may safely repeat what was throttled. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Database database;
  private final Agenda agenda;
  private final Clock clock;
  private final Duration patience;

  /** Held while a batch waits for the database, so that timeless work waits for one at most. */
  private final ReentrantLock batches = new ReentrantLock();

  /**
   * When something is due next, at the latest: it may be earlier than what is really due. It goes
   * back before a commit and ahead after it, so that nobody takes for done what is not there yet.
   */
  private volatile Instant nextDue = Instant.MIN;

  private volatile Instant nextForgetting = Instant.MIN;

  /** The world of a database, by this clock. */
  public World(Database database, Reviews reviews, Clock clock) {
    this(database, reviews, clock, PATIENCE);
  }

  World(Database database, Reviews reviews, Clock clock, Duration patience) {
    this.database = database;
    this.agenda = new Agenda(reviews);
    this.clock = clock;
    this.patience = patience;
  }

  @Override
  public <T> T read(BiFunction<Transaction, Instant, T> work) {
    Instant now = catchUpSoon();
    return database.read(transaction -> work.apply(transaction, now));
  }

  @Override
  public <T> T write(BiFunction<Transaction, Instant, T> work) {
    while (true) {
      catchUpSoon(); // by itself, so that it stays done if the work fails
      Step<T> step =
          database.write(
              transaction -> {
                // Writes take turns: what the clock said before this one waited is old.
                Instant now = now();
                Instant due = nextDue.isAfter(now) ? nextDue : agenda.doBatch(transaction, now);
                if (!due.isAfter(now)) {
                  return new Step<T>(Optional.empty(), due);
                }
                T result = work.apply(transaction, now);
                return new Step<>(Optional.of(result), notLater(agenda.next(transaction)));
              },
              done -> nextDue = done.next());
      if (step.result().isPresent()) {
        return step.result().get();
      }
    }
  }

  @Override
  public <T> T readTimeless(BiFunction<Transaction, Instant, T> work) {
    Instant now = now();
    return database.read(transaction -> work.apply(transaction, now));
  }

  @Override
  public <T> T writeTimeless(BiFunction<Transaction, Instant, T> work) {
    return database.write(transaction -> work.apply(transaction, now()));
  }

  /**
   * A transaction.
   *
   * @param result of the work; empty if the clock had to go first, for longer than one batch
   * @param next when something is due after it
   */
  private record Step<T>(Optional<T> result, Instant next) {}

  /** Does all that is due, however long it takes. */
  public void catchUp() {
    Instant now = now();
    while (!nextDue.isAfter(now)) {
      batch(now);
    }
  }

  /**
   * Does all that is due.
   *
   * @return the time until which everything is done, in whole milliseconds
   */
  private Instant catchUpSoon() {
    Instant now = now();
    if (!nextDue.isAfter(now)) {
      long begin = System.nanoTime();
      do {
        if (System.nanoTime() - begin > patience.toNanos()) {
          throw ApiException.throttled();
        }
        batch(now);
      } while (!nextDue.isAfter(now));
    }
    return now;
  }

  private void batch(Instant now) {
    batches.lock();
    try {
      if (!nextDue.isAfter(now)) {
        database.write(
            transaction -> notLater(agenda.doBatch(transaction, now)), done -> nextDue = done);
      }
    } finally {
      batches.unlock();
    }
  }

  private Instant notLater(Instant next) {
    if (next.isBefore(nextDue)) {
      nextDue = next;
    }
    return next;
  }

  /**
   * Starts anew, in one transaction: no call sees anything between the old world and the new.
   *
   * @param resetClock takes the clock back
   * @param work empties the database and fills it again
   */
  public void startAnew(Runnable resetClock, BiConsumer<Transaction, Instant> work) {
    database.write(
        transaction -> {
          resetClock.run();
          work.accept(transaction, now());
          nextForgetting = Instant.MIN;
          return notLater(agenda.next(transaction));
        },
        done -> nextDue = done);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Forgets old events and messages, a batch at a time so that others get their turn, if it has not
   * done so for an hour.
   */
  public void forgetSometimes() {
    Instant now = now();
    if (now.isBefore(nextForgetting)) {
      return;
    }
    nextForgetting = now.plus(FORGETTING);
    boolean more;
    do {
      more = this.<Boolean>write(Events::forgetSome);
    } while (more && !Thread.currentThread().isInterrupted());
  }
}
