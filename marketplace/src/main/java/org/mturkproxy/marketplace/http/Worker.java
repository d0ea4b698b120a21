package org.mturkproxy.marketplace.http;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries calls from the event loops to the worker threads. */
record Worker(
    Executor threads, HttpService service, HttpService overload, HttpService failure, Clock clock) {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /** Answers the call on a worker thread, or at once if too many are waiting. */
  void submit(HttpCall call, Consumer<HttpAnswer> whenAnswered) {
    try {
      threads.execute(() -> whenAnswered.accept(answer(call)));
    } catch (RejectedExecutionException e) {
      whenAnswered.accept(overload.answer(call));
    }
  }

  /** Errors too: a connection whose call never ends would wait until it is idle for too long. */
  private HttpAnswer answer(HttpCall call) {
    try {
      return service.answer(call);
    } catch (Throwable e) {
      LOG.error("a call failed", e);
      return failure.answer(call);
    }
  }
}
