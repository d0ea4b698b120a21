package org.mturkproxy.translator.operations;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Check;
import org.mturkproxy.translator.execution.ListWalk;
import org.mturkproxy.translator.execution.RequestSubjects;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.value.Structure;

/**
 * Whether a Qualification request has been decided: then no list has it any more ({@code
 * mapping.md} 3.3 rule 4). That it was granted shows only in the Worker's score; whose request it
 * was is known where the Requester has seen it in a list, as nearly all do.
 */
final class RequestCheck implements Check {

  private static final String ID = "QualificationRequestId";

  private final boolean granting;

  /**
   * A check.
   *
   * @param granting whether the request was to be granted; else it was to be rejected
   */
  RequestCheck(boolean granting) {
    this.granting = granting;
  }

  @Override
  public CompletionStage<Seen> look(Structure call, boolean refused, Calls calls) {
    String id = call.text(ID).orElseThrow();
    ListWalk walk =
        new ListWalk(
            "ListQualificationRequests",
            "QualificationRequests",
            Optional.of(ID),
            Long.MAX_VALUE,
            calls);
    return walk.toTheEnd(Structure.EMPTY)
        .thenCompose(
            failed -> {
              if (failed.isPresent()) {
                return CompletableFuture.completedFuture(new Seen.Unclear());
              }
              if (isAmong(walk.items(), id)) {
                return CompletableFuture.completedFuture(new Seen.NotDone());
              }
              return granting
                  ? score(call, refused, calls, RequestSubjects.recall(calls.memory(), id))
                  : CompletableFuture.completedFuture(Seen.of(true));
            });
  }

  private static boolean isAmong(List<JsonNode> requests, String id) {
    return requests.stream().anyMatch(request -> request.path(ID).asText().equals(id));
  }

  /** A request that is gone without a trace in the score was decided by somebody else. */
  private static CompletionStage<Seen> score(
      Structure call, boolean refused, Calls calls, Optional<Structure> subject) {
    if (subject.isEmpty()) {
      return CompletableFuture.completedFuture(new Seen.Unclear());
    }
    Structure wanted = subject.get().with("IntegerValue", call.members().get("IntegerValue"));
    return Checks.QUALIFICATION_IS_GRANTED.look(wanted, refused, calls);
  }

  @Override
  public boolean isEcho(ModernAnswer.Refused refusal) {
    return false;
  }

  @Override
  public List<String> operations() {
    return granting
        ? List.of("ListQualificationRequests", "GetQualificationScore")
        : List.of("ListQualificationRequests");
  }
}
