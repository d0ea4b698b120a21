package org.mturkproxy.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mturkproxy.config.CallLimits;
import org.mturkproxy.config.Defaults;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.KeyRules;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.config.UpstreamConfig;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.config.UpstreamTarget;

/** What one account does to the others, and what clients read when there is no room for them. */
class GuardedUpstreamTest {

  private static final String SECRET = "legacy-secret-of-a-test";
  private static final String UNAVAILABLE = "<Code>ServiceUnavailable</Code>";

  private final ExecutorService clients = Executors.newCachedThreadPool();
  private final ExecutorService handlers = Executors.newCachedThreadPool();
  private final CountDownLatch release = new CountDownLatch(1);
  private final Semaphore slowOnes = new Semaphore(0);
  private HttpServer upstream;
  private ProxyRuntime proxy;

  private void start(URI target, KeyConfig... keys) throws IOException {
    UpstreamConfig known = Defaults.UPSTREAM;
    proxy =
        ProxyRuntime.start(
            LoadedConfig.of(
                new ProxyConfig(
                    new ListenConfig("127.0.0.1", 0, 300_000, 300_000),
                    new UpstreamConfig(
                        new UpstreamTarget.Address(target),
                        known.region(),
                        known.service(),
                        known.connectTimeout(),
                        known.readTimeout(),
                        known.budget(),
                        known.maxConnections()),
                    List.of(keys),
                    new TrafficLogConfig.Off(),
                    new MarketplaceConfig(Optional.empty(), BigDecimal.ONE, false, false))),
            Clock.systemUTC(),
            exchange -> {});
  }

  private URI startUpstream() throws IOException {
    upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    upstream.createContext("/", this::answer);
    upstream.setExecutor(handlers);
    upstream.start();
    return URI.create("http://127.0.0.1:" + upstream.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      if (exchange.getRequestHeaders().getFirst("Authorization").contains("AKIASLOW")) {
        slowOnes.release();
        release.await();
      }
      byte[] body = "{\"AvailableBalance\":\"12.00\"}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    release.countDown();
    clients.shutdownNow();
    proxy.close();
    if (upstream != null) {
      upstream.stop(0);
    }
    handlers.shutdownNow();
  }

  private static KeyConfig key(String id, CallLimits limits) {
    return new KeyConfig(
        id,
        new Secret(SECRET),
        new UpstreamCredentials.SameKey(),
        new KeyRules(limits),
        Optional.empty());
  }

  private String balance(String key) throws IOException {
    return SignedCall.answer(proxy.address().getPort(), key, SECRET, "GetAccountBalance", "");
  }

  @Test
  @Tag("trap-5.5.6")
  void oneSlowAccountDoesNotBlockOthers() throws Exception {
    start(
        startUpstream(), key("AKIASLOW", CallLimits.DEFAULT), key("AKIAFAST", CallLimits.DEFAULT));
    List<Future<String>> slow = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      slow.add(clients.submit(() -> balance("AKIASLOW")));
    }
    slowOnes.acquire(CallLimits.DEFAULT.concurrency());
    for (int i = 0; i < 50; i++) {
      String answer = clients.submit(() -> balance("AKIAFAST")).get(10, TimeUnit.SECONDS);
      assertTrue(answer.contains("<Amount>12.000</Amount>"), answer);
    }
    assertEquals(0, slowOnes.availablePermits());
    assertTrue(slow.stream().noneMatch(Future::isDone));
    release.countDown();
    for (Future<String> one : slow) {
      assertTrue(one.get(20, TimeUnit.SECONDS).contains("<Amount>12.000</Amount>"));
    }
  }

  @Test
  void whatIsBeyondTheQueueIsToldAtOnceThatNothingWasDone() throws Exception {
    CallLimits one = new CallLimits(1, 0, Duration.ofSeconds(20), Optional.empty());
    start(startUpstream(), key("AKIASLOW", one));
    Future<String> slow = clients.submit(() -> balance("AKIASLOW"));
    slowOnes.acquire();
    String refused = clients.submit(() -> balance("AKIASLOW")).get(10, TimeUnit.SECONDS);
    assertTrue(refused.contains(UNAVAILABLE), refused);
    assertTrue(refused.startsWith("<?xml version=\"1.0\"?>\n<Response>"), refused);
    assertEquals(0, slowOnes.availablePermits());
    release.countDown();
    assertTrue(slow.get(20, TimeUnit.SECONDS).contains("<Amount>12.000</Amount>"));
  }

  @Test
  void anUpstreamThatIsGoneIsNotTriedAgainForEveryCall() throws Exception {
    int port = FreePort.one();
    start(URI.create("http://127.0.0.1:" + port), key("AKIA", CallLimits.DEFAULT));
    for (int i = 0; i < 5; i++) {
      assertTrue(balance("AKIA").contains(UNAVAILABLE));
    }
    // One after the other, each with its repetitions, these would take half a minute.
    long began = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      assertTrue(balance("AKIA").contains(UNAVAILABLE));
    }
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    assertTrue(took < 10_000, took + " ms");
  }
}
