package org.mturkproxy.proxy.upstream;

import java.util.Optional;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernReply;

/**
 * The end of a modern call with the answer as it came.
 *
 * @param reply what became of it
 * @param raw the answer that says so; empty when none came
 */
public record PassedOn(ModernReply reply, Optional<RawAnswer> raw) {

  /** A call that ended before any answer came. */
  public static PassedOn withoutAnswer(ModernAnswer end) {
    return new PassedOn(new ModernReply(end, 1), Optional.empty());
  }
}
