package org.mturkproxy.translator.exchange;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;

/**
 * One modern call of an exchange, and how it ended.
 *
 * @param call what was asked
 * @param reply what came back
 * @param after how long after the request came in it was sent
 * @param took how long it took, own retries included
 */
public record ModernLeg(ModernCall call, ModernReply reply, Duration after, Duration took) {

  public ModernLeg {
    requireNonNull(call, "call");
    requireNonNull(reply, "reply");
    requireNonNull(after, "after");
    requireNonNull(took, "took");
  }

  /** Whether it may have had an effect that a repetition would have again. */
  public boolean mayHaveActed() {
    return call.repeat() != Repeat.FREE
        && !(reply.answer() instanceof ModernAnswer.NotExecuted)
        && !(reply.answer() instanceof ModernAnswer.Refused);
  }
}
