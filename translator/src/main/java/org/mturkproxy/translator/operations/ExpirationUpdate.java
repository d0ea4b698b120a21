package org.mturkproxy.translator.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Memory;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.execution.YoungHit;
import org.mturkproxy.translator.modern.ModernAnswer.Refused;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernAnswer.Unknown;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Whole;

/**
 * Moves the end of a HIT's life ({@code mapping.md} 3.6). The service makes a token of its own from
 * HIT and time, and may say that it has seen it: then a look at the HIT decides.
 */
final class ExpirationUpdate {

  private static final long EXPIRE_NOW = 0;

  private final String hitId;
  private final Calls calls;

  ExpirationUpdate(String hitId, Calls calls) {
    this.hitId = hitId;
    this.calls = calls;
  }

  /** To a moment in the future, for a HIT that was created then. */
  CompletionStage<Outcome> moveTo(Instant target, Instant created) {
    ModernCall call = update(target.getEpochSecond());
    return YoungHit.send(call, created, calls)
        .thenCompose(
            reply -> {
              if (isAlready(reply)) {
                return unlessReached(target, () -> once(target.plusSeconds(1)));
              }
              return reply.answer() instanceof Unknown
                  ? unlessReached(target, () -> failed(call, reply))
                  : ended(call, reply);
            });
  }

  /**
   * To the past. 0 and not "now": a moment close to now is taken for a future one by a clock that
   * is behind, and refused as a negative extension.
   */
  CompletionStage<Outcome> moveToThePast() {
    return toThePast()
        .thenApply(
            outcome -> {
              if (outcome instanceof Outcome.Done) {
                calls.memory().keep(Memory.EXPIRED_AT + hitId, calls.now().toString());
              }
              return outcome;
            });
  }

  private CompletionStage<Outcome> toThePast() {
    ModernCall call = update(EXPIRE_NOW);
    return calls
        .send(call)
        .thenCompose(
            reply ->
                isAlready(reply)
                    ? new HitLook(hitId, calls)
                        .then(
                            hit ->
                                HitLook.time(hit, "Expiration").isAfter(calls.now())
                                    ? once(calls.now().minus(Duration.ofDays(1)))
                                    : CompletableFuture.completedFuture(HitLook.nothingToTell()))
                    : end(call, reply));
  }

  private CompletionStage<Outcome> once(Instant target) {
    ModernCall call = update(target.getEpochSecond());
    return calls.send(call).thenCompose(reply -> ended(call, reply));
  }

  private CompletionStage<Outcome> unlessReached(
      Instant target, Supplier<CompletionStage<Outcome>> otherwise) {
    return new HitLook(hitId, calls)
        .then(
            hit ->
                HitLook.time(hit, "Expiration").isBefore(target.minusSeconds(1))
                    ? otherwise.get()
                    : CompletableFuture.completedFuture(HitLook.nothingToTell()));
  }

  /** An absolute time does no harm twice: the transport may repeat it. */
  private ModernCall update(long expireAt) {
    return new ModernCall(
        "UpdateExpirationForHIT",
        Structure.EMPTY.with("HITId", new Text(hitId)).with("ExpireAt", new Whole(expireAt)),
        Repeat.FREE);
  }

  private static boolean isAlready(ModernReply reply) {
    return reply.answer() instanceof Refused refused && TokenCall.saysAlready(refused);
  }

  private CompletionStage<Outcome> end(ModernCall call, ModernReply reply) {
    return CompletableFuture.completedFuture(
        reply.answer() instanceof Success success
            ? new Outcome.Done(success.output())
            : calls.failed(call, reply));
  }

  /** The caller would add to the life once more: it must not be invited to repeat. */
  private CompletionStage<Outcome> ended(ModernCall call, ModernReply reply) {
    return reply.answer() instanceof Unknown ? failed(call, reply) : end(call, reply);
  }

  private CompletionStage<Outcome> failed(ModernCall call, ModernReply reply) {
    ModernCall never = new ModernCall(call.operation(), call.input(), Repeat.NEVER);
    return CompletableFuture.completedFuture(calls.failed(never, reply));
  }
}
