package org.mturkproxy.translator.operations;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.execution.CheckedCall;
import org.mturkproxy.translator.modern.ModernAnswer.Refused;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;

/**
 * What is left to do for an expired HIT that is being disabled ({@code mapping.md} 3.7 steps 3 and
 * 4): pay what is submitted, and delete the HIT once nobody works on it. All of it may be done
 * again and again.
 */
final class Disabling {

  private final String hitId;
  private final Calls calls;
  private boolean refusedToDelete;

  Disabling(String hitId, Calls calls) {
    this.hitId = hitId;
    this.calls = calls;
  }

  /**
   * Does what can be done now.
   *
   * @param pauses before each look whether the HIT can be deleted
   * @return a success when the HIT is gone, a failure when it had to stop, empty when somebody
   *     still works on the HIT
   */
  CompletionStage<Optional<Outcome>> run(List<Duration> pauses) {
    return new SubmittedWork(hitId, calls)
        .approve()
        .thenCompose(
            approved -> {
              if (approved instanceof Outcome.Done) {
                return deleteAfter(pauses);
              }
              return isGone(approved)
                  ? gone()
                  : CompletableFuture.completedFuture(Optional.of(approved));
            });
  }

  static boolean isGone(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed
        && failed.error().code().equals(LegacyErrors.HIT_DOES_NOT_EXIST);
  }

  private CompletionStage<Optional<Outcome>> deleteAfter(List<Duration> pauses) {
    if (pauses.isEmpty() || calls.isLate()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    List<Duration> later = pauses.subList(1, pauses.size());
    return calls
        .pause(pauses.get(0))
        .thenCompose(any -> calls.send(HitLook.call(hitId)))
        .thenCompose(
            reply ->
                switch (status(reply)) {
                  case "Disposed" -> gone();
                  case "Reviewable", "Reviewing" -> delete(later);
                  // Everything is paid: a look that fails is no reason to fail the whole.
                  default -> deleteAfter(later);
                });
  }

  private static String status(ModernReply reply) {
    if (reply.answer() instanceof Success success) {
      JsonNode hit = success.output().path("HIT");
      return hit.path("HITStatus").asText();
    }
    return reply.answer() instanceof Refused refused
            && refused.turkErrorCode().filter(LegacyErrors.HIT_DOES_NOT_EXIST::equals).isPresent()
        ? "Disposed"
        : "";
  }

  private CompletionStage<Optional<Outcome>> delete(List<Duration> pauses) {
    ModernCall delete =
        new ModernCall("DeleteHIT", Structure.EMPTY.with("HITId", new Text(hitId)), Repeat.NEVER);
    return new CheckedCall(delete, Checks.HIT_IS_DISPOSED, calls)
        .run()
        .thenCompose(
            outcome -> {
              if (outcome instanceof Outcome.Done) {
                return gone();
              }
              if (refusedToDelete) {
                return CompletableFuture.completedFuture(Optional.empty());
              }
              // Something was submitted since.
              refusedToDelete = true;
              return run(pauses);
            });
  }

  private static CompletionStage<Optional<Outcome>> gone() {
    return CompletableFuture.completedFuture(Optional.of(HitLook.nothingToTell()));
  }
}
