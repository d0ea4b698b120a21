package org.mturkproxy.proxy.guard;

import java.util.concurrent.TimeUnit;
import org.mturkproxy.config.RateLimitConfig;

/** Calls that may be made: so many a second, and so many at once after a pause. Not guarded. */
final class TokenBucket {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final RateLimitConfig rate;
  private double tokens;
  private long filledAt;

  /** A full one. */
  TokenBucket(RateLimitConfig rate, long now) {
    this.rate = rate;
    this.tokens = rate.burst();
    this.filledAt = now;
  }

  RateLimitConfig rate() {
    return rate;
  }

  /** Takes one, if there is one. */
  boolean take(long now) {
    double gained = (double) (now - filledAt) / SECOND * rate.perSecond();
    tokens = Math.min(rate.burst(), tokens + gained);
    filledAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  /** Nanoseconds from the last {@link #take} until there is one again; at least 1. */
  long untilNext() {
    return Math.max(1, (long) Math.ceil((1 - tokens) * SECOND / rate.perSecond()));
  }
}
