package org.mturkproxy.config;

import java.util.List;

/**
 * The whole configuration, checked.
 *
 * @param listen where legacy clients connect
 * @param upstream where modern calls go
 * @param keys the legacy access keys that may call
 * @param trafficLog where each call is written down
 * @param marketplace the marketplace of our own, when it is the upstream
 * @param lists what is kept of modern lists
 * @param statistics which statistics are computed
 */
public record ProxyConfig(
    ListenConfig listen,
    UpstreamConfig upstream,
    List<KeyConfig> keys,
    TrafficLogConfig trafficLog,
    MarketplaceConfig marketplace,
    ListsConfig lists,
    StatisticsChoice statistics) {

  public ProxyConfig {
    keys = List.copyOf(keys);
  }

  /** With what holds for lists and statistics where nothing is written. */
  public ProxyConfig(
      ListenConfig listen,
      UpstreamConfig upstream,
      List<KeyConfig> keys,
      TrafficLogConfig trafficLog,
      MarketplaceConfig marketplace) {
    this(listen, upstream, keys, trafficLog, marketplace, Defaults.LISTS, Defaults.STATISTICS);
  }

  /** The same for other keys. */
  ProxyConfig withKeys(List<KeyConfig> others) {
    return new ProxyConfig(listen, upstream, others, trafficLog, marketplace, lists, statistics);
  }
}
