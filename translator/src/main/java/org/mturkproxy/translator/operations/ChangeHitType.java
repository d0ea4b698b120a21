package org.mturkproxy.translator.operations;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.catalogue.Procedure;
import org.mturkproxy.translator.execution.YoungHit;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;

/** ChangeHITTypeOfHIT: one call, which is repeated while the HIT is too young for it. */
final class ChangeHitType implements Procedure {

  @Override
  public CompletionStage<Outcome> run(Arguments request, Calls calls) {
    ModernCall change = new ModernCall("UpdateHITTypeOfHIT", request.modern(), Repeat.FREE);
    return calls
        .send(change)
        .thenCompose(
            reply ->
                YoungHit.mayPass(reply)
                    ? whileYoung(change, reply, request, calls)
                    : CompletableFuture.completedFuture(reply))
        .thenApply(
            reply ->
                reply.answer() instanceof Success success
                    ? new Outcome.Done(success.output())
                    : calls.failed(change, reply));
  }

  /** The refusal stands where its HIT cannot be seen. */
  private static CompletionStage<ModernReply> whileYoung(
      ModernCall change, ModernReply refusal, Arguments request, Calls calls) {
    return calls
        .send(HitLook.call(request.given().text("HITId").orElseThrow()))
        .thenCompose(
            found ->
                found.answer() instanceof Success hit
                    ? YoungHit.again(
                        change,
                        refusal,
                        HitLook.time(hit.output().path("HIT"), "CreationTime"),
                        calls)
                    : CompletableFuture.completedFuture(refusal));
  }
}
