package org.mturkproxy.marketplace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time that drives HITs and assignments: the real one, moved on as far as tests want.
 * Signatures are not checked against it, since callers sign with the real time.
 */
final class WorldClock extends Clock {

  private final Clock real;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  WorldClock(Clock real) {
    this.real = real;
  }

  /** How far it was moved on. */
  Duration ahead() {
    return ahead.get();
  }

  /** Moves the time on. */
  void advance(Duration by) {
    ahead.updateAndGet(so -> so.plus(by));
  }

  /** Goes back to the real time. */
  void reset() {
    ahead.set(Duration.ZERO);
  }

  @Override
  public Instant instant() {
    return real.instant().plus(ahead.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(instant(), zone);
  }
}
