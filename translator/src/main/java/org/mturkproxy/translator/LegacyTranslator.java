package org.mturkproxy.translator;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.mturkproxy.translator.authentication.Authenticator;
import org.mturkproxy.translator.authentication.Requesters;
import org.mturkproxy.translator.catalogue.Catalogue;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.operations.LegacyOperations;

/** The translator over the whole catalogue. */
public final class LegacyTranslator implements Translator {

  private final Catalogue catalogue = LegacyOperations.catalogue();
  private final Authenticator authenticator;
  private final Clock clock;
  private final Supplier<String> tokens;

  /**
   * A translator.
   *
   * @param requesters who may call
   * @param clock for the time window, and for the times in the record
   */
  public LegacyTranslator(Requesters requesters, Clock clock) {
    this(requesters, clock, () -> UUID.randomUUID().toString());
  }

  LegacyTranslator(Requesters requesters, Clock clock, Supplier<String> tokens) {
    this.authenticator = new Authenticator(requesters);
    this.clock = clock;
    this.tokens = tokens;
  }

  @Override
  public CompletionStage<Exchange> answer(ReceivedRequest received) {
    return new LegacyCall(received, catalogue, authenticator, clock, tokens).answer();
  }
}
