package org.mturkproxy.translator;

import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.modern.Upstream;

/** Answers legacy requests by modern calls. */
public interface Translator {

  /**
   * Checks, understands, translates and answers one legacy request, without blocking.
   *
   * @return the whole exchange, its answer ready to be written; never completes exceptionally
   */
  CompletionStage<Exchange> answer(ReceivedRequest request);

  /**
   * The same upstream, for modern calls that a Requester makes beside the translated ones: what
   * they write makes whatever is kept of lists out of date.
   */
  default Upstream watched(Requester requester, Upstream upstream) {
    return upstream;
  }
}
