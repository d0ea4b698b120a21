package org.mturkproxy.translator.modern;

import static java.util.Objects.requireNonNull;

/**
 * The end of a modern call.
 *
 * @param answer what became of it
 * @param attempts how often it was sent, at least 1 (also where no connection could be made)
 * @param earlierUnknown whether the outcome of an attempt before the last is unknown: then an
 *     "already done" may be the echo of our own ({@code mapping.md} 3.3 rule 4)
 */
public record ModernReply(ModernAnswer answer, int attempts, boolean earlierUnknown) {

  public ModernReply {
    requireNonNull(answer, "answer");
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts: " + attempts);
    }
  }
}
