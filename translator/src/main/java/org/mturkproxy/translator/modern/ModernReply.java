package org.mturkproxy.translator.modern;

import static java.util.Objects.requireNonNull;

/**
 * The end of a modern call.
 *
 * @param answer what became of it
 * @param attempts how often it was sent, at least 1 (also where no connection could be made). More
 *     than 1 means that an "already done" may be the echo of our own first attempt ({@code
 *     mapping.md} 3.3 rule 4)
 */
public record ModernReply(ModernAnswer answer, int attempts) {

  public ModernReply {
    requireNonNull(answer, "answer");
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts: " + attempts);
    }
  }
}
