package org.mturkproxy.proxy.explain;

import java.io.IOException;
import java.time.Clock;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.proxy.EmbeddedConfig;
import org.mturkproxy.proxy.FreePort;
import org.mturkproxy.proxy.ProxyRuntime;

/** A marketplace that generated code finds its credentials for, where such code finds them. */
final class ExampleSite implements AutoCloseable {

  private static final String KEY = "AKIAEXPLAINED";
  private static final String SECRET = "secret of AKIAEXPLAINED";

  private final String endpoint;
  private final ProxyRuntime proxy;
  private final ExampleWorld world;

  ExampleSite() throws IOException {
    int port = FreePort.one();
    endpoint = "http://127.0.0.1:" + port;
    proxy =
        ProxyRuntime.start(
            LoadedConfig.of(EmbeddedConfig.withWorkers(port, KEY, SECRET)),
            Clock.systemUTC(),
            exchange -> {});
    world = new ExampleWorld(endpoint, KEY, SECRET);
    System.setProperty("aws.accessKeyId", KEY);
    System.setProperty("aws.secretAccessKey", SECRET);
  }

  String endpoint() {
    return endpoint;
  }

  ExampleWorld world() {
    return world;
  }

  @Override
  public void close() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    world.close();
    proxy.close();
  }
}
