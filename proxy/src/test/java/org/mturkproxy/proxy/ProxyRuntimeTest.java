package org.mturkproxy.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mturkproxy.config.AdminConfig;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.config.ShutdownConfig;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.config.UpstreamConfig;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.config.UpstreamTarget;
import org.mturkproxy.proxy.server.RawConnection;
import org.mturkproxy.proxy.upstream.StubUpstream;
import org.mturkproxy.translator.Translator;
import org.mturkproxy.translator.authentication.Requesters;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.LegacyAnswer;
import org.mturkproxy.translator.exchange.ModernLeg;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.exchange.Understood;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Structure;

/** The parts together; upstream and translator are stand-ins. */
class ProxyRuntimeTest {

  @TempDir Path directory;

  private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
  private final List<String> closed = new ArrayList<>();
  private final List<ProxyConfig> reloaded = new ArrayList<>();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CompletableFuture<Void> release = new CompletableFuture<>();
  private final Set<String> threads = new ConcurrentSkipListSet<>();

  @Test
  void carriesACallThroughAndLogsIt() throws Exception {
    try (StubUpstream stub =
        new StubUpstream(StubUpstream.ok("{\"AvailableBalance\":\"10.00\"}"))) {
      try (ProxyRuntime proxy = start(config(new UpstreamTarget.Address(stub.uri())), stub);
          RawConnection client = new RawConnection(proxy.address().getPort())) {
        client.send("GET / HTTP/1.1\r\n\r\n");
        assertEquals("{\"AvailableBalance\":\"10.00\"}", client.answer()[1]);
      }
      assertEquals(1, exchanges.size());
      assertEquals(1, stub.seen().size());
    }
    List<String> lines = Files.readAllLines(directory.resolve("traffic.jsonl"));
    assertEquals(1, lines.size());
    assertTrue(lines.get(0).contains("\"environment\":\"address\""), lines.get(0));
    assertTrue(lines.get(0).contains("\"answer\":{\"AvailableBalance\":\"10.00\"}"), lines.get(0));
  }

  /** One thread from the request to the answer: nothing is handed over on the way. */
  @Test
  void keepsACallOnTheLoopOfItsConnection() throws Exception {
    try (StubUpstream stub = new StubUpstream(StubUpstream.ok("{}"));
        ProxyRuntime proxy = start(config(new UpstreamTarget.Address(stub.uri())), stub);
        RawConnection client = new RawConnection(proxy.address().getPort())) {
      client.send("GET / HTTP/1.1\r\n\r\n");
      client.answer();
      assertEquals(1, threads.size());
    }
  }

  @Test
  void startsTheEmbeddedUpstreamAndClosesItLast() throws Exception {
    try (StubUpstream stub = new StubUpstream(StubUpstream.ok("{}"))) {
      ProxyRuntime proxy = start(config(new UpstreamTarget.Embedded()), stub);
      try (RawConnection client = new RawConnection(proxy.address().getPort())) {
        client.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
        assertEquals("{}", client.answer()[1]);
      }
      proxy.close();
      assertEquals(List.of("embedded"), closed);
    }
  }

  /** A load balancer turns away first; the calls under way get their answers all the same. */
  @Test
  void saysThatItStopsWhileTheLastCallIsFinished() throws Exception {
    try (StubUpstream stub = new StubUpstream(StubUpstream.ok("{}"))) {
      ProxyRuntime proxy = start(withAdmin(new UpstreamTarget.Address(stub.uri())), stub);
      int admin = proxy.adminAddress().orElseThrow().getPort();
      assertEquals("ready\n", get(admin, "/readyz"));
      CompletableFuture<Void> closed;
      try (RawConnection client = new RawConnection(proxy.address().getPort())) {
        client.send("GET /held HTTP/1.1\r\n\r\n");
        assertTrue(held.await(60, TimeUnit.SECONDS));
        closed = CompletableFuture.runAsync(proxy::close, work -> new Thread(work).start());
        awaitRefusal(proxy.address().getPort());
        assertEquals("stopping\n", get(admin, "/readyz"));
        assertEquals("alive\n", get(admin, "/livez"));
        release.complete(null);
        assertEquals("{}", client.answer()[1]);
      }
      closed.get(60, TimeUnit.SECONDS);
      assertThrows(IOException.class, () -> new RawConnection(admin).close());
    }
    // The log was written before the end.
    assertEquals(1, Files.readAllLines(directory.resolve("traffic.jsonl")).size());
  }

  @Test
  void cutsOffWhatIsNotFinishedWithinTheGrace() throws Exception {
    try (StubUpstream stub = new StubUpstream(StubUpstream.ok("{}"))) {
      ProxyRuntime proxy = start(withAdmin(new UpstreamTarget.Address(stub.uri())), stub, 50);
      try (RawConnection client = new RawConnection(proxy.address().getPort())) {
        client.send("GET /held HTTP/1.1\r\n\r\n");
        assertTrue(held.await(60, TimeUnit.SECONDS));
        proxy.close();
        assertTrue(client.ended());
      }
    }
  }

