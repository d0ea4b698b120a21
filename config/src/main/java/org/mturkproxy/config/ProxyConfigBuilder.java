package org.mturkproxy.config;

import java.util.List;
import java.util.Optional;

/** A {@link ProxyConfig} that differs from another one in some sections. */
public final class ProxyConfigBuilder {

  private ListenConfig listen;
  private UpstreamConfig upstream;
  private List<KeyConfig> keys;
  private TrafficLogConfig trafficLog;
  private MarketplaceConfig marketplace;
  private Optional<AdminConfig> admin;
  private ShutdownConfig shutdown;
  private ListsConfig lists;
  private StatisticsChoice statistics;
  private SignaturesConfig signatures;
  private List<PolicyRule> policy;

  ProxyConfigBuilder(ProxyConfig from) {
    listen = from.listen();
    upstream = from.upstream();
    keys = from.keys();
    trafficLog = from.trafficLog();
    marketplace = from.marketplace();
    admin = from.admin();
    shutdown = from.shutdown();
    lists = from.lists();
    statistics = from.statistics();
    signatures = from.signatures();
    policy = from.policy();
  }

  public ProxyConfigBuilder listen(ListenConfig other) {
    listen = other;
    return this;
  }

  public ProxyConfigBuilder upstream(UpstreamConfig other) {
    upstream = other;
    return this;
  }

  public ProxyConfigBuilder keys(List<KeyConfig> other) {
    keys = other;
    return this;
  }

  public ProxyConfigBuilder trafficLog(TrafficLogConfig other) {
    trafficLog = other;
    return this;
  }

  public ProxyConfigBuilder marketplace(MarketplaceConfig other) {
    marketplace = other;
    return this;
  }

  public ProxyConfigBuilder admin(Optional<AdminConfig> other) {
    admin = other;
    return this;
  }

  public ProxyConfigBuilder shutdown(ShutdownConfig other) {
    shutdown = other;
    return this;
  }

  public ProxyConfigBuilder lists(ListsConfig other) {
    lists = other;
    return this;
  }

  public ProxyConfigBuilder statistics(StatisticsChoice other) {
    statistics = other;
    return this;
  }

  public ProxyConfigBuilder signatures(SignaturesConfig other) {
    signatures = other;
    return this;
  }

  public ProxyConfigBuilder policy(List<PolicyRule> other) {
    policy = other;
    return this;
  }

  /** The configuration with all of it. */
  public ProxyConfig build() {
    return new ProxyConfig(
        listen,
        upstream,
        keys,
        trafficLog,
        marketplace,
        admin,
        shutdown,
        lists,
        statistics,
        signatures,
        policy);
  }
}
