package org.mturkproxy.translator.operations;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.catalogue.Procedure;
import org.mturkproxy.translator.error.LegacyError;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Value;

/**
 * ExtendHIT ({@code mapping.md} 3.6): a longer life first, then more assignments. If the second
 * fails and the caller repeats both, a longer life is the smaller damage.
 */
final class ExtendHit implements Procedure {

  static final String MORE_ASSIGNMENTS = "MaxAssignmentsIncrement";
  static final String MORE_SECONDS = "ExpirationIncrementInSeconds";

  /** From so many assignments on, a HIT costs a higher fee: no extension may cross the border. */
  private static final int HIGHER_FEE_FROM = 10;

  private static final Instant OLDEST_EXTENSIBLE = Instant.parse("2015-07-22T00:00:00Z");

  @Override
  public CompletionStage<Outcome> run(Arguments request, Calls calls) {
    return new HitLook(request.given().text("HITId").orElseThrow(), calls)
        .then(hit -> extend(hit, request.given(), calls));
  }

  private static CompletionStage<Outcome> extend(JsonNode hit, Structure given, Calls calls) {
    long assignments = given.whole(MORE_ASSIGNMENTS, 0);
    if (assignments > 0) {
      long now = hit.path("MaxAssignments").asLong();
      if (now < HIGHER_FEE_FROM && now + assignments >= HIGHER_FEE_FROM) {
        return failed(LegacyErrors.invalidIncrease());
      }
      if (HitLook.time(hit, "CreationTime").isBefore(OLDEST_EXTENSIBLE)) {
        return failed(LegacyErrors.tooOldForExtension());
      }
    }
    long seconds = given.whole(MORE_SECONDS, 0);
    if (seconds == 0) {
      return addAssignments(hit, given, calls);
    }
    return lengthen(hit, given, seconds, calls)
        .thenCompose(
            outcome ->
                outcome instanceof Outcome.Done && assignments > 0
                    ? addAssignments(hit, given, calls).thenApply(ExtendHit::afterLengthening)
                    : CompletableFuture.completedFuture(outcome));
  }

  /**
   * To the same moment however often the caller repeats the call with its own token: a HIT that
   * already lives so long is left alone.
   */
  private static CompletionStage<Outcome> lengthen(
      JsonNode hit, Structure given, long seconds, Calls calls) {
    Instant expiration = HitLook.time(hit, "Expiration");
    Optional<String> memory = given.text(TokenCall.TOKEN).map(token -> "ExtendHIT " + token);
    Optional<Instant> promised = memory.flatMap(calls.memory()::recall).map(Instant::parse);
    if (promised.filter(target -> !expiration.isBefore(target.minusSeconds(1))).isPresent()) {
      return CompletableFuture.completedFuture(HitLook.nothingToTell());
    }
    // An expired HIT counts from now.
    Instant from = expiration.isAfter(calls.now()) ? expiration : calls.now();
    Instant target =
        promised.orElseGet(() -> Instant.ofEpochSecond(from.getEpochSecond() + seconds));
    memory.ifPresent(key -> calls.memory().keep(key, target.toString()));
    return new ExpirationUpdate(given.text("HITId").orElseThrow(), calls)
        .moveTo(target, HitLook.time(hit, "CreationTime"));
  }

  private static CompletionStage<Outcome> addAssignments(
      JsonNode hit, Structure given, Calls calls) {
    Structure input =
        Structure.EMPTY
            .with("HITId", given.members().get("HITId"))
            .with("NumberOfAdditionalAssignments", given.members().get(MORE_ASSIGNMENTS));
    Optional<Value> token = given.member(TokenCall.TOKEN);
    if (token.isPresent()) {
      input = input.with(TokenCall.TOKEN, token.get());
    }
    return new TokenCall("CreateAdditionalAssignmentsForHIT", input, calls)
        .runOn(HitLook.time(hit, "CreationTime"));
  }

  /** The caller must know what did happen, and must not be invited to repeat it. */
  private static Outcome afterLengthening(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed
        ? new Outcome.Failed(
            LegacyErrors.withoutInvitation(failed.error())
                .before(" The expiration of the HIT was extended before."))
        : outcome;
  }

  private static CompletionStage<Outcome> failed(LegacyError error) {
    return CompletableFuture.completedFuture(new Outcome.Failed(error));
  }
}
