package org.mturkproxy.translator.lists;

import java.util.function.LongConsumer;

/**
 * The memory that lists may take: those that are kept, and those that are being read. What is being
 * read comes first: what is kept makes room for it.
 */
final class Room {

  /** Smaller changes are not worth a look at what is kept. */
  private static final long STEP = 64 * 1024;

  private final long most;
  private final LongConsumer keepAtMost;
  private long taken;

  /**
   * Room for so many bytes.
   *
   * @param keepAtMost told how much is left for what is kept
   */
  Room(long most, LongConsumer keepAtMost) {
    this.most = most;
    this.keepAtMost = keepAtMost;
  }

  /** A part of the room that grows with what is read into it. Used by one thread at a time. */
  final class Share {

    private final long limit;
    private long size;

    private Share(long limit) {
      this.limit = limit;
    }

    /**
     * Makes it so large.
     *
     * @return whether there was room; it is unchanged otherwise
     */
    boolean grow(long bytes) {
      long rounded = Math.min(limit, (bytes + STEP - 1) / STEP * STEP);
      if (isBeyond(bytes) || (rounded > size && !take(rounded - size, limit))) {
        return false;
      }
      size = Math.max(size, rounded);
      return true;
    }

    /** Whether so much would never be given, even if nobody else had any. */
    boolean isBeyond(long bytes) {
      return bytes > limit;
    }

    /** Gives it back. */
    void leave() {
      take(-size, Long.MAX_VALUE);
      size = 0;
    }
  }

  /** A share for a list that may be kept. */
  Share toKeep() {
    return new Share(most);
  }

  /** A share for what is needed to answer, whatever may be kept. */
  Share toAnswer(long atLeast) {
    return new Share(Math.max(most, atLeast));
  }

  private boolean take(long bytes, long limit) {
    synchronized (this) {
      if (bytes > 0 && taken + bytes > limit) {
        return false;
      }
      taken += bytes;
      // What is known to be too large is remembered while it is read again.
      keepAtMost.accept(Math.max(Math.min(most, STEP), most - taken));
      return true;
    }
  }
}
