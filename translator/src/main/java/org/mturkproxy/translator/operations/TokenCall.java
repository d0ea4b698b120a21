package org.mturkproxy.translator.operations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.error.LegacyError;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.execution.YoungHit;
import org.mturkproxy.translator.modern.ModernAnswer.Refused;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;

/**
 * A call that pays or adds, and carries a token so that it does so once ({@code mapping.md} 3.3):
 * the caller's own, else one made for this request.
 */
final class TokenCall {

  static final String TOKEN = "UniqueRequestToken";

  private final ModernCall call;
  private final Calls calls;

  TokenCall(String operation, Structure input, Calls calls) {
    this.call = new ModernCall(operation, tokened(input, calls), Repeat.SAME_TOKEN);
    this.calls = calls;
  }

  /** The input with a token: its own if it has one. */
  static Structure tokened(Structure input, Calls calls) {
    return input.has(TOKEN) ? input : input.with(TOKEN, new Text(calls.newToken()));
  }

  CompletionStage<Outcome> run() {
    return calls.send(call).thenApply(this::ended);
  }

  /** Changes a HIT that was created then. */
  CompletionStage<Outcome> runOn(Instant created) {
    return YoungHit.send(call, created, calls).thenApply(this::ended);
  }

  private Outcome ended(ModernReply reply) {
    if (reply.answer() instanceof Success success) {
      return new Outcome.Done(success.output());
    }
    if (reply.answer() instanceof Refused refused && saysAlready(refused)) {
      return reply.afterUnknown()
          // The echo of our own first attempt, whose answer was lost.
          ? new Outcome.Done(JsonNodeFactory.instance.objectNode())
          : new Outcome.Failed(duplicate(refused));
    }
    return calls.failed(call, reply);
  }

  /** The code was never recorded; the text was. */
  static boolean saysAlready(Refused refused) {
    return refused.message().contains("has already been processed")
        || refused.turkErrorCode().filter(LegacyErrors.DUPLICATE_CALL::equals).isPresent();
  }

  private static LegacyError duplicate(Refused refused) {
    return new LegacyError(LegacyErrors.DUPLICATE_CALL, refused.message(), List.of(), true);
  }
}
