package org.mturkproxy.translator.execution;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Lets time pass without a thread that waits. */
@FunctionalInterface
public interface Pauses {

  /** Completes after this time. */
  CompletionStage<Void> pause(Duration time);
}
