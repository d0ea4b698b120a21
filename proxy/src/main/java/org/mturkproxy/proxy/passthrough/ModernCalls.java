package org.mturkproxy.proxy.passthrough;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.marketplace.sigv4.Header;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.exchange.Understood;

/** Answers modern calls of clients. */
@FunctionalInterface
public interface ModernCalls {

  /**
   * Checks and carries out one call, without blocking.
   *
   * @param headers every header line, in the order received: the signature covers some
   * @return the whole exchange, its answer ready to be written; never completes exceptionally
   */
  CompletionStage<Exchange> answer(ReceivedRequest request, List<Header> headers);

  /** Refuses them all: for legacy clients alone. */
  static ModernCalls refused(Clock clock) {
    return (request, headers) ->
        CompletableFuture.completedFuture(
            new Exchange(
                request,
                Understood.NOTHING,
                List.of(),
                ModernErrors.unknownOperation(request.requestId()),
                clock.instant(),
                List.of()));
  }
}
