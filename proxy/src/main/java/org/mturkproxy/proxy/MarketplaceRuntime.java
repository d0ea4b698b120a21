package org.mturkproxy.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.mturkproxy.config.Defaults;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.MarketplaceListen;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.marketplace.Marketplace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The marketplace of our own, for modern clients: alone, or beside the proxy. */
public final class MarketplaceRuntime implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MarketplaceRuntime.class);

  private final Marketplace marketplace;

  private MarketplaceRuntime(Marketplace marketplace) {
    this.marketplace = marketplace;
  }

  /**
   * Starts the marketplace alone.
   *
   * @throws IOException when the address cannot be bound; nothing is left running then
   */
  public static MarketplaceRuntime start(ProxyConfig config, Clock clock) throws IOException {
    MarketplaceListen listen = config.marketplace().listen().orElse(Defaults.MARKETPLACE_LISTEN);
    return start(config.marketplace(), listen, config.keys(), clock);
  }

  /**
   * Starts it at this address.
   *
   * @throws IOException when the address cannot be bound; nothing is left running then
   */
  static MarketplaceRuntime start(
      MarketplaceConfig config, MarketplaceListen listen, List<KeyConfig> keys, Clock clock)
      throws IOException {
    InetSocketAddress bind = new InetSocketAddress(listen.host(), listen.port());
    if (bind.isUnresolved()) {
      throw new IOException("cannot listen on " + listen.host() + ": no such address");
    }
    warn(config, bind);
    var accounts = MarketplaceAccounts.of(keys, config.accounts());
    try {
      return new MarketplaceRuntime(Marketplace.start(config, accounts, bind, clock));
    } catch (UncheckedIOException e) {
      throw new IOException(
          "cannot listen on " + listen.host() + " port " + listen.port(), e.getCause());
    }
  }

  private static void warn(MarketplaceConfig config, InetSocketAddress bind) {
    if (bind.getAddress().isLoopbackAddress()) {
      return;
    }
    LOG.warn(
        "others than this machine can reach the marketplace, and nothing is encrypted: put TLS in"
            + " front");
    if (config.workerApi() || config.controlApi()) {
      LOG.warn("the worker and control APIs ask for no signature: whoever reaches them can call");
    }
  }

  /** Where modern clients connect; its port is never 0. */
  public URI endpoint() {
    return marketplace.endpoint();
  }

  /**
   * Lets these keys call from now on, and no others.
   *
   * @throws IllegalArgumentException if a pair is not known here, or one id has two secrets
   */
  void replaceAccounts(ProxyConfig config) {
    marketplace.replaceAccounts(
        MarketplaceAccounts.of(config.keys(), config.marketplace().accounts()));
  }

  /** Lets the calls under way end, then stops. */
  @Override
  public void close() {
    marketplace.close();
  }
}
