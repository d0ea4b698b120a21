package org.mturkproxy.translator.operations;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.catalogue.Procedure;
import org.mturkproxy.translator.error.LegacyError;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.execution.CheckedCall;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;

/**
 * ApproveRejectedAssignment ({@code mapping.md} 3.8): the modern call that overrides a rejection
 * would also approve, and pay, work that nobody has looked at. So the state is read first.
 */
final class ApproveRejectedAssignment implements Procedure {

  private static final String REJECTED = "Rejected";

  @Override
  public CompletionStage<Outcome> run(Arguments request, Calls calls) {
    String id = request.given().text("AssignmentId").orElseThrow();
    ModernCall look =
        new ModernCall(
            "GetAssignment", Structure.EMPTY.with("AssignmentId", new Text(id)), Repeat.FREE);
    return calls
        .send(look)
        .thenCompose(
            reply -> {
              if (!(reply.answer() instanceof Success success)) {
                return CompletableFuture.completedFuture(calls.failed(look, reply));
              }
              String status = status(success.output());
              return status.equals(REJECTED)
                  ? approve(request, calls)
                  : CompletableFuture.completedFuture(new Outcome.Failed(notRejected(id, status)));
            });
  }

  private static String status(JsonNode answer) {
    return answer.path("Assignment").path("AssignmentStatus").asText();
  }

  private static CompletionStage<Outcome> approve(Arguments request, Calls calls) {
    Structure input = request.modern().with("OverrideRejection", new Flag(true));
    ModernCall approve = new ModernCall("ApproveAssignment", input, Repeat.NEVER);
    return new CheckedCall(approve, Checks.assignmentIs("Approved"), calls).run();
  }

  private static LegacyError notRejected(String id, String status) {
    return LegacyErrors.invalidAssignmentState(REJECTED)
        .about(
            List.of(
                new LegacyError.Data("AssignmentId", id),
                new LegacyError.Data("CurrentState", status)));
  }
}
