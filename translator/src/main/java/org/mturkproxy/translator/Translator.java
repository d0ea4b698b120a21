package org.mturkproxy.translator;

import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ReceivedRequest;

/** Answers legacy requests by modern calls. */
public interface Translator {

  /**
   * Checks, understands, translates and answers one legacy request, without blocking.
   *
   * @return the whole exchange, its answer ready to be written; never completes exceptionally
   */
  CompletionStage<Exchange> answer(ReceivedRequest request);
}
