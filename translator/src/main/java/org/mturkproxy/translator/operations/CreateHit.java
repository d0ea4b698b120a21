package org.mturkproxy.translator.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.catalogue.Procedure;
import org.mturkproxy.translator.error.LegacyError;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;

/**
 * CreateHIT ({@code mapping.md} 3.5): with or without a HIT type it is another modern operation, it
 * always carries a token, and an answer that lacks what the caller asked for is filled by GetHIT.
 */
final class CreateHit implements Procedure {

  @Override
  public CompletionStage<Outcome> run(Arguments request, Calls calls) {
    String operation = request.given().has("HITTypeId") ? "CreateHITWithHITType" : "CreateHIT";
    ModernCall create =
        new ModernCall(operation, TokenCall.tokened(request.modern(), calls), Repeat.SAME_TOKEN);
    return calls.send(create).thenCompose(reply -> created(request, calls, create, reply));
  }

  private static CompletionStage<Outcome> created(
      Arguments request, Calls calls, ModernCall create, ModernReply reply) {
    if (reply.answer() instanceof Success success) {
      return filled(request, calls, success.output());
    }
    Outcome failed = calls.failed(create, reply);
    if (reply.afterUnknown() && failed instanceof Outcome.Failed f) {
      String hitId = hitIdOf(f.error());
      if (!hitId.isEmpty()) {
        return createdBefore(request, calls, hitId);
      }
    }
    return CompletableFuture.completedFuture(failed);
  }

  /** Groups that go beyond the ids are answered in full, by one more call if need be. */
  private static CompletionStage<Outcome> filled(Arguments request, Calls calls, JsonNode answer) {
    JsonNode hit = answer.path("HIT");
    Outcome known = new Outcome.Done(answer);
    if (Shapes.HIT.isComplete(hit, request.groups())) {
      return CompletableFuture.completedFuture(known);
    }
    return calls
        .send(HitLook.call(hit.path("HITId").asText()))
        .thenApply(
            reply ->
                reply.answer() instanceof Success success && isOf(hit, success.output())
                    ? new Outcome.Done(success.output())
                    // The HIT is there: a failed look at it must not look like a failed creation.
                    : known);
  }

  private static boolean isOf(JsonNode hit, JsonNode answer) {
    return answer.path("HIT").path("HITId").equals(hit.path("HITId"));
  }

  /**
   * Our first attempt had worked, only its answer was lost ({@code mapping.md} 3.3 rule 4): the
   * caller has a HIT, and must be told so, not to create another.
   */
  private static CompletionStage<Outcome> createdBefore(
      Arguments request, Calls calls, String hitId) {
    return calls
        .send(HitLook.call(hitId))
        .thenApply(
            reply ->
                new Outcome.Done(
                    reply.answer() instanceof Success success
                        ? success.output()
                        : onlyIds(request, hitId)));
  }

  private static JsonNode onlyIds(Arguments request, String hitId) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode hit = answer.putObject("HIT").put("HITId", hitId);
    request.given().text("HITTypeId").ifPresent(id -> hit.put("HITTypeId", id));
    return answer;
  }

  private static String hitIdOf(LegacyError error) {
    if (!error.code().equals(LegacyErrors.HIT_ALREADY_EXISTS)) {
      return "";
    }
    return error.data().stream()
        .filter(data -> data.key().equals("HITId"))
        .findFirst()
        .map(LegacyError.Data::value)
        .orElse("");
  }
}
