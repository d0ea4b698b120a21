package org.mturkproxy.proxy.page;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.mturkproxy.config.AdminConfig;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.config.TrafficLogConfig.Personal;
import org.mturkproxy.config.TrafficLogConfig.Retention;
import org.mturkproxy.config.TrafficLogConfig.Sinks;
import org.mturkproxy.config.TrafficLogConfig.Store;
import org.mturkproxy.config.TrafficLogConfig.WhenSlow;
import org.mturkproxy.proxy.admin.AdminPages;
import org.mturkproxy.proxy.admin.AdminServer;
import org.mturkproxy.proxy.admin.Readiness;
import org.mturkproxy.proxy.metrics.Metrics;
import org.mturkproxy.proxy.traffic.TrafficLog;
import org.mturkproxy.proxy.transport.EventLoops;
import org.mturkproxy.proxy.upstream.Environment;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.LegacyAnswer;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.exchange.Understood;
import org.mturkproxy.translator.exchange.Warning;
import org.mturkproxy.translator.operations.LegacyOperations;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;

/** The page on a listener of its own, and a traffic log that it watches. */
final class PageFixture implements AutoCloseable {

  static final String KEY = "AKIDEXAMPLE";
  static final Instant TIME = Instant.parse("2016-05-04T10:20:30Z");

  /** The calls are of 2016. */
  private static final Retention KEPT = new Retention(Duration.ofDays(36_500), 1L << 30);

  private final EventLoops loops = EventLoops.start(2);
  private final Metrics metrics = Metrics.start();
  private final HttpClient client = HttpClient.newHttpClient();
  private final TrafficPage page;
  private final AdminServer server;
  private final TrafficLog log;
  private volatile String state = "ready";
  private long recorded;

  /** Where calls are kept. */
  enum Kept {
    STORE,
    MEMORY
  }

  PageFixture(Path directory, Kept kept) throws IOException {
    Optional<Path> store =
        kept == Kept.STORE ? Optional.of(directory.resolve("t.db")) : Optional.empty();
    page =
        new TrafficPage(
            store,
            true,
            LegacyOperations.catalogue(),
            Clock.systemUTC(),
            () ->
                new PageStatus(
                    state,
                    "embedded",
                    false,
                    Optional.of("http://127.0.0.1:8080/"),
                    Optional.empty()));
    server =
        AdminServer.start(
            new AdminConfig("127.0.0.1", 0, Set.of(), true),
            loops,
            new AdminPages(() -> Readiness.READY, metrics, () -> "").with(page));
    Sinks sinks =
        new Sinks(
            store.isPresent()
                ? Optional.empty()
                : Optional.of(
                    new TrafficLogConfig.Lines(
                        directory.resolve("t.jsonl"), TrafficLogConfig.Rotation.DEFAULT)),
            store.map(path -> new Store(path, KEPT)),
            false,
            WhenSlow.WAIT,
            false,
            Personal.HASH);
    log =
        TrafficLog.open(
            sinks, Environment.EMBEDDED, KEY::equals, Clock.systemUTC(), Optional.of(page));
  }

  int port() {
    return server.address().getPort();
  }

  void state(String word) {
    state = word;
  }

  void closeServer() {
    server.close();
  }

  /** A GetHIT of this HIT, at a second of its own; returns when it was logged. */
  PageFixture call(int second, String hitId) throws Exception {
    return call(second, "GetHIT", KEY, hitId, Optional.empty());
  }

  PageFixture call(int second, String operation, String key, String hitId, Optional<String> error)
      throws Exception {
    record(second, operation, key, hitId, error);
    awaitLogged();
    return this;
  }

  private void record(
      int second, String operation, String key, String hitId, Optional<String> error)
      throws Exception {
    Instant at = TIME.plusSeconds(second);
    Exchange exchange =
        new Exchange(
            new ReceivedRequest(
                "id-" + second,
                at,
                "127.0.0.1",
                "GET",
                "/",
                "",
                "",
                "",
                "Boto/2.49.0",
                ByteBuffer.allocate(0)),
            new Understood(
                Optional.of(operation),
                Optional.of("2014-08-15"),
                Optional.of(key),
                List.of(new Structure(Map.of("HITId", new Text(hitId))))),
            List.of(),
            new LegacyAnswer(200, error, ByteBuffer.wrap("<R/>".getBytes(StandardCharsets.UTF_8))),
            at.plusMillis(2),
            List.of(new Warning("HITId", "Policy: warned.")));
    recorded++;
    log.record(exchange).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  /** So many of them, as fast as the log takes them. */
  void calls(int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      record(i, "GetHIT", KEY, "3HIT" + i, Optional.empty());
    }
    awaitLogged();
  }

  /** Until the page was shown all that was recorded. */
  private void awaitLogged() throws InterruptedException {
    while (page.shown() < recorded) {
      Thread.sleep(1);
    }
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return client.send(request(path, headers), HttpResponse.BodyHandlers.ofString());
  }

  /** Events as they come. */
  EventReader events(String... headers) throws Exception {
    return new EventReader(
        client.send(request("/api/events", headers), HttpResponse.BodyHandlers.ofInputStream()));
  }

  private HttpRequest request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .timeout(Duration.ofSeconds(60));
    return (headers.length == 0 ? request : request.headers(headers)).build();
  }

  @Override
  public void close() {
    server.close();
    log.close();
    page.close();
    metrics.close();
    loops.close();
  }
}
