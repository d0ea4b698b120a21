package org.mturkproxy.marketplace.http;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries calls from the event loops to the threads that answer them.
 *
 * @param shared for most calls
 * @param aside for those of {@link Turn.Lane#ASIDE}
 */
record Worker(
    Executor shared,
    Executor aside,
    Dispatch dispatch,
    HttpService overload,
    HttpService failure,
    Clock clock) {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /**
   * Answers the call on a thread of its lane, or at once if too many are waiting there.
   *
   * @param loop keeps the time of calls that have to wait
   */
  @SuppressWarnings("FutureReturnValueIgnored") // whatever becomes of it, the call is answered
  void submit(HttpCall call, ScheduledExecutorService loop, Consumer<HttpAnswer> whenAnswered) {
    Turn turn = dispatch.turn(call);
    if (turn.after().isZero()) {
      submit(call, turn, whenAnswered);
    } else {
      loop.schedule(
          () -> submit(call, turn, whenAnswered), turn.after().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void submit(HttpCall call, Turn turn, Consumer<HttpAnswer> whenAnswered) {
    Executor threads = turn.lane() == Turn.Lane.ASIDE ? aside : shared;
    try {
      threads.execute(() -> whenAnswered.accept(answer(call, turn.service())));
    } catch (RejectedExecutionException e) {
      whenAnswered.accept(overload.answer(call));
    }
  }

  /** Errors too: a connection whose call never ends would wait until it is idle for too long. */
  private HttpAnswer answer(HttpCall call, HttpService service) {
    try {
      return service.answer(call);
    } catch (Throwable e) {
      LOG.error("a call failed", e);
      return failure.answer(call);
    }
  }
}
