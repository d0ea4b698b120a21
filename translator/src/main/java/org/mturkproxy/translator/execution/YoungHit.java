package org.mturkproxy.translator.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.modern.ModernAnswer.Refused;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;

/**
 * Changes of a HIT that is only seconds old may be refused for a while ({@code mapping.md} 1.12,
 * trap 5.3.14): they are sent again, as long as the HIT is young and the caller waits.
 */
public final class YoungHit {

  private static final Duration YOUTH = Duration.ofSeconds(60);

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(8),
          Duration.ofSeconds(8),
          Duration.ofSeconds(8),
          Duration.ofSeconds(8));

  /** Refusals that have another reason, which does not pass. */
  private static final Set<String> FINAL =
      Set.of(
          LegacyErrors.INVALID_VALUE,
          LegacyErrors.OUT_OF_RANGE,
          LegacyErrors.PERMISSION_DENIED,
          LegacyErrors.DUPLICATE_CALL,
          "AWS.MechanicalTurk.InsufficientFunds",
          "AWS.MechanicalTurk.InvalidMaximumAssignmentsIncrease",
          "AWS.MechanicalTurk.HITTooOldForExtension");

  private YoungHit() {}

  /** Sends a change of a HIT that was created then; gives the last reply. */
  public static CompletionStage<ModernReply> send(ModernCall call, Instant created, Calls calls) {
    return calls.send(call).thenCompose(reply -> again(call, reply, created, calls));
  }

  /** Goes on after a reply, if it is such a refusal: gives the last one. */
  public static CompletionStage<ModernReply> again(
      ModernCall call, ModernReply reply, Instant created, Calls calls) {
    return again(call, reply, created, PAUSES, calls);
  }

  /** Whether a change of a young HIT is refused so that it may pass later. */
  public static boolean mayPass(ModernReply reply) {
    return reply.answer() instanceof Refused refused
        && refused.type().equals("RequestError")
        && !refused.message().contains("has already been processed")
        && refused.turkErrorCode().filter(FINAL::contains).isEmpty();
  }

  private static CompletionStage<ModernReply> again(
      ModernCall call, ModernReply reply, Instant created, List<Duration> pauses, Calls calls) {
    if (!mayPass(reply)
        || pauses.isEmpty()
        || calls.isLate()
        || !created.plus(YOUTH).isAfter(calls.now())) {
      return CompletableFuture.completedFuture(reply);
    }
    return calls
        .pause(pauses.get(0))
        .thenCompose(any -> calls.send(call))
        .thenCompose(next -> again(call, next, created, pauses.subList(1, pauses.size()), calls));
  }
}
