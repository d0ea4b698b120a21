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
 */
public record MarketplaceConfig(
    Optional<Path> data,
    BigDecimal balance,
    boolean workerApi,
    boolean controlApi,
    List<LayoutConfig> layouts,
    Optional<NotificationConfig> notifications) {

  public MarketplaceConfig {
    layouts = List.copyOf(layouts);
  }

  /** A marketplace without layouts that delivers no notifications. */
  public MarketplaceConfig(
      Optional<Path> data, BigDecimal balance, boolean workerApi, boolean controlApi) {
    this(data, balance, workerApi, controlApi, List.of(), Optional.empty());
  }
}
