package org.mturkproxy.proxy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.MarketplaceListen;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.config.UpstreamConfig;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.config.UpstreamTarget;

/** A proxy over a marketplace of its own, on any free port, without a traffic log. */
public final class EmbeddedConfig {

  private EmbeddedConfig() {}

  /** With this marketplace and these keys. */
  public static ProxyConfig of(MarketplaceConfig marketplace, KeyConfig... keys) {
    return new ProxyConfig(
        new ListenConfig("127.0.0.1", 0, 300_000, 300_000),
        upstream(Duration.ofSeconds(25)),
        List.of(keys),
        new TrafficLogConfig.Off(),
        marketplace);
  }

  /** With one key, and a marketplace in memory that Workers call at this port. */
  public static ProxyConfig withWorkers(int port, String key, String secret) {
    return of(
        new MarketplaceConfig(Optional.empty(), BigDecimal.valueOf(10_000), true, false)
            .edit()
            .listen(Optional.of(new MarketplaceListen("127.0.0.1", port)))
            .build(),
        new KeyConfig(key, new Secret(secret), new UpstreamCredentials.SameKey()));
  }

  /** A modern call has this long, repeats included. */
  public static UpstreamConfig upstream(Duration budget) {
    return new UpstreamConfig(
        new UpstreamTarget.Embedded(),
        "us-east-1",
        "mturk-requester",
        Duration.ofSeconds(3),
        Duration.ofSeconds(20),
        budget,
        16);
  }
}
