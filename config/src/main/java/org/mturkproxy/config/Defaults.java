package org.mturkproxy.config;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What holds where the configuration says nothing; {@code docs/configuration.md} shows the same,
 * and a test compares them. Paths are relative to the configuration file.
 */
public final class Defaults {

  /** More than any legacy client opens; what they take of a small heap is bounded with it. */
  public static final ConnectionLimits CONNECTION_LIMITS =
      new ConnectionLimits(
          512, 256, Duration.ofSeconds(20), Duration.ofMinutes(2), Duration.ofMinutes(5));

  /** Where the legacy service had 443, for who is not root. */
  static final int TLS_PORT = 8443;

  static final List<String> TLS_PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

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

  /** Bounded by itself, and what the reports read. */
  public static final TrafficLogConfig.Sinks TRAFFIC_LOG =
      new TrafficLogConfig.Sinks(
          Optional.empty(),
          Optional.of(
              new TrafficLogConfig.Store(
                  Path.of("logs", "traffic.db"), TrafficLogConfig.Retention.DEFAULT)),
          false,
          TrafficLogConfig.WhenSlow.DROP,
          false,
          TrafficLogConfig.Personal.HASH);

  /** Beside the ports of the legacy and the modern API. */
  public static final AdminConfig ADMIN = new AdminConfig("127.0.0.1", 8082, Set.of(), false);

  /** Longer than any call takes: the translator gives each legacy call 50 seconds. */
  public static final ShutdownConfig SHUTDOWN =
      new ShutdownConfig(Duration.ZERO, Duration.ofSeconds(55));

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