  @Test
  void countsAndTimesEachCallAndItsModernCalls() throws Exception {
    try (StubUpstream stub = new StubUpstream(StubUpstream.ok("{}"));
        ProxyRuntime proxy = start(withAdmin(new UpstreamTarget.Address(stub.uri())), stub);
        RawConnection client = new RawConnection(proxy.address().getPort())) {
      for (int i = 0; i < 3; i++) {
        client.send("GET / HTTP/1.1\r\n\r\n").answer();
      }
      String metrics = get(proxy.adminAddress().orElseThrow().getPort(), "/metrics");
      for (String line :
          List.of(
              "mturkproxy_calls_seconds_count{operation=\"unknown\",outcome=\"ok\"} 3",
              "mturkproxy_upstream_calls_seconds_count{operation=\"GetAccountBalance\",outcome=\"ok\"} 3",
              "mturkproxy_connections 1.0",
              "mturkproxy_requests_bytes 0.0",
              "mturkproxy_upstream_connections_used 0.0",
              "mturkproxy_upstream_calls_waiting 0.0",
              "mturkproxy_log_lost_total 0.0")) {
        assertTrue(metrics.contains("\n" + line + "\n"), () -> line + " is not in\n" + metrics);
      }
    }
  }

  @Test
  void showsTheConfigurationWithoutItsSecrets() throws Exception {
    try (StubUpstream stub = new StubUpstream(StubUpstream.ok("{}"));
        ProxyRuntime proxy = start(withAdmin(new UpstreamTarget.Address(stub.uri())), stub)) {
      String shown = get(proxy.adminAddress().orElseThrow().getPort(), "/config");
      assertTrue(shown.contains("\naccess key     AKIALEGACY; upstream: the same\n"), shown);
      assertTrue(shown.contains("\nrules          AKIALEGACY: all operations; "), shown);
      assertTrue(shown.contains("\nsignatures     enforce; "), shown);
      assertFalse(shown.contains("legacy-secret-of-a-test"), shown);
    }
  }

  /** Two of them on one machine: nobody asked for the default port. */
  @Test
  void doesWithoutTheDefaultAdminPortWhenItIsTakenButNotWithoutAWrittenOne() throws Exception {
    try (StubUpstream stub = new StubUpstream(StubUpstream.ok("{}"));
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      UpstreamTarget target = new UpstreamTarget.Address(stub.uri());
      int port = taken.getLocalPort();
      try (ProxyRuntime proxy =
          start(with(new AdminConfig("127.0.0.1", port, Set.of(), false), target, 1000), stub)) {
        assertEquals(Optional.empty(), proxy.adminAddress());
      }
      AdminConfig written = new AdminConfig("127.0.0.1", port, Set.of(), true);
      IOException e =
          assertThrows(IOException.class, () -> start(with(written, target, 1000), stub));
      assertEquals("cannot listen on 127.0.0.1 port " + port, e.getMessage());
    }
  }

  private static String get(int port, String path) throws IOException {
    try (RawConnection admin = new RawConnection(port)) {
      return admin.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").answer()[1];
    }
  }

  private static void awaitRefusal(int port) {
    boolean refused = false;
    while (!refused) {
      try (RawConnection client = new RawConnection(port)) {
        refused = client.ended();
      } catch (IOException e) {
        refused = true;
      }
    }
  }

  private ProxyRuntime start(ProxyConfig config, StubUpstream stub, int graceMillis)
      throws IOException {
    return start(with(config.admin().orElseThrow(), config.upstream().target(), graceMillis), stub);
  }

  private ProxyConfig withAdmin(UpstreamTarget target) {
    return with(new AdminConfig("127.0.0.1", 0, Set.of(), true), target, 60_000);
  }

  private ProxyConfig with(AdminConfig admin, UpstreamTarget target, int graceMillis) {
    return config(target)
        .edit()
        .admin(Optional.of(admin))
        .shutdown(new ShutdownConfig(Duration.ofMillis(1), Duration.ofMillis(graceMillis)))
        .build();
  }

  /** A call that began with a key keeps it, though the key is gone when it is carried on. */
  @Test
  void reloadingSwapsKeysAndLimitsAndTellsWhatNeedsARestart() throws Exception {
    try (StubUpstream stub = new StubUpstream(StubUpstream.ok("{}"));
        ProxyRuntime proxy = start(withAdmin(new UpstreamTarget.Embedded()), stub);
        RawConnection before = new RawConnection(proxy.address().getPort())) {
      assertEquals("{}", before.send("GET / HTTP/1.1\r\n\r\n").answer()[1]);
      ProxyConfig old = withAdmin(new UpstreamTarget.Embedded());
      ProxyConfig next =
          old.edit()
              .listen(new ListenConfig("127.0.0.1", 1, 262_144, 262_144))
              .admin(Optional.empty())
              .build();

      assertEquals(List.of("listen.port", "admin"), proxy.reload(LoadedConfig.of(next)));

      String body = "A".repeat(300_000);
      String request = "POST / HTTP/1.1\r\nContent-Length: 300000\r\n\r\n" + body;
      assertEquals("{}", before.send(request).answer()[1]);
      try (RawConnection after = new RawConnection(proxy.address().getPort())) {
        String refused = after.send(request).answer()[1];
        assertTrue(refused.contains("The body of the request is too long."), refused);
      }
      assertEquals(List.of(next.keys()), reloaded.stream().map(ProxyConfig::keys).toList());
      String shown = get(proxy.adminAddress().orElseThrow().getPort(), "/config");
      assertTrue(shown.contains("port 0 (any free one); URLs up to 262144 bytes"), shown);
    }
  }

