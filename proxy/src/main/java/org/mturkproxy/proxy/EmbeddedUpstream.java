package org.mturkproxy.proxy;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.MarketplaceConfig;

/**
 * A modern API that runs inside this process.
 *
 * @param uri where it listens, on loopback
 * @param running ends it
 */
record EmbeddedUpstream(URI uri, AutoCloseable running) {

  /** Starts one that knows these keys. */
  @FunctionalInterface
  interface Starter {
    EmbeddedUpstream start(MarketplaceConfig config, List<KeyConfig> keys, Clock clock)
        throws IOException;
  }
}
