package org.mturkproxy.translator.operations;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;
import org.mturkproxy.translator.value.Whole;

/**
 * CreateQualificationType: one call, and a look-up when the name is taken, because the legacy error
 * told the id of the type that has it ({@code mapping.md} 1.11).
 */
final class CreateQualificationType implements Procedure {

  private static final String ID = "QualificationTypeId";

  @Override
  public CompletionStage<Outcome> run(Arguments request, Calls calls) {
    ModernCall create = new ModernCall("CreateQualificationType", input(request), Repeat.NEVER);
    return calls
        .send(create)
        .thenCompose(
            reply -> {
              if (reply.answer() instanceof Success success) {
                return CompletableFuture.completedFuture(new Outcome.Done(success.output()));
              }
              Outcome failed = calls.failed(create, reply);
              return isNameTaken(failed)
                  ? tellWhoHasIt(request, calls, (Outcome.Failed) failed)
                  : CompletableFuture.completedFuture(failed);
            });
  }

  /** AutoGrantedValue means something only with AutoGranted; its default is sent. */
  private static Structure input(Arguments request) {
    Map<String, Value> members = new LinkedHashMap<>(request.modern().members());
    if (new Flag(true).equals(members.get("AutoGranted"))) {
      members.putIfAbsent("AutoGrantedValue", new Whole(1));
    } else {
      members.remove("AutoGrantedValue");
    }
    return new Structure(members);
  }

  private static boolean isNameTaken(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed
        && failed.error().code().equals(LegacyErrors.QUALIFICATION_TYPE_ALREADY_EXISTS);
  }

  private static CompletionStage<Outcome> tellWhoHasIt(
      Arguments request, Calls calls, Outcome.Failed failed) {
    String name = request.given().text("Name").orElseThrow();
    Structure query =
        Structure.EMPTY
            .with("Query", new Text(name))
            .with("MustBeRequestable", new Flag(false))
            .with("MustBeOwnedByCaller", new Flag(true))
            .with("MaxResults", new Whole(100));
    return calls
        .send(new ModernCall("ListQualificationTypes", query, Repeat.FREE))
        .thenApply(
            reply ->
                reply.answer() instanceof Success success
                    ? new Outcome.Failed(failed.error().about(idOf(name, success.output())))
                    : failed);
  }

  /** The legacy service sent the pair twice. */
  private static List<LegacyError.Data> idOf(String name, JsonNode page) {
    for (JsonNode type : page.path("QualificationTypes")) {
      if (type.path("Name").asText().equals(name)) {
        LegacyError.Data id = new LegacyError.Data(ID, type.path(ID).asText());
        return List.of(id, id);
      }
    }
    return List.of();
  }
}
