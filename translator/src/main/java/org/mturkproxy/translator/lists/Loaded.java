package org.mturkproxy.translator.lists;

import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;

/** How the reading of a whole list ended. */
sealed interface Loaded {

  /** It is there. */
  record Kept(Snapshot list) implements Loaded {}

  /**
   * There is no room for it.
   *
   * @param always whether it would not fit alone either
   */
  record TooLarge(boolean always) implements Loaded {}

  /** A page could not be had. */
  record Failed(ModernCall call, ModernReply reply) implements Loaded {}

  /** It is not there in time, or upstream led us in a circle. */
  record Unavailable() implements Loaded {}
}
