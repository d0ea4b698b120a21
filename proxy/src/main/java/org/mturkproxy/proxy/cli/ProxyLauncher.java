package org.mturkproxy.proxy.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.proxy.ProxyRuntime;
import org.mturkproxy.translator.exchange.Exchange;

/** Starts the real thing. */
final class ProxyLauncher implements Launcher {

  @Override
  public RunningProxy start(LoadedConfig loaded, Consumer<Exchange> exchanges) throws IOException {
    ProxyRuntime runtime = ProxyRuntime.start(loaded, Clock.systemUTC(), exchanges);
    return new RunningProxy() {
      @Override
      public InetSocketAddress address() {
        return runtime.address();
      }

      @Override
      public List<String> reload(LoadedConfig next) {
        return runtime.reload(next);
      }

      @Override
      public void close() {
        runtime.close();
      }
    };
  }
}
