package org.mturkproxy.marketplace.call;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * A bucket of calls for each account, which fills at a steady rate: as the real service limits its
 * callers (mapping section 1.12), at numbers that it never published.
 */
public final class RateLimit {

  private final double perNano;
  private final int burst;
  private final LongSupplier nanos;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  /** What is left at a time, in calls and parts of them. */
  private record Bucket(double left, long at) {}

  /**
   * A limit for each account.
   *
   * @param perSecond how many calls on average
   * @param burst how many at once, after a pause
   * @param nanos the time, as {@link System#nanoTime} tells it
   */
  public RateLimit(int perSecond, int burst, LongSupplier nanos) {
    this.perNano = perSecond / 1e9;
    this.burst = burst;
    this.nanos = nanos;
  }

  /**
   * Counts a call.
   *
   * @throws ApiException {@code ThrottlingException} if it is one too many; it does not count then
   */
  void take(String account) {
    long now = nanos.getAsLong();
    Bucket after =
        buckets.compute(account, (name, before) -> before == null ? full(now) : fill(before, now));
    if (after.left() < 0) {
      throw ApiException.throttled();
    }
  }

  private Bucket full(long now) {
    return new Bucket(burst - 1, now);
  }

  /** Below zero says that there was no whole call left; the next one counts on from there. */
  private Bucket fill(Bucket before, long now) {
    double whole = before.left() < 0 ? before.left() + 1 : before.left();
    double left = Math.min(burst, whole + Math.max(0, now - before.at()) * perNano);
    return new Bucket(left - 1, now);
  }
}
