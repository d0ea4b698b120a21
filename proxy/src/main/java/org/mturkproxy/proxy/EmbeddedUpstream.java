package org.mturkproxy.proxy;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.mturkproxy.config.Defaults;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.MarketplaceListen;
import org.mturkproxy.config.ProxyConfig;

/**
 * A modern API that runs inside this process.
 *
 * @param uri where it listens, on loopback
 * @param running ends it
 * @param reload tells it who may call from now on
 */
record EmbeddedUpstream(URI uri, AutoCloseable running, Consumer<ProxyConfig> reload) {

  private static final MarketplaceListen FREE_LOOPBACK_PORT =
      new MarketplaceListen(Defaults.MARKETPLACE_LISTEN.host(), 0);

  /** Starts one that knows these keys. */
  @FunctionalInterface
  interface Starter {
    EmbeddedUpstream start(MarketplaceConfig config, List<KeyConfig> keys, Clock clock)
        throws IOException;
  }

  /**
   * The marketplace of our own, where it is configured to listen, else on a free port of the
   * loopback address.
   *
   * @throws IOException when the address cannot be bound; nothing is left running then
   */
  static EmbeddedUpstream marketplace(MarketplaceConfig config, List<KeyConfig> keys, Clock clock)
      throws IOException {
    MarketplaceRuntime marketplace =
        MarketplaceRuntime.start(config, config.listen().orElse(FREE_LOOPBACK_PORT), keys, clock);
    return new EmbeddedUpstream(marketplace.endpoint(), marketplace, marketplace::replaceAccounts);
  }
}
