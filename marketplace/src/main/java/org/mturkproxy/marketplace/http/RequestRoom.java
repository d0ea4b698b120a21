package org.mturkproxy.marketplace.http;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that requests and answers of all connections may hold; it never waits for room. */
final class RequestRoom {

  private final AtomicLong left;

  RequestRoom(long capacity) {
    this.left = new AtomicLong(capacity);
  }

  /** Takes so many bytes, unless there are fewer. */
  boolean take(long bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return true;
    }
    giveBack(bytes);
    return false;
  }

  /** Takes so many bytes even if there are fewer; then there is no room until they are back. */
  void force(long bytes) {
    left.addAndGet(-bytes);
  }

  void giveBack(long bytes) {
    left.addAndGet(bytes);
  }
}
