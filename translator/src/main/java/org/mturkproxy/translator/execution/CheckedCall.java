package org.mturkproxy.translator.execution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Check;
import org.mturkproxy.translator.catalogue.Check.Seen;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;

/**
 * One modern call that is looked after when its outcome is unknown ({@code mapping.md} 3.3): the
 * state is read; what took effect is a success, what did not is sent once more. It is never sent
 * while nobody knows.
 */
public final class CheckedCall {

  private static final int MOST_WAITS = 3;
  private static final Duration WAIT = Duration.ofMillis(1_600);

  private final ModernCall call;
  private final Check check;
  private final Calls calls;

  /** Prepares a call; it must not be one that the transport repeats. */
  public CheckedCall(ModernCall call, Check check, Calls calls) {
    this.call = call;
    this.check = check;
    this.calls = calls;
  }

  /** Sends it, and sees how it ended. */
  public CompletionStage<Outcome> run() {
    return send(0);
  }

  private CompletionStage<Outcome> send(int waited) {
    return calls
        .send(call)
        .thenCompose(
            reply -> {
              if (reply.answer() instanceof ModernAnswer.Unknown) {
                return look(reply);
              }
              return waited < MOST_WAITS && !calls.isLate() && isNotVisibleYet(reply.answer())
                  ? calls.pause(WAIT).thenCompose(any -> send(waited + 1))
                  : CompletableFuture.completedFuture(ended(reply));
            });
  }

  /** {@code mapping.md} 5.3 trap 13: an assignment just submitted has no state for a moment. */
  private static boolean isNotVisibleYet(ModernAnswer answer) {
    return answer instanceof ModernAnswer.Refused refused
        && refused.message().contains("with a status of: null");
  }

  private Outcome ended(ModernReply reply) {
    return reply.answer() instanceof ModernAnswer.Success success
        ? new Outcome.Done(success.output())
        : calls.failed(call, reply);
  }

  /** The first look: what is not done may be sent again. */
  private CompletionStage<Outcome> look(ModernReply unknown) {
    return check
        .look(call.input(), false, calls)
        .thenCompose(
            seen -> {
              if (seen instanceof Seen.NotDone) {
                return calls.send(call).thenCompose(reply -> repeated(unknown, reply));
              }
              return CompletableFuture.completedFuture(end(seen, unknown, unknown));
            });
  }

  private CompletionStage<Outcome> repeated(ModernReply unknown, ModernReply reply) {
    if (reply.answer() instanceof ModernAnswer.Success) {
      return CompletableFuture.completedFuture(ended(reply));
    }
    if (reply.answer() instanceof ModernAnswer.Refused refused) {
      return check.isEcho(refused)
          ? CompletableFuture.completedFuture(done())
          // It may be the echo of the first attempt, which came to effect after the look.
          : lookAgain(true, unknown, reply);
    }
    // That this attempt was not executed, if so, says nothing about the first one.
    return lookAgain(false, unknown, unknown);
  }

  private CompletionStage<Outcome> lookAgain(
      boolean refused, ModernReply unknown, ModernReply otherwise) {
    return check
        .look(call.input(), refused, calls)
        .thenApply(seen -> end(seen, unknown, otherwise));
  }

  private Outcome end(Seen seen, ModernReply unknown, ModernReply otherwise) {
    if (seen instanceof Seen.Done done) {
      return new Outcome.Done(done.answer());
    }
    return calls.failed(call, seen instanceof Seen.NotDone ? otherwise : unknown);
  }

  private static Outcome done() {
    return new Outcome.Done(JsonNodeFactory.instance.objectNode());
  }
}
