package org.mturkproxy.translator.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;

/** A look at a HIT before or after something is done to it. */
final class HitLook {

  private final ModernCall call;
  private final Calls calls;

  HitLook(String hitId, Calls calls) {
    this.call = call(hitId);
    this.calls = calls;
  }

  static ModernCall call(String hitId) {
    return new ModernCall("GetHIT", Structure.EMPTY.with("HITId", new Text(hitId)), Repeat.FREE);
  }

  /** Goes on with the HIT; a look that fails ends everything, before anything was changed. */
  CompletionStage<Outcome> then(Function<JsonNode, CompletionStage<Outcome>> next) {
    return calls
        .send(call)
        .thenCompose(
            reply ->
                reply.answer() instanceof Success success
                    ? next.apply(success.output().path("HIT"))
                    : CompletableFuture.completedFuture(calls.failed(call, reply)));
  }

  /** A time of the HIT, rounded down to whole seconds. */
  static Instant time(JsonNode hit, String member) {
    return Instant.ofEpochSecond(
        hit.path(member).decimalValue().setScale(0, RoundingMode.FLOOR).longValueExact());
  }

  /** Success, without anything in it. */
  static Outcome nothingToTell() {
    return new Outcome.Done(JsonNodeFactory.instance.objectNode());
  }
}
