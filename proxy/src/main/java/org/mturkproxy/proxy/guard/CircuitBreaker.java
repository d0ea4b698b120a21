package org.mturkproxy.proxy.guard;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernAnswer.NotExecuted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spares everybody the waiting while the upstream cannot be reached. It opens after a number of
 * calls in a row that did not get through: no connection, or a front of the service that turned
 * them away. What the API itself said, a refusal or a throttled account, shows that the service is
 * there, and closes it. An unknown outcome says nothing: one slow account must not shut out others.
 */
final class CircuitBreaker {

  private static final Logger LOG = LoggerFactory.getLogger(CircuitBreaker.class);

  private enum State {
    CLOSED,
    OPEN,
    PROBING
  }

  private final int failuresToOpen;
  private final long openFor;
  private final LongSupplier nanoTime;

  private State state = State.CLOSED;
  private int failures;
  private long openedAt;

  CircuitBreaker(int failuresToOpen, Duration openFor, LongSupplier nanoTime) {
    this.failuresToOpen = failuresToOpen;
    this.openFor = openFor.toNanos();
    this.nanoTime = nanoTime;
  }

  /**
   * Whether a call may be made now. After a while one may, the others wait for what becomes of it.
   * Whoever was let through must tell {@link #ended}.
   */
  synchronized boolean letsThrough() {
    if (state == State.OPEN && nanoTime.getAsLong() - openedAt >= openFor) {
      state = State.PROBING;
      return true;
    }
    return state == State.CLOSED;
  }

  /** A call that was let through ended so. */
  synchronized void ended(ModernAnswer answer) {
    if (answer instanceof NotExecuted failed && saysNothing(failed)) {
      notTried();
    } else if (answer instanceof NotExecuted failed && didNotGetThrough(failed)) {
      failed();
    } else if (answer instanceof ModernAnswer.Unknown && state == State.CLOSED) {
      // Neither there nor gone.
      return;
    } else if (state != State.OPEN) {
      // A late answer to a call from before does not close what was opened since.
      failures = 0;
      if (state == State.PROBING) {
        LOG.info("the upstream is there again");
      }
      state = State.CLOSED;
    }
  }

  private void failed() {
    failures++;
    if (state == State.PROBING || (state == State.CLOSED && failures >= failuresToOpen)) {
      if (state == State.CLOSED) {
        LOG.error("the upstream cannot be reached: calls are answered with ServiceUnavailable");
      }
      open();
    }
  }

  /** It never came to an attempt: the next one is the probe. */
  private void notTried() {
    if (state == State.PROBING) {
      state = State.OPEN;
    }
  }

  private void open() {
    state = State.OPEN;
    openedAt = nanoTime.getAsLong();
  }

  private static boolean saysNothing(NotExecuted answer) {
    return answer.type().equals(NotExecuted.BUSY)
        || answer.type().equals(NotExecuted.NO_CREDENTIALS)
        || answer.type().equals(NotExecuted.CREDENTIALS_LATER);
  }

  private static boolean didNotGetThrough(NotExecuted answer) {
    return answer.type().equals(NotExecuted.NO_CONNECTION)
        || (answer.type().startsWith("HTTP") && !answer.isThrottling());
  }
}
