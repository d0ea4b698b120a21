package org.mturkproxy.translator.execution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Check;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;

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
                return look(reply, true);
              }
              return waited < MOST_WAITS && isNotVisibleYet(reply.answer())
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

  private CompletionStage<Outcome> look(ModernReply reply, boolean mayRepeat) {
    ModernCall state =
        new ModernCall(check.operation(), check.inputFrom(call.input()), Repeat.FREE);
    return calls.send(state).thenCompose(found -> seen(reply, found.answer(), mayRepeat));
  }

  private CompletionStage<Outcome> seen(ModernReply reply, ModernAnswer found, boolean mayRepeat) {
    if (check.tells(call.input(), found)) {
      return CompletableFuture.completedFuture(
          new Outcome.Done(JsonNodeFactory.instance.objectNode()));
    }
    boolean known = found instanceof ModernAnswer.Success || found instanceof ModernAnswer.Refused;
    return known && mayRepeat
        ? calls.send(call).thenCompose(this::repeated)
        : CompletableFuture.completedFuture(calls.failed(call, reply));
  }

  /** A refusal may now be the echo of the first attempt, which came to effect after the look. */
  private CompletionStage<Outcome> repeated(ModernReply reply) {
    return reply.answer() instanceof ModernAnswer.Success
        ? CompletableFuture.completedFuture(ended(reply))
        : look(reply, false);
  }
}
