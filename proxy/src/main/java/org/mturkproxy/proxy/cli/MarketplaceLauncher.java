package org.mturkproxy.proxy.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.proxy.MarketplaceRuntime;

/** Starts the marketplace alone. */
final class MarketplaceLauncher {

  private MarketplaceLauncher() {}

  /**
   * Starts it and returns when it serves.
   *
   * @throws IOException when its address cannot be bound
   */
  static Running start(ProxyConfig config) throws IOException {
    MarketplaceRuntime runtime = MarketplaceRuntime.start(config, Clock.systemUTC());
    URI endpoint = runtime.endpoint();
    InetSocketAddress address = new InetSocketAddress(endpoint.getHost(), endpoint.getPort());
    return new Running() {
      @Override
      public InetSocketAddress address() {
        return address;
      }

      @Override
      public void close() {
        runtime.close();
      }
    };
  }
}
