package org.mturkproxy.translator.operations;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.catalogue.Procedure;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.execution.CheckedCall;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Structure;

/**
 * UpdateQualificationScore ({@code mapping.md} 3.8): the modern call would give the Qualification
 * to a Worker who never had it, and would mail them. So it is looked at first, and nobody is
 * mailed.
 */
final class UpdateQualificationScore implements Procedure {

  @Override
  public CompletionStage<Outcome> run(Arguments request, Calls calls) {
    Structure input = request.modern();
    ModernCall look =
        new ModernCall(
            "GetQualificationScore", Checks.QUALIFICATION_IS_GRANTED.inputFrom(input), Repeat.FREE);
    return calls
        .send(look)
        .thenCompose(
            reply -> {
              if (!(reply.answer() instanceof Success success)) {
                return CompletableFuture.completedFuture(calls.failed(look, reply));
              }
              String status = success.output().path("Qualification").path("Status").asText();
              return status.equals("Revoked")
                  ? CompletableFuture.completedFuture(
                      new Outcome.Failed(LegacyErrors.invalidQualificationState()))
                  : update(input, calls);
            });
  }

  private static CompletionStage<Outcome> update(Structure input, Calls calls) {
    ModernCall update =
        new ModernCall(
            "AssociateQualificationWithWorker",
            input.with("SendNotification", new Flag(false)),
            Repeat.NEVER);
    return new CheckedCall(update, Checks.QUALIFICATION_IS_GRANTED, calls).run();
  }
}
