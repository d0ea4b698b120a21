package org.mturkproxy.config;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The marketplace of our own.
 *
 * @param data directory of its database; absent: in memory, gone at exit
 * @param balance what a new account starts with, in US dollars
 * @param workerApi whether Workers' calls ({@code /worker/…}) are served
 * @param controlApi whether tests may move the clock, reset and inject faults ({@code /control/…})
 * @param layouts the HIT layouts that can be used
 * @param notifications how notifications are delivered; absent: they are only kept
 * @param listen where modern clients connect; absent: beside the proxy a free loopback port, alone
 *     {@link Defaults#MARKETPLACE_LISTEN}
 * @param accounts who may call besides the pairs that legacy keys sign with
 * @param rateLimit of each account; absent: none
 */
public record MarketplaceConfig(
    Optional<Path> data,
    BigDecimal balance,
    boolean workerApi,
    boolean controlApi,
    List<LayoutConfig> layouts,
    Optional<NotificationConfig> notifications,
    Optional<MarketplaceListen> listen,
    List<MarketplaceAccount> accounts,
    Optional<RateLimitConfig> rateLimit) {

  public MarketplaceConfig {
    layouts = List.copyOf(layouts);
    accounts = List.copyOf(accounts);
  }

  /** The same for others to call. */
  public MarketplaceConfig withAccounts(List<MarketplaceAccount> others) {
    return new MarketplaceConfig(
        data, balance, workerApi, controlApi, layouts, notifications, listen, others, rateLimit);
  }

  /** A marketplace that is called by the proxy beside it alone. */
  public MarketplaceConfig(
      Optional<Path> data,
      BigDecimal balance,
      boolean workerApi,
      boolean controlApi,
      List<LayoutConfig> layouts,
      Optional<NotificationConfig> notifications) {
    this(
        data,
        balance,
        workerApi,
        controlApi,
        layouts,
        notifications,
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** The same without layouts, which delivers no notifications. */
  public MarketplaceConfig(
      Optional<Path> data, BigDecimal balance, boolean workerApi, boolean controlApi) {
    this(data, balance, workerApi, controlApi, List.of(), Optional.empty());
  }
}
