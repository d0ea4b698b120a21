package org.mturkproxy.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How much of the upstream one key may use.
 *
 * @param concurrency modern calls at once
 * @param waiting further modern calls that may wait for their turn
 * @param patience how long each of them may wait
 * @param rate how many modern calls a second; absent: as many as there are
 */
public record CallLimits(
    int concurrency, int waiting, Duration patience, Optional<RateLimitConfig> rate) {

  /** What holds where nothing is written. */
  public static final CallLimits DEFAULT =
      new CallLimits(16, 256, Duration.ofSeconds(10), Optional.empty());
}
