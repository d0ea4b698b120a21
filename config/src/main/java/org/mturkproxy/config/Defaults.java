package org.mturkproxy.config;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What holds where the configuration says nothing; {@code docs/configuration.md} shows the same,
 * and a test compares them. Paths are relative to the configuration file.
 */
public final class Defaults {

  /** Loopback: only this machine can call until someone writes another address down. */
  public static final ListenConfig LISTEN =
      new ListenConfig("127.0.0.1", 8080, 1024 * 1024, 4 * 1024 * 1024);

  /** The marketplace of our own; Amazon's is closed. */
  public static final UpstreamConfig UPSTREAM =
      new UpstreamConfig(
          new UpstreamTarget.Embedded(),
          "us-east-1",
          "mturk-requester",
          Duration.ofSeconds(3),
          Duration.ofSeconds(20),
          Duration.ofSeconds(25),
          64);

  public static final TrafficLogConfig TRAFFIC_LOG =
      new TrafficLogConfig.File(Path.of("logs", "traffic.jsonl"));

  /** Of the marketplace alone; beside the proxy it takes a free port unless one is configured. */
  public static final MarketplaceListen MARKETPLACE_LISTEN =
      new MarketplaceListen("127.0.0.1", 8081);

  /** The balance is what Amazon's sandbox gave. */
  public static final MarketplaceConfig MARKETPLACE =
      new MarketplaceConfig(Optional.of(Path.of("data")), new BigDecimal("10000.00"), false, false);

  /** Room for the lists of some hundred thousand HITs in a heap of 64 MiB. */
  public static final ListsConfig LISTS = new ListsConfig(Duration.ofSeconds(30), 12 * 1024 * 1024);

  public static final StatisticsChoice STATISTICS = StatisticsChoice.EXACT;

  private Defaults() {}
}
