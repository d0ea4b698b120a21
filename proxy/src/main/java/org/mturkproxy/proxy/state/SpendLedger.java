package org.mturkproxy.proxy.state;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps what each key has spent on a day (UTC), over restarts. An amount is booked before its call
 * is sent, and taken back only when the call surely had no effect: what nobody knows stays counted.
 * Nothing here blocks; stages complete on an event loop once the work is durable, exceptionally
 * when it could not be done.
 */
public final class SpendLedger {

  /** HITs are gone from MTurk's lists after 120 days; their types may be used for longer. */
  private static final Duration REWARDS_KEPT = Duration.ofDays(400);

  /** What money goes to. */
  public enum Kind {
    BONUSES,
    REWARDS
  }

  /**
   * Who spends.
   *
   * @param requester the legacy access key id
   * @param upstream the account that its calls go to, in words that tell it from any other
   */
  public record Spender(String requester, String upstream) {
    public Spender {
      requireNonNull(requester, "requester");
      requireNonNull(upstream, "upstream");
    }
  }

  /**
   * What tells a call from all others.
   *
   * @param call the same for two calls that pay once
   */
  public record Entry(Spender spender, Kind kind, String call) {
    public Entry {
      requireNonNull(spender, "spender");
      requireNonNull(kind, "kind");
      requireNonNull(call, "call");
    }
  }

  /** What became of a wish to spend. */
  public sealed interface Booking {

    /** It counts from now on, on that day since the epoch. */
    record Booked(Entry entry, long cents, long day) implements Booking {}

    /** The same call was counted before: it does not count again. */
    record Repeated(Entry entry) implements Booking {}

    /** It would go beyond the cap. Nothing is booked; so much is spent on this day. */
    record Beyond(long spent) implements Booking {}
  }

  /** How a call ended. */
  public enum Ending {
    DONE,
    NOT_DONE,
    UNKNOWN
  }

  private final State state;
  private final Clock clock;

  /** The ledger of this state; whoever opens it must not be an event loop. */
  public SpendLedger(State state, Clock clock) {
    this.state = state;
    this.clock = clock;
    Instant old = clock.instant().minus(REWARDS_KEPT);
    state.now(
        transaction -> {
          SpendTable.forgetRewards(transaction, old);
          return true;
        });
  }

  /** Whether {@link #reserve} would find this call repeated. */
  public CompletionStage<Boolean> knows(Entry entry) {
    Instant now = clock.instant();
    return state.write(transaction -> SpendTable.isCounted(transaction, entry, now));
  }

  /**
   * Books an amount, unless the day's sum would exceed the cap.
   *
   * @param cents of the amount, 0 or more
   * @param cap the most of a day, in cents
   */
  public CompletionStage<Booking> reserve(Entry entry, long cents, long cap) {
    Instant now = clock.instant();
    long day = SpendTable.day(now);
    return state.write(
        transaction -> {
          if (SpendTable.isCounted(transaction, entry, now)) {
            return new Booking.Repeated(entry);
          }
          Optional<Long> sum = SpendTable.total(transaction, entry, day);
          long spent = sum.orElse(0L);
          if (cents > cap - spent) {
            return new Booking.Beyond(spent);
          }
          if (sum.isEmpty()) {
            SpendTable.forgetOldDays(transaction, day);
          }
          SpendTable.add(transaction, entry, cents, now);
          return new Booking.Booked(entry, cents, day);
        });
  }

  /** Notes how the call of a booking ended. */
  public CompletionStage<Boolean> settle(Booking booking, Ending ending) {
    return state.write(
        transaction -> {
          if (ending == Ending.DONE && booking instanceof Booking.Booked booked) {
            SpendTable.confirm(transaction, booked.entry());
          } else if (ending == Ending.DONE && booking instanceof Booking.Repeated repeated) {
            SpendTable.confirm(transaction, repeated.entry());
          } else if (ending == Ending.NOT_DONE && booking instanceof Booking.Booked booked) {
            SpendTable.release(transaction, booked.entry(), booked.day(), booked.cents());
          }
          return true;
        });
  }

  /** The reward of a HIT type in cents, as far as it was seen. */
  public CompletionStage<Optional<Long>> reward(String upstream, String hitTypeId) {
    return state.write(transaction -> SpendTable.reward(transaction, upstream, hitTypeId));
  }

  /** Keeps the reward of a HIT type, which never changes. */
  public CompletionStage<Boolean> keepReward(String upstream, String hitTypeId, long cents) {
    Instant now = clock.instant();
    return state.write(
        transaction -> {
          SpendTable.keepReward(transaction, upstream, hitTypeId, cents, now);
          return true;
        });
  }
}
