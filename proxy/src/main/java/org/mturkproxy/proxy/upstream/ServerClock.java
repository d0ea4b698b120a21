package org.mturkproxy.proxy.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The upstream's time, as far as we know it: our own, until the upstream says that ours is wrong
 * ({@code mapping.md} 1.3). A wrong clock of the proxy is not the client's fault.
 */
final class ServerClock extends Clock {

  private final Clock ours;
  private volatile Duration offset = Duration.ZERO;

  ServerClock(Clock ours) {
    this.ours = ours;
  }

  /** The upstream's own time, just heard. */
  void serverSays(Instant now) {
    offset = Duration.between(ours.instant(), now);
  }

  Duration offset() {
    return offset;
  }

  @Override
  public Instant instant() {
    return ours.instant().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return ours.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    ServerClock other = new ServerClock(ours.withZone(zone));
    other.offset = offset;
    return other;
  }
}
