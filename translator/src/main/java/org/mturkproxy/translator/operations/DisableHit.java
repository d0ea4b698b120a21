package org.mturkproxy.translator.operations;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.catalogue.Procedure;
import org.mturkproxy.translator.error.LegacyError;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.Level;

/**
 * DisableHIT ({@code mapping.md} 3.7): takes a HIT off, approves what is submitted and deletes the
 * HIT. Work that is still in progress can only be approved once it is submitted: then the caller is
 * told that it is done, as the legacy service did, and an errand does the rest.
 *
 * <p>That it is begun is noted before anything is changed, so that whatever stops it, a repeated
 * call goes on: by then the HIT may be in a state in which none could begin.
 */
final class DisableHit implements Procedure {

  private static final Set<String> ACTIVE = Set.of("Assignable", "Unassignable");

  /** It takes the service a moment to see that nobody works on a HIT. */
  private static final List<Duration> LOOKS =
      List.of(
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4));

  /** Somebody who accepted an assignment just before may take all the time that it allows. */
  private static final Duration GRACE = Duration.ofDays(1);

  @Override
  public CompletionStage<Outcome> run(Arguments request, Calls calls) {
    String hitId = request.given().text("HITId").orElseThrow();
    if (calls.backlog().isPromised(hitId)) {
      return CompletableFuture.completedFuture(HitLook.nothingToTell());
    }
    boolean begun = calls.backlog().isBegun(hitId, calls.now());
    return new HitLook(hitId, calls)
        .then(hit -> disable(hitId, hit, begun, calls))
        .thenCompose(
            outcome ->
                begun && Disabling.isGone(outcome)
                    ? finish(hitId, calls)
                    : CompletableFuture.completedFuture(outcome));
  }

  /** Carries on what was begun, as an errand does: a failure while it is not done. */
  static CompletionStage<Outcome> carryOn(Arguments request, Calls calls) {
    return new Disabling(request.given().text("HITId").orElseThrow(), calls)
        .run(List.of(Duration.ZERO))
        .thenApply(
            end ->
                end.orElseGet(
                    () -> new Outcome.Failed(LegacyErrors.invalidHitState("Unassignable"))));
  }

  private static CompletionStage<Outcome> disable(
      String hitId, JsonNode hit, boolean begun, Calls calls) {
    String status = hit.path("HITStatus").asText();
    if (!begun && !ACTIVE.contains(status)) {
      return CompletableFuture.completedFuture(
          new Outcome.Failed(LegacyErrors.invalidHitState(status).about(about(hitId, status))));
    }
    Instant deadline =
        calls.now().plusSeconds(hit.path("AssignmentDurationInSeconds").asLong()).plus(GRACE);
    return calls
        .backlog()
        .begin(hitId, deadline)
        .thenCompose(noted -> ACTIVE.contains(status) ? expire(hitId, begun, calls) : nothing())
        .thenCompose(
            outcome ->
                outcome instanceof Outcome.Done
                    ? approveAndDelete(hitId, deadline, calls)
                    : CompletableFuture.completedFuture(outcome));
  }

  private static List<LegacyError.Data> about(String hitId, String status) {
    return List.of(
        new LegacyError.Data("HITId", hitId),
        new LegacyError.Data("CurrentState", status),
        new LegacyError.Data("ExpectedStates", LegacyErrors.CAN_BE_DISABLED));
  }

  private static CompletionStage<Outcome> nothing() {
    return CompletableFuture.completedFuture(HitLook.nothingToTell());
  }

  /** A refusal means that nothing was changed: there is nothing to go on with. */
  private static CompletionStage<Outcome> expire(String hitId, boolean begun, Calls calls) {
    return new ExpirationUpdate(hitId, calls)
        .moveToThePast()
        .thenCompose(
            outcome ->
                !begun
                        && outcome instanceof Outcome.Failed failed
                        && failed.error().level() == Level.REQUEST
                    ? calls.backlog().done(hitId).thenApply(forgotten -> outcome)
                    : CompletableFuture.completedFuture(outcome));
  }

  private static CompletionStage<Outcome> approveAndDelete(
      String hitId, Instant deadline, Calls calls) {
    return new Disabling(hitId, calls)
        .run(LOOKS)
        .thenCompose(
            end -> {
              if (end.isEmpty()) {
                return calls
                    .backlog()
                    .promise(hitId, deadline)
                    .thenApply(kept -> HitLook.nothingToTell());
              }
              return end.get() instanceof Outcome.Done
                  ? finish(hitId, calls)
                  : CompletableFuture.completedFuture(end.get());
            });
  }

  private static CompletionStage<Outcome> finish(String hitId, Calls calls) {
    return calls.backlog().done(hitId).thenApply(forgotten -> HitLook.nothingToTell());
  }
}
