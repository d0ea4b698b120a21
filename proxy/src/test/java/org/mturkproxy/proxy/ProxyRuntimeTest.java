package org.mturkproxy.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.Secret;
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
        config,
        Clock.systemUTC(),
        (marketplace, keys, clock) ->
            new EmbeddedUpstream(stub.uri(), () -> closed.add("embedded")),
        this::translator,
        exchanges::add);
  }

  /** Asks for the balance and answers with the modern JSON. */
  private Translator translator(Requesters requesters) {
    return request -> {
      threads.add(Thread.currentThread().getName());
      ModernCall call = new ModernCall("GetAccountBalance", Structure.EMPTY, Repeat.FREE);
      return requesters
          .find("AKIALEGACY")
          .orElseThrow()
          .upstream()
          .send(call)
          .thenApply(reply -> exchange(request, call, reply));
    };
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
