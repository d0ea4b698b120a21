package org.mturkproxy.translator.operations;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.execution.CheckedCall;
import org.mturkproxy.translator.execution.ListWalk;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;

/** The undecided submissions of a HIT, all to be approved ({@code mapping.md} 3.7 step 3). */
final class SubmittedWork {

  /** A list that shows approved work as submitted for longer than this is looked at later. */
  private static final int MOST_ROUNDS = 5;

  private static final Set<String> DECIDED = Set.of("Approved", "Rejected");

  private final String hitId;
  private final Calls calls;

  SubmittedWork(String hitId, Calls calls) {
    this.hitId = hitId;
    this.calls = calls;
  }

  /**
   * Approves until nothing is submitted any more; what comes in meanwhile is approved too.
   *
   * @return a success, or why it had to stop. Nothing is lost then: it can be begun again
   */
  CompletionStage<Outcome> approve() {
    return round(1);
  }

  private CompletionStage<Outcome> round(int number) {
    ListWalk walk =
        new ListWalk(
            "ListAssignmentsForHIT",
            "Assignments",
            Optional.of("AssignmentId"),
            Long.MAX_VALUE,
            calls);
    Structure submitted =
        Structure.EMPTY
            .with("HITId", new Text(hitId))
            .with("AssignmentStatuses", new Items(List.of(new Text("Submitted"))));
    return walk.toTheEnd(submitted)
        .thenCompose(
            failed -> {
              if (failed.isPresent() || walk.items().isEmpty()) {
                return CompletableFuture.completedFuture(failed.orElseGet(HitLook::nothingToTell));
              }
              return number > MOST_ROUNDS
                  ? CompletableFuture.completedFuture(later())
                  : approve(walk.items()).thenCompose(done -> goOn(done, number));
            });
  }

  private CompletionStage<Outcome> goOn(Outcome done, int number) {
    return done instanceof Outcome.Done
        ? round(number + 1)
        : CompletableFuture.completedFuture(done);
  }

  /** One after the other: when the money ends, nothing more is tried. */
  private CompletionStage<Outcome> approve(List<JsonNode> assignments) {
    CompletionStage<Outcome> all = CompletableFuture.completedFuture(HitLook.nothingToTell());
    for (JsonNode assignment : assignments) {
      String id = assignment.path("AssignmentId").asText();
      all =
          all.thenCompose(
              before ->
                  before instanceof Outcome.Done
                      ? approve(id)
                      : CompletableFuture.completedFuture(before));
    }
    return all;
  }

  /** Never with OverrideRejection: what somebody has rejected meanwhile stays rejected. */
  private CompletionStage<Outcome> approve(String id) {
    if (calls.isLate()) {
      return CompletableFuture.completedFuture(later());
    }
    Structure input = Structure.EMPTY.with("AssignmentId", new Text(id));
    ModernCall approve = new ModernCall("ApproveAssignment", input, Repeat.NEVER);
    return new CheckedCall(approve, Checks.assignmentIs("Approved"), calls)
        .run()
        .thenCompose(
            outcome -> {
              if (!(outcome instanceof Outcome.Failed failed)) {
                return CompletableFuture.completedFuture(outcome);
              }
              return switch (failed.error().code()) {
                case LegacyErrors.INVALID_ASSIGNMENT_STATE -> unlessDecided(input, outcome);
                // The whole may be repeated, so nothing has to be left in doubt.
                case LegacyErrors.OUTCOME_UNKNOWN -> CompletableFuture.completedFuture(later());
                default -> CompletableFuture.completedFuture(outcome);
              };
            });
  }

  private CompletionStage<Outcome> unlessDecided(Structure input, Outcome refusal) {
    return calls
        .send(new ModernCall("GetAssignment", input, Repeat.FREE))
        .thenApply(reply -> DECIDED.contains(status(reply)) ? HitLook.nothingToTell() : refusal);
  }

  private static String status(ModernReply reply) {
    return reply.answer() instanceof Success success
        ? success.output().path("Assignment").path("AssignmentStatus").asText()
        : "";
  }

  private static Outcome later() {
    return new Outcome.Failed(LegacyErrors.serviceUnavailable());
  }
}
