package org.mturkproxy.proxy.cli;

import java.util.function.Consumer;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.translator.exchange.Exchange;

/** Starts a proxy, with its marketplace where that is the upstream. */
@FunctionalInterface
public interface Launcher {

  /**
   * Starts a proxy and returns when it serves.
   *
   * @param loaded what to start
   * @param exchanges gets each exchange once it is answered, besides the traffic log; called on an
   *     event loop, so it must be quick
   * @throws Exception if it cannot start; the message is for the user
   */
  RunningProxy start(LoadedConfig loaded, Consumer<Exchange> exchanges) throws Exception;
}
