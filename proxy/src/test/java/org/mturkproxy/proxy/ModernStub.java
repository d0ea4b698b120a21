package org.mturkproxy.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.mturkproxy.config.Defaults;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.config.UpstreamConfig;
import org.mturkproxy.config.UpstreamTarget;

/** A modern API that answers each call when the test lets it. */
final class ModernStub implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Semaphore arrived = new Semaphore(0);
  private final Semaphore allowed = new Semaphore(0);
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String answer = "{}";

  ModernStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      arrived.release();
      allowed.acquire();
      byte[] body = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers so from now on. */
  void answers(int newStatus, String newAnswer) {
    status = newStatus;
    answer = newAnswer;
  }

  /** Waits for so many more calls to be there. */
  void await(int calls) throws InterruptedException {
    if (!arrived.tryAcquire(calls, 20, TimeUnit.SECONDS)) {
      throw new AssertionError("no call came");
    }
  }

  /** Lets so many calls be answered. */
  void allow(int calls) {
    allowed.release(calls);
  }

  /** What was asked, in the order in which it came. */
  List<String> bodies() {
    return List.copyOf(bodies);
  }

  /** A proxy in front of it. */
  ProxyRuntime proxy(KeyConfig... keys) throws IOException {
    return ProxyRuntime.start(LoadedConfig.of(config(keys)), Clock.systemUTC(), exchange -> {});
  }

  /** What such a proxy is started with. */
  ProxyConfig config(KeyConfig... keys) {
    UpstreamConfig known = Defaults.UPSTREAM;
    return new ProxyConfig(
        new ListenConfig("127.0.0.1", 0, 300_000, 300_000),
        new UpstreamConfig(
            new UpstreamTarget.Address(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
            known.region(),
            known.service(),
            known.connectTimeout(),
            known.readTimeout(),
            known.budget(),
            known.maxConnections()),
        List.of(keys),
        new TrafficLogConfig.Off(),
        new MarketplaceConfig(Optional.empty(), BigDecimal.ONE, false, false));
  }

  @Override
  public void close() {
    allow(1000);
    server.stop(0);
    threads.shutdownNow();
  }
}
