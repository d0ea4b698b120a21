package org.mturkproxy.config;

import java.util.List;
import java.util.Optional;

/**
 * The whole configuration, checked.
 *
 * @param listen where legacy clients connect
 * @param upstream where modern calls go
 * @param keys the legacy access keys that may call
 * @param trafficLog where each call is written down
 * @param marketplace the marketplace of our own, when it is the upstream
 * @param admin where operators look; absent: nowhere
 * @param shutdown how it ends
 * @param lists what is kept of modern lists
 * @param statistics which statistics are computed
 * @param signatures how legacy signatures are checked
 * @param policy what callers may call, in the order in which the rules are tried
 */
public record ProxyConfig(
    ListenConfig listen,
    UpstreamConfig upstream,
    List<KeyConfig> keys,
    TrafficLogConfig trafficLog,
    MarketplaceConfig marketplace,
    Optional<AdminConfig> admin,
    ShutdownConfig shutdown,
    ListsConfig lists,
    StatisticsChoice statistics,
    SignaturesConfig signatures,
    List<PolicyRule> policy) {

  public ProxyConfig {
    keys = List.copyOf(keys);
    policy = List.copyOf(policy);
  }

  /** A proxy without operators, and otherwise with what holds where nothing is written. */
  public ProxyConfig(
      ListenConfig listen,
      UpstreamConfig upstream,
      List<KeyConfig> keys,
      TrafficLogConfig trafficLog,
      MarketplaceConfig marketplace) {
    this(
        listen,
        upstream,
        keys,
        trafficLog,
        marketplace,
        Optional.empty(),
        Defaults.SHUTDOWN,
        Defaults.LISTS,
        Defaults.STATISTICS,
        SignaturesConfig.DEFAULT,
        List.of());
  }

  /** Begins with this one. */
  public ProxyConfigBuilder edit() {
    return new ProxyConfigBuilder(this);
  }

  /** The same with other keys. */
  ProxyConfig withKeys(List<KeyConfig> others) {
    return edit().keys(others).build();
  }
}
