package org.mturkproxy.proxy.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.mturkproxy.translator.exchange.Exchange;

/** Gets each exchange just before its answer is sent, and may have the answer wait. */
@FunctionalInterface
public interface Recorder {

  /**
   * Takes an exchange; called on an event loop, so it must not block.
   *
   * @return completed, by any thread, when the answer may be sent; whether exceptionally or not
   */
  CompletionStage<Void> record(Exchange exchange);

  /** One that no answer waits for. */
  static Recorder of(Consumer<Exchange> consumer) {
    return exchange -> {
      consumer.accept(exchange);
      return CompletableFuture.completedStage(null);
    };
  }
}
