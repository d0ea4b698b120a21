package org.mturkproxy.proxy.upstream;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernAnswer.NotExecuted;
import org.mturkproxy.translator.modern.Repeat;

/**
 * Whether a call is sent again ({@code mapping.md} 1.9, column Retry, and 3.3). Pure: it neither
 * waits nor looks at a clock.
 */
final class RetryPolicy {

  /** What is done to a call that ended like this. */
  sealed interface Decision {

    /** It stays as it is. */
    record GiveUp() implements Decision {}

    /** It is sent again, after this time and this correction. */
    record Again(Duration delay, Correction correction) implements Decision {}
  }

  /** What has to be put right before a call is sent again. */
  enum Correction {
    NONE,
    CLOCK,
    CREDENTIALS
  }

  /**
   * What was done for a call so far.
   *
   * @param attempts how often it was tried, the last one included
   * @param connections how often no connection could be made, the last one included
   */
  record History(int attempts, int connections, boolean clockSet, boolean credentialsRenewed) {}

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int CONNECTION_REPEATS = 2;
  private static final Duration BASE = Duration.ofMillis(300);
  private static final Duration CAP = Duration.ofSeconds(8);

  /**
   * Time that must be left for the answer. A repeat sent in the last moment would turn "surely not
   * carried out" into "nobody knows".
   */
  private static final Duration ANSWER_TIME = Duration.ofSeconds(3);

  private final Duration budget;
  private final Duration base;
  private final DoubleSupplier random;

  /**
   * Makes the policy.
   *
   * @param budget for one call, all repeats included
   * @param random numbers from 0 to 1, for the jitter
   */
  RetryPolicy(Duration budget, DoubleSupplier random) {
    this(budget, BASE, random);
  }

  RetryPolicy(Duration budget, Duration base, DoubleSupplier random) {
    this.budget = budget;
    this.base = base;
    this.random = random;
  }

  Decision after(Outcome outcome, Repeat repeat, History history, Duration elapsed) {
    if (outcome.answer() instanceof NotExecuted refused) {
      return afterNotExecuted(refused, outcome.status(), history, elapsed);
    }
    boolean mayRepeat = outcome.answer() instanceof ModernAnswer.Unknown && repeat != Repeat.NEVER;
    return mayRepeat ? again(history, elapsed) : new Decision.GiveUp();
  }

  private Decision afterNotExecuted(
      NotExecuted refused, int status, History history, Duration elapsed) {
    if (refused.isThrottling() || status == TOO_MANY_REQUESTS) {
      return again(history, elapsed);
    }
    if (refused.type().equals(NotExecuted.NO_CONNECTION)) {
      return history.connections() <= CONNECTION_REPEATS
          ? again(history, elapsed)
          : new Decision.GiveUp();
    }
    if (refused.isClockSkew()) {
      return once(history.clockSet(), Correction.CLOCK, elapsed);
    }
    if (refused.type().equals("ExpiredTokenException")) {
      return once(history.credentialsRenewed(), Correction.CREDENTIALS, elapsed);
    }
    return new Decision.GiveUp();
  }

  private Decision once(boolean done, Correction correction, Duration elapsed) {
    return done ? new Decision.GiveUp() : inTime(Duration.ZERO, correction, elapsed);
  }

  /** Doubles each time up to the cap; one half of the pause is fixed, the other random. */
  private Decision again(History history, Duration elapsed) {
    int doublings = Math.min(history.attempts() - 1, 16);
    long pause = Math.min(base.toNanos() << doublings, CAP.toNanos());
    long jittered = pause / 2 + (long) (pause / 2.0 * random.getAsDouble());
    return inTime(Duration.ofNanos(jittered), Correction.NONE, elapsed);
  }

  private Decision inTime(Duration delay, Correction correction, Duration elapsed) {
    Duration reserve =
        ANSWER_TIME.compareTo(budget.dividedBy(4)) < 0 ? ANSWER_TIME : budget.dividedBy(4);
    boolean fits = elapsed.plus(delay).plus(reserve).compareTo(budget) <= 0;
    return fits ? new Decision.Again(delay, correction) : new Decision.GiveUp();
  }
}
