package org.mturkproxy.proxy.server;

import java.util.concurrent.atomic.AtomicLong;
import org.mturkproxy.config.ListenConfig;

/**
 * The room that requests may take in memory, all connections together: unfinished ones, and whole
 * ones until they are answered. Anybody who can connect can send bytes, known or not; without a
 * limit a dozen unfinished bodies would fill the heap.
 *
 * <p>When there is no room, a request is refused as "try again", which is true, for nothing was
 * done. It does not wait: those that hold the room may never be finished.
 */
final class RequestRoom {

  /**
   * Of the heap: a body also exists as text, as parameters and as JSON while it is being answered.
   */
  private static final int HEAP_SHARE = 8;

  private volatile long capacity;
  private final AtomicLong taken = new AtomicLong();

  RequestRoom(long capacity) {
    this.capacity = capacity;
  }

  /** An eighth of the heap, and in any case enough for two of the largest requests. */
  static RequestRoom within(long maxHeapBytes, ListenConfig listen) {
    return new RequestRoom(capacity(maxHeapBytes, listen));
  }

  static long capacity(long maxHeapBytes, ListenConfig listen) {
    long largest = Math.max(listen.maxUrlBytes(), listen.maxBodyBytes());
    return Math.max(maxHeapBytes / HEAP_SHARE, 2 * largest);
  }

  /** Changes how much there is for all; who holds more keeps it. */
  void resize(long bytes) {
    capacity = bytes;
  }

  /** A share that holds nothing yet. */
  Share share() {
    return new Share();
  }

  /** How many bytes are held by all. */
  long taken() {
    return taken.get();
  }

  private boolean take(long more) {
    long before;
    do {
      before = taken.get();
      if (before + more > capacity) {
        return false;
      }
    } while (!taken.compareAndSet(before, before + more));
    return true;
  }

  /** What one request or one connection holds. Used by one thread. */
  final class Share {

    private long held;

    private Share() {}

    /** Holds so many bytes from now on; without room for them it holds what it held. */
    boolean holds(long bytes) {
      long more = bytes - held;
      if (more > 0 && !take(more)) {
        return false;
      }
      if (more < 0) {
        taken.addAndGet(more);
      }
      held = bytes;
      return true;
    }

    void release() {
      holds(0);
    }
  }

  /** The mark of a request of which not even the head found room. */
  static final class NoRoomException extends Exception {

    private static final long serialVersionUID = 1L;

    NoRoomException() {
      super("no room for the head of a request", null, false, false);
    }
  }
}
