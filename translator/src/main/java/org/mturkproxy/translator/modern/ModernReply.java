package org.mturkproxy.translator.modern;

import static java.util.Objects.requireNonNull;

/**
 * The end of a modern call.
 *
 * @param answer what became of it
 * @param attempts how often it was tried, at least 1 (also where no connection could be made)
 * @param afterUnknown whether an attempt before the last may have been carried out. Only then an
 *     "already done" may be the echo of our own call ({@code mapping.md} 3.3 rule 4); after
 *     throttling or a failed connection it is not, and the caller has used its token before (rule
 *     5)
 */
public record ModernReply(ModernAnswer answer, int attempts, boolean afterUnknown) {

  public ModernReply {
    requireNonNull(answer, "answer");
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts: " + attempts);
    }
  }

  /** A reply whose earlier attempts, if any, surely had no effect. */
  public ModernReply(ModernAnswer answer, int attempts) {
    this(answer, attempts, false);
  }
}
