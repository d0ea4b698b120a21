package org.mturkproxy.proxy.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The calls that wait to be written: {@value #PLACES} of them, and no more once they take {@value
 * #MAX_BYTES} bytes. Those for which there is no room may wait outside; each keeps a connection
 * busy, so they are no more than there are connections.
 */
final class WaitingRoom {

  static final int PLACES = 1024;

  static final long MAX_BYTES = 4L * 1024 * 1024;

  private final BlockingQueue<Waiting> inside = new ArrayBlockingQueue<>(PLACES);
  private final AtomicLong bytes = new AtomicLong();
  private final Queue<Waiting> outside = new ConcurrentLinkedQueue<>();
  private final AtomicInteger countOutside = new AtomicInteger();

  /** Takes a call if there is room for it. */
  boolean enter(Waiting call) {
    if (bytes.getAndAdd(call.entry().weight()) >= MAX_BYTES || !inside.offer(call)) {
      bytes.addAndGet(-call.entry().weight());
      return false;
    }
    return true;
  }

  /** Has a call wait until there is room; who may then go on is told by {@link #admit}. */
  void waitOutside(Waiting call) {
    countOutside.incrementAndGet();
    outside.add(call);
  }

  /** The next call, if one comes within a moment. For the log's thread. */
  Optional<Waiting> next() throws InterruptedException {
    return Optional.ofNullable(inside.poll(outside.isEmpty() ? 100 : 0, TimeUnit.MILLISECONDS));
  }

  /** Gives the room of a call back that is written now. */
  void leave(Waiting call) {
    bytes.addAndGet(-call.entry().weight());
  }

  /** Has those outside come in, as far as there is room; those may go on, unless they must wait. */
  void admit(boolean mayGoOn) {
    Waiting first = outside.peek();
    while (first != null && enter(first)) {
      outside.remove();
      countOutside.decrementAndGet();
      if (mayGoOn) {
        first.goOn().complete(null);
      }
      first = outside.peek();
    }
  }

  /** All who are left, when the log's thread is gone. */
  List<Waiting> rest() {
    List<Waiting> rest = new ArrayList<>();
    inside.drainTo(rest);
    for (Waiting call = outside.poll(); call != null; call = outside.poll()) {
      rest.add(call);
    }
    return rest;
  }

  boolean isEmpty() {
    return inside.isEmpty() && outside.isEmpty();
  }

  /** Whether no call waits inside, so that what was taken should be written now. */
  boolean isDrained() {
    return inside.isEmpty();
  }

  int size() {
    return inside.size() + countOutside.get();
  }
}
