package org.mturkproxy.marketplace.http;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Carries calls from the event loops to the worker threads. */
record Worker(Executor threads, HttpService service, HttpService overload, Clock clock) {

  /** Answers the call on a worker thread, or at once if too many are waiting. */
  void submit(HttpCall call, Consumer<HttpAnswer> whenAnswered) {
    try {
      threads.execute(() -> whenAnswered.accept(service.answer(call)));
    } catch (RejectedExecutionException e) {
      whenAnswered.accept(overload.answer(call));
    }
  }
}
