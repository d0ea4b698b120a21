package org.mturkproxy.proxy.cli;

import java.util.function.Consumer;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.translator.exchange.Exchange;

/** Starts the real thing. */
final class ProxyLauncher implements Launcher {

  @Override
  public Running start(ProxyConfig config, Consumer<Exchange> exchanges) {
    throw new IllegalStateException("wired when ProxyRuntime is there");
  }
}
