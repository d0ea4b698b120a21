package org.mturkproxy.translator.exchange;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;

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
}
