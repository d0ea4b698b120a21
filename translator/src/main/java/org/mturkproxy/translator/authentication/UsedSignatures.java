package org.mturkproxy.translator.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Which signatures were used ({@code mapping.md} trap 5.5.2): a request of SignatureVersion 1 is
 * taken once. It signs all parameters, so whoever recorded it can only send it again as it is.
 *
 * <p>Not so on the connection that it first came on: boto's times have no fractions, so a loop that
 * creates equal HITs sends equal requests, one after the other on one connection. Classic signing
 * leaves the parameters out, so its signatures say nothing about the request and are never kept.
 */
final class UsedSignatures {

  /** More than 25 calls a second over the whole window; some 5 MB when all are there. */
  private static final int MOST = 50_000;

  /** From the earliest timestamp that is taken to the latest time at which it is. */
  private static final Duration KEPT_FOR = Authenticator.WINDOW.multipliedBy(2);

  private final Cache<String, String> connections;

  UsedSignatures(Clock clock) {
    this.connections =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(KEPT_FOR)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .build();
  }

  /**
   * Uses a signature that was verified.
   *
   * @param connection names the connection it came on; empty: none is known, and no other is the
   *     same
   * @return whether it may be used
   */
  boolean use(String signature, String connection) {
    String first = connections.asMap().putIfAbsent(signature, connection);
    return first == null || (!connection.isEmpty() && first.equals(connection));
  }
}
