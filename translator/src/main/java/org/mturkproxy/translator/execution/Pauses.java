package org.mturkproxy.translator.execution;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Lets time pass without a thread that waits. */
@FunctionalInterface
public interface Pauses {

  /** Completes after this time. */
  CompletionStage<Void> pause(Duration time);

  /** Completes what is awaited, if it is not there after this time. */
  default <T> void atMost(Duration time, CompletableFuture<T> awaited, T otherwise) {
    // Unlike a pause, this is forgotten as soon as what is awaited is there.
    awaited.completeOnTimeout(otherwise, time.toMillis(), TimeUnit.MILLISECONDS);
  }
}
