package org.mturkproxy.proxy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.config.ConnectionLimits;
import org.mturkproxy.config.Defaults;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.proxy.transport.EventLoops;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ReceivedRequest;

/** What only real sockets can show. */
class ProxyServerTest {

  private final Queue<Exchange> recorded = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Void> released = new CompletableFuture<>();
  private final CountDownLatch held = new CountDownLatch(1);

  /** Threads of our own: the common pool has one on a small machine, and it must not be held. */
  private final ExecutorService elsewhere = Executors.newFixedThreadPool(2);

  private EventLoops loops;
  private ProxyServer server;

  @BeforeEach
  void start() throws IOException {
    loops = EventLoops.start(2);
    server = ProxyServer.start(Requests.LISTEN, loops, this::answer, recorded::add, Requests.CLOCK);
  }

  @AfterEach
  void stop() {
    server.close();
    loops.close();
    elsewhere.shutdown();
  }

  /** Answers at once, but for {@code /held}: that is answered from another thread, on release. */
  private CompletionStage<Exchange> answer(ReceivedRequest request) {
    if (!request.target().equals("/held")) {
      return Requests.ECHO.answer(request);
    }
    held.countDown();
    return released.thenApplyAsync(nothing -> Requests.echoed(request), elsewhere);
  }

  @Test
  void keepsAConnectionForTheNextCall() throws IOException {
    try (RawConnection client = new RawConnection(server.port())) {
      for (int i = 0; i < 3; i++) {
        client.send("POST /onca/xml HTTP/1.1\r\nContent-Length: 3\r\n\r\nA=" + i);
        assertEquals("POST /onca/xml A=" + i, client.answer()[1]);
      }
    }
    assertEquals(3, recorded.size());
  }

