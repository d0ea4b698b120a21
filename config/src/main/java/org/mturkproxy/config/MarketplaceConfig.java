package org.mturkproxy.config;

import java.math.BigDecimal;
import java.net.URI;
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
 * @param publicUrl how others reach it, for the links that it hands out: scheme, host and port;
 *     absent: the address that it listens on
 * @param maxFileBytes most bytes of a file that answers a question
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
    Optional<RateLimitConfig> rateLimit,
    Optional<URI> publicUrl,
    int maxFileBytes) {

  /** 100 MiB. */
  static final int MAX_FILE_BYTES = 104_857_600;

  public MarketplaceConfig {
    layouts = List.copyOf(layouts);
    accounts = List.copyOf(accounts);
  }

  /**
   * One that only the proxy beside it calls, with no layouts and the usual files, which delivers no
   * notifications.
   */
  public MarketplaceConfig(
      Optional<Path> data, BigDecimal balance, boolean workerApi, boolean controlApi) {
    this(
        data,
        balance,
        workerApi,
        controlApi,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        MAX_FILE_BYTES);
  }

  /** This one, to be changed in some places. */
  public MarketplaceConfigBuilder edit() {
    return new MarketplaceConfigBuilder(this);
  }
}
