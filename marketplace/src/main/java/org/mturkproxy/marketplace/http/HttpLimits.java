package org.mturkproxy.marketplace.http;

import java.time.Duration;

/**
 * What a front takes from all clients together; anybody who can connect can send bytes.
 *
 * @param connections most at a time; a newer one is closed
 * @param requestBytes room of all requests that are being received or not answered yet, and of
 *     answers until they are taken
 * @param request longest time from a request's first byte to its last
 * @param upload the same for one whose body is taken piece by piece; {@code request} is the longest
 *     time between two of its pieces
 * @param answer longest time until a client has taken an answer that is held
 * @param idle longest time in which nothing comes or goes
 */
record HttpLimits(
    int connections,
    long requestBytes,
    Duration request,
    Duration upload,
    Duration answer,
    Duration idle) {

  /** Of the heap: a body also exists as JSON and as documents while it is being answered. */
  private static final int HEAP_SHARE = 8;

  /** Longer than clients keep unused connections, so that none is closed under a new request. */
  private static final Duration IDLE = Duration.ofMinutes(5);

  /** For the largest file, 2 GB, at less than 5 Mbit/s. */
  private static final Duration UPLOAD = Duration.ofHours(1);

  static HttpLimits within(long maxHeapBytes, int largestBody) {
    return new HttpLimits(
        512,
        Math.max(maxHeapBytes / HEAP_SHARE, 2L * largestBody),
        Duration.ofSeconds(30),
        UPLOAD,
        Duration.ofSeconds(30),
        IDLE);
  }
}
