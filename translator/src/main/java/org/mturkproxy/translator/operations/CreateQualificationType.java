package org.mturkproxy.translator.operations;

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
import org.mturkproxy.translator.execution.CheckedCall;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Structure;
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
    return new CheckedCall(create, new TypeCheck(), calls)
        .run()
        .thenCompose(
            outcome ->
                isNameTaken(outcome)
                    ? tellWhoHasIt(request, calls, (Outcome.Failed) outcome)
                    : CompletableFuture.completedFuture(outcome));
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

  /** The legacy service sent the pair twice. */
  private static CompletionStage<Outcome> tellWhoHasIt(
      Arguments request, Calls calls, Outcome.Failed failed) {
    return TypeCheck.find(request.given().text("Name").orElseThrow(), calls)
        .thenApply(
            found -> {
              if (found.isEmpty() || found.get().isEmpty()) {
                return failed;
              }
              LegacyError.Data id = new LegacyError.Data(ID, found.get().get().path(ID).asText());
              return new Outcome.Failed(failed.error().about(List.of(id, id)));
            });
  }
}
