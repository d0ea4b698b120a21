package org.mturkproxy.proxy.upstream;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Lets few large answers be read at a time, one for each {@value #HEAP_FOR_ONE} bytes of heap: each
 * is there as bytes, as a tree and as legacy XML at once. Used by all event loops.
 */
final class LargeAnswers {

  /** What is below is not large, and what is about one HIT is below. */
  static final int LARGE = 256 * 1024;

  private static final long HEAP_FOR_ONE = 64L * 1024 * 1024;

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private long places;

  LargeAnswers(long places) {
    this.places = places;
  }

  static LargeAnswers within(long maxHeapBytes) {
    return new LargeAnswers(Math.max(1, maxHeapBytes / HEAP_FOR_ONE));
  }

  /**
   * Takes a place.
   *
   * @param later called, with the place taken, if it is not to be had at once; by another thread
   * @return whether there was one at once
   */
  synchronized boolean enter(Runnable later) {
    if (places > 0) {
      places--;
      return true;
    }
    waiting.add(later);
    return false;
  }

  /** Gives a place to the next, or back. */
  void leave() {
    Runnable next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        places++;
      }
    }
    if (next != null) {
      next.run();
    }
  }

  /** Waits no longer; false when the place is already on its way. */
  synchronized boolean giveUp(Runnable later) {
    return waiting.remove(later);
  }
}
