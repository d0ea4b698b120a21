package org.mturkproxy.config;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A {@link MarketplaceConfig} that differs from another one in some places. */
public final class MarketplaceConfigBuilder {

  private Optional<Path> data;
  private BigDecimal balance;
  private boolean workerApi;
  private boolean controlApi;
  private List<LayoutConfig> layouts;
  private Optional<NotificationConfig> notifications;
  private Optional<MarketplaceListen> listen;
  private List<MarketplaceAccount> accounts;
  private Optional<RateLimitConfig> rateLimit;
  private Optional<URI> publicUrl;
  private int maxFileBytes;

  MarketplaceConfigBuilder(MarketplaceConfig from) {
    data = from.data();
    balance = from.balance();
    workerApi = from.workerApi();
    controlApi = from.controlApi();
    layouts = from.layouts();
    notifications = from.notifications();
    listen = from.listen();
    accounts = from.accounts();
    rateLimit = from.rateLimit();
    publicUrl = from.publicUrl();
    maxFileBytes = from.maxFileBytes();
  }

  public MarketplaceConfigBuilder data(Optional<Path> other) {
    data = other;
    return this;
  }

  public MarketplaceConfigBuilder balance(BigDecimal other) {
    balance = other;
    return this;
  }

  public MarketplaceConfigBuilder workerApi(boolean other) {
    workerApi = other;
    return this;
  }

  public MarketplaceConfigBuilder controlApi(boolean other) {
    controlApi = other;
    return this;
  }

  public MarketplaceConfigBuilder layouts(List<LayoutConfig> other) {
    layouts = other;
    return this;
  }

  public MarketplaceConfigBuilder notifications(Optional<NotificationConfig> other) {
    notifications = other;
    return this;
  }

  public MarketplaceConfigBuilder listen(Optional<MarketplaceListen> other) {
    listen = other;
    return this;
  }

  public MarketplaceConfigBuilder accounts(List<MarketplaceAccount> other) {
    accounts = other;
    return this;
  }

  public MarketplaceConfigBuilder rateLimit(Optional<RateLimitConfig> other) {
    rateLimit = other;
    return this;
  }

  public MarketplaceConfigBuilder publicUrl(Optional<URI> other) {
    publicUrl = other;
    return this;
  }

  public MarketplaceConfigBuilder maxFileBytes(int other) {
    maxFileBytes = other;
    return this;
  }

  /** The configuration with all of it. */
  public MarketplaceConfig build() {
    return new MarketplaceConfig(
        data,
        balance,
        workerApi,
        controlApi,
        layouts,
        notifications,
        listen,
        accounts,
        rateLimit,
        publicUrl,
        maxFileBytes);
  }
}