  @Test
  void answersPipelinedRequestsInOrderThoughTheFirstTakesLongest() throws Exception {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send("GET /held HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n");
      assertTrue(held.await(60, TimeUnit.SECONDS));
      client.send("GET /3 HTTP/1.1\r\n\r\n");
      released.complete(null);
      assertEquals("GET /held ", client.answer()[1]);
      assertEquals("GET /2 ", client.answer()[1]);
      assertEquals("GET /3 ", client.answer()[1]);
    }
  }

  @Test
  void closesWhenAskedToAndSaysSo() throws IOException {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
      assertTrue(client.answer()[0].contains("connection: close\r\n"));
      assertTrue(client.ended());
    }
  }

  @Test
  void closesAfterAnHttp10Request() throws IOException {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send("POST / HTTP/1.0\r\nContent-Length: 3\r\n\r\nA=b");
      assertEquals("POST / A=b", client.answer()[1]);
      assertTrue(client.ended());
    }
  }

  @Test
  void keepsAnHttp10ConnectionThatAsksForIt() throws IOException {
    try (RawConnection client = new RawConnection(server.port())) {
      for (int i = 0; i < 2; i++) {
        client.send("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
        assertTrue(client.answer()[0].contains("connection: keep-alive\r\n"));
      }
    }
  }

  @Test
  void readsAChunkedBody() throws IOException {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nA=\r\n");
      client.send("1\r\nb\r\n0\r\n\r\n");
      assertEquals("POST / A=b", client.answer()[1]);
    }
  }

  @Test
  void asksForABodyThatWaits() throws IOException {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send("POST / HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
      assertEquals("http/1.1 100 continue\r\n\r\n", client.answer()[0]);
      client.send("A=b");
      assertEquals("POST / A=b", client.answer()[1]);
    }
  }

  @Test
  @Tag("trap-5.4.3")
  void takesUrlsAndBodiesOf256KiB() throws IOException {
    String long256 = "a".repeat(256 * 1024);
    try (RawConnection client = new RawConnection(server.port())) {
      client.send("GET /?A=" + long256 + " HTTP/1.1\r\n\r\n");
      assertEquals("GET /?A=" + long256 + " ", client.answer()[1]);
      client.send("POST / HTTP/1.1\r\nContent-Length: 262144\r\n\r\n" + long256);
      assertEquals("POST / " + long256, client.answer()[1]);
    }
  }

  /** The connection lives on: nothing of the body is left in it. */
  @Test
  void refusesABodyThatIsTooLargeOnceItIsReadToItsEnd() throws IOException {
    String tooLarge = "a".repeat(Requests.MAX_BODY + 1);
    try (RawConnection client = new RawConnection(server.port())) {
      client.send("POST / HTTP/1.1\r\nContent-Length: " + tooLarge.length() + "\r\n\r\n");
      client.send(tooLarge);
      String[] answer = client.answer();
      assertTrue(answer[0].startsWith("http/1.1 200 ok\r\n"), answer[0]);
      assertTrue(answer[1].contains("The body of the request is too long."), answer[1]);
      client.send("GET / HTTP/1.1\r\n\r\n");
      assertEquals("GET / ", client.answer()[1]);
    }
  }

  /** A reset would take the answer with it; the client is still sending when it is refused. */
  @Test
  void deliversARefusalToAClientThatIsStillSending() throws IOException {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send("GET /?" + "a".repeat(4 * Requests.MAX_URL));
      client.send(" HTTP/1.1\r\n\r\n");
      String[] answer = client.answer();
      assertTrue(answer[0].contains("connection: close\r\n"), answer[0]);
      assertTrue(answer[1].contains("The URL of the request is too long."), answer[1]);
      assertTrue(client.ended());
    }
  }

  @Test
  void answersEverythingThatCameBeforeAClientEndedItsSide() throws IOException {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send("GET /held HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n");
      client.endOutput();
      released.complete(null);
      assertEquals("GET /held ", client.answer()[1]);
      assertEquals("GET /2 ", client.answer()[1]);
      assertTrue(client.ended());
    }
  }

  @Test
  void carriesNothingOutOfARequestThatWasCutOff() throws IOException {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nA=");
      client.endOutput();
      assertTrue(client.ended());
    }
    assertEquals(0, recorded.size());
  }

  @Test
  void letsCallsUnderWayFinishBeforeItCloses() throws Exception {
    try (RawConnection client = new RawConnection(server.port());
        RawConnection idle = new RawConnection(server.port())) {
      // Answered once, it is known to be accepted: what the kernel still holds is reset at the end.
      assertEquals("GET / ", idle.send("GET / HTTP/1.1\r\n\r\n").answer()[1]);
      client.send("GET /held HTTP/1.1\r\n\r\n");
      assertTrue(held.await(60, TimeUnit.SECONDS));
      CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close, elsewhere);
      assertTrue(idle.ended());
      assertFalse(closed.isDone());
      released.complete(null);
      String[] answer = client.answer();
      assertTrue(answer[0].contains("connection: close\r\n"), answer[0]);
      assertEquals("GET /held ", answer[1]);
      closed.get(60, TimeUnit.SECONDS);
    }
    assertThrows(IOException.class, () -> new RawConnection(server.port()).close());
  }

  /** One too many is told to try again, in legacy XML; one that goes makes room. */
  @ParameterizedTest
  @CsvSource({"2, 9", "9, 2"})
  void takesSoManyConnectionsAndNoMore(int total, int perAddress) throws Exception {
    ConnectionLimits usual = Defaults.CONNECTION_LIMITS;
    server.close();
    server =
        ProxyServer.start(
            new ListenConfig("127.0.0.1", 0, Requests.MAX_URL, Requests.MAX_BODY)
                .withLimits(
                    new ConnectionLimits(
                        total,
                        perAddress,
                        usual.headTime(),
                        usual.requestTime(),
                        usual.idleTime())),
            loops,
            this::answer,
            recorded::add,
            Requests.CLOCK);
    try (RawConnection first = new RawConnection(server.port());
        RawConnection second = new RawConnection(server.port())) {
      assertEquals("GET /1 ", first.send("GET /1 HTTP/1.1\r\n\r\n").answer()[1]);
      assertEquals("GET /2 ", second.send("GET /2 HTTP/1.1\r\n\r\n").answer()[1]);
      try (RawConnection third = new RawConnection(server.port())) {
        String[] answer = third.send("GET /3 HTTP/1.1\r\n\r\n").answer();
        assertTrue(answer[0].startsWith("http/1.1 503 service unavailable\r\n"), answer[0]);
        assertTrue(answer[0].contains("connection: close\r\n"), answer[0]);
        assertTrue(answer[1].contains("<Code>ServiceUnavailable</Code>"), answer[1]);
        assertTrue(third.ended());
      }
      first.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n").answer();
      assertTrue(first.ended());
    }
    String later = "";
    while (!later.equals("GET /4 ")) {
      try (RawConnection fourth = new RawConnection(server.port())) {
        later = fourth.send("GET /4 HTTP/1.1\r\n\r\n").answer()[1];
      }
    }
    assertEquals(4, recorded.size());
  }

  @Test
  void tellsWhichAddressItCannotBind() {
    ListenConfig taken = new ListenConfig("127.0.0.1", server.port(), 1000, 1000);
    IOException error =
        assertThrows(
            IOException.class,
            () -> ProxyServer.start(taken, loops, Requests.ECHO, recorded::add, Requests.CLOCK));
    assertArrayEquals(
        new String[] {"cannot listen on 127.0.0.1 port " + server.port()},
        new String[] {error.getMessage()});
  }
}
