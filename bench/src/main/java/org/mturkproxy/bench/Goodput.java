package org.mturkproxy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.mturkproxy.config.CallLimits;
import org.mturkproxy.config.ConnectionLimits;
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
import org.mturkproxy.marketplace.Account;
import org.mturkproxy.proxy.ProxyRuntime;
import org.mturkproxy.translator.authentication.LegacySecret;

/**
 * How many calls a second are answered rightly when more are offered than can be: first by as many
 * clients as there is room for, which ask again when they are answered, then by clients that ask at
 * 1, 2, 4 and 8 times that rate whatever happens. Proxy, upstream and clients share the machine.
 *
 * <p>Arguments: how long upstream takes for a call, in milliseconds (80 if absent), and seconds for
 * each load (10).
 */
public final class Goodput {

  private static final String KEY = "AKIDBENCH";
  private static final String SECRET = "secret of the bench";
  private static final String SERVICE = "AWSMechanicalTurkRequester";

  private static final int CONCURRENCY = 16;
  private static final int WAITING = 32;
  private static final int CLIENTS = 160;

  /** Requests are signed already. */
  private static final Account NOBODY = new Account(KEY, new Secret(SECRET), KEY);

  private final URI proxy;
  private final byte[] request = request().getBytes(UTF_8);

  private Goodput(URI proxy) {
    this.proxy = proxy;
  }

  /**
   * What was answered.
   *
   * @param right answers with a balance
   * @param refused answers with {@code ServiceUnavailable}
   * @param other anything else, which there should be none of
   */
  private record Counts(AtomicLong right, AtomicLong refused, AtomicLong other) {

    Counts() {
      this(new AtomicLong(), new AtomicLong(), new AtomicLong());
    }

    void note(String answer) {
      AtomicLong one =
          answer.contains("<Amount>12.000</Amount>")
              ? right
              : answer.contains("<Code>ServiceUnavailable</Code>") ? refused : other;
      one.incrementAndGet();
    }
  }

  /** Measures a proxy in this process. */
  public static void main(String[] arguments) throws Exception {
    int delay = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 80;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    ExecutorService threads = Executors.newFixedThreadPool(4);
    Executor late = CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS, threads);
    HttpServer upstream =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    upstream.createContext("/", exchange -> late.execute(() -> answer(exchange)));
    upstream.start();
    try (ProxyRuntime proxy =
        ProxyRuntime.start(
            LoadedConfig.of(config(upstream.getAddress().getPort())),
            Clock.systemUTC(),
            exchange -> {})) {
      new Goodput(URI.create("http://127.0.0.1:" + proxy.address().getPort())).measure(seconds);
    } finally {
      upstream.stop(0);
      threads.shutdownNow();
    }
  }

  private void measure(int seconds) throws InterruptedException {
    run(CONCURRENCY, seconds, 0);
    run(CLIENTS, seconds, 0);
    double most = run(CONCURRENCY, seconds, 0).right().get() / (double) seconds;
    print("maximum: %.0f right answers a second", most);
    for (int times : new int[] {1, 2, 4, 8}) {
      Counts counts = run(CLIENTS, seconds, most * times);
      double all = counts.right().get() + counts.refused().get() + counts.other().get();
      double right = counts.right().get() / (double) seconds;
      print(
          "offered %d times as much (%.0f a second were asked): %.0f right, %.0f %% of the maximum;"
              + " %.0f refused, %d other answers a second; load of the machine %.1f",
          times,
          all / seconds,
          right,
          100 * right / most,
          counts.refused().get() / (double) seconds,
          counts.other().get() / seconds,
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
    print(
        "maximum, measured again: %.0f",
        run(CONCURRENCY, seconds, 0).right().get() / (double) seconds);
  }

  /** So many clients at this rate together; at the rate 0, each asks when it was answered. */
  private Counts run(int clients, int seconds, double perSecond) throws InterruptedException {
    Counts counts = new Counts();
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    AtomicLong asked = new AtomicLong();
    for (int i = 0; i < clients; i++) {
      threads.execute(
          () -> {
            try (RawClient client = new RawClient(proxy, NOBODY)) {
              while (System.nanoTime() - end < 0) {
                if (perSecond > 0) {
                  awaitTurn(start + (long) (asked.getAndIncrement() / perSecond * 1e9));
                }
                counts.note(answer(client));
              }
            } catch (IOException e) {
              counts.note(e.getMessage());
            }
          });
    }
    threads.shutdown();
    if (!threads.awaitTermination(seconds + 60L, TimeUnit.SECONDS)) {
      throw new IllegalStateException("clients wait for answers");
    }
    return counts;
  }

  private String answer(RawClient client) {
    try {
      return client.exchange(request);
    } catch (IOException e) {
      // With the body, if it was another status than 200.
      return e.getMessage();
    }
  }

  private static void awaitTurn(long turn) {
    long wait = turn - System.nanoTime();
    while (wait > 0) {
      LockSupport.parkNanos(wait);
      wait = turn - System.nanoTime();
    }
  }

  private static void answer(HttpExchange exchange) {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] body = "{\"AvailableBalance\":\"12.00\"}".getBytes(UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      // The proxy has gone: the measurement is over.
    }
  }

  private static ProxyConfig config(int upstream) {
    UpstreamConfig known = Defaults.UPSTREAM;
    CallLimits limits =
        new CallLimits(CONCURRENCY, WAITING, Duration.ofSeconds(10), Optional.empty());
    ConnectionLimits usual = Defaults.CONNECTION_LIMITS;
    return new ProxyConfig(
        new ListenConfig("127.0.0.1", 0, 300_000, 300_000)
            .withLimits(
                new ConnectionLimits(
                    1000, 1000, usual.headTime(), usual.requestTime(), usual.idleTime())),
        new UpstreamConfig(
            new UpstreamTarget.Address(URI.create("http://127.0.0.1:" + upstream)),
            known.region(),
            known.service(),
            known.connectTimeout(),
            known.readTimeout(),
            known.budget(),
            known.maxConnections()),
        List.of(
            new KeyConfig(
                KEY,
                new Secret(SECRET),
                new UpstreamCredentials.SameKey(),
                new KeyRules(limits),
                Optional.empty())),
        new TrafficLogConfig.Off(),
        new MarketplaceConfig(Optional.empty(), BigDecimal.ONE, false, false));
  }

  /** Signed once: classic signatures may come again for fifteen minutes. */
  private static String request() {
    String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    String signature = new LegacySecret(SECRET).sign(SERVICE + "GetAccountBalance" + time);
    List<String> query = new ArrayList<>();
    query.add("Service=" + SERVICE);
    query.add("AWSAccessKeyId=" + KEY);
    query.add("Operation=GetAccountBalance");
    query.add("Version=2014-08-15");
    query.add("Timestamp=" + time);
    query.add("Signature=" + URLEncoder.encode(signature, UTF_8));
    return "GET /?" + String.join("&", query) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
