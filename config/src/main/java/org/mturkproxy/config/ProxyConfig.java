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
 */
public record ProxyConfig(
    ListenConfig listen,
    UpstreamConfig upstream,
    List<KeyConfig> keys,
    TrafficLogConfig trafficLog,
    MarketplaceConfig marketplace) {

  public ProxyConfig {
    keys = List.copyOf(keys);
  }
}