  /** It was read for the sandbox, and calls still go to production. */
  @Test
  @Tag("trap-5.1.10")
  void takesNothingOverThatIsWrittenForAnotherUpstream() throws Exception {
    try (StubUpstream stub = new StubUpstream(StubUpstream.ok("{}"));
        ProxyRuntime proxy = start(withAdmin(new UpstreamTarget.Address(stub.uri())), stub)) {
      LoadedConfig sandbox = LoadedConfig.of(withAdmin(new UpstreamTarget.Sandbox()));
      String why =
          assertThrows(IllegalArgumentException.class, () -> proxy.reload(sandbox)).getMessage();
      assertTrue(why.startsWith("upstream.target was changed"), why);
      assertEquals(List.of(), reloaded);
    }
  }

  @Test
  void leavesNothingRunningWhenItCannotStart() throws Exception {
    try (StubUpstream stub = new StubUpstream(StubUpstream.ok("{}"));
        ServerSocket taken = new ServerSocket(0)) {
      ProxyConfig config = config(new UpstreamTarget.Embedded(), taken.getLocalPort());
      assertThrows(IOException.class, () -> start(config, stub));
      assertEquals(List.of("embedded"), closed);
    }
  }

  @Test
  @Tag("trap-5.1.10")
  void refusesProductionByItsAddress() throws Exception {
    URI production = URI.create("https://mturk-requester.us-east-1.amazonaws.com");
    try (StubUpstream stub = new StubUpstream(StubUpstream.ok("{}"))) {
      ProxyConfig config = config(new UpstreamTarget.Address(production));
      assertThrows(IllegalArgumentException.class, () -> start(config, stub));
    }
  }

  private ProxyRuntime start(ProxyConfig config, StubUpstream stub) throws IOException {
    return ProxyRuntime.start(
        LoadedConfig.of(config),
        Clock.systemUTC(),
        (marketplace, keys, clock) ->
            new EmbeddedUpstream(stub.uri(), () -> closed.add("embedded"), reloaded::add),
        (requesters, errands) -> translator(requesters),
        exchanges::add);
  }

  /** Asks for the balance and answers with the modern JSON; {@code /held} when released. */
  private Translator translator(Requesters requesters) {
    return request -> {
      threads.add(Thread.currentThread().getName());
      if (request.target().equals("/held")) {
        held.countDown();
        return release.thenCompose(nothing -> balance(requesters, request));
      }
      return balance(requesters, request);
    };
  }

  private CompletionStage<Exchange> balance(Requesters requesters, ReceivedRequest request) {
    ModernCall call = new ModernCall("GetAccountBalance", Structure.EMPTY, Repeat.FREE);
    return requesters
        .find("AKIALEGACY")
        .orElseThrow()
        .upstream()
        .send(call)
        .thenApply(reply -> exchange(request, call, reply));
  }

  private Exchange exchange(ReceivedRequest request, ModernCall call, ModernReply reply) {
    threads.add(Thread.currentThread().getName());
    String body =
        reply.answer() instanceof ModernAnswer.Success success
            ? success.output().toString()
            : reply.toString();
    return new Exchange(
        request,
        Understood.NOTHING,
        List.of(new ModernLeg(call, reply, Duration.ZERO, Duration.ZERO)),
        new LegacyAnswer(
            200, Optional.empty(), ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8))),
        request.receivedAt(),
        List.of());
  }

  private ProxyConfig config(UpstreamTarget target) {
    return config(target, 0);
  }

  private ProxyConfig config(UpstreamTarget target, int port) {
    return new ProxyConfig(
        new ListenConfig("127.0.0.1", port, 300_000, 300_000),
        new UpstreamConfig(
            target,
            "us-east-1",
            "mturk-requester",
            Duration.ofSeconds(3),
            Duration.ofSeconds(20),
            Duration.ofSeconds(25),
            16),
        List.of(
            new KeyConfig(
                "AKIALEGACY",
                new Secret("legacy-secret-of-a-test"),
                new UpstreamCredentials.SameKey())),
        new TrafficLogConfig.File(directory.resolve("traffic.jsonl")),
        new MarketplaceConfig(Optional.empty(), BigDecimal.TEN, false, false));
  }
}
