package org.mturkproxy.marketplace.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HttpFrontTest {

  private static final long ROOM = 80_000;
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final HttpService ECHO = call -> text(200, "");

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void aServiceThatThrowsIsAnsweredForAndTheConnectionGoesOn() throws Exception {
    HttpService service =
        call -> {
          switch (call.head().path()) {
            case "/exception" -> throw new IllegalArgumentException("on purpose");
            case "/error" -> throw new StackOverflowError("on purpose");
            default -> {
              return text(200, "fine");
            }
          }
        };
    try (HttpFront front = start(service)) {
      for (String path : List.of("/exception", "/error")) {
        HttpResponse<String> answer = get(front, path);
        assertEquals(500, answer.statusCode());
        assertEquals("failed", answer.body());
      }
      assertEquals("fine", get(front, "/").body());
    }
  }

  @Test
  void theNewestConnectionBeyondTheLimitIsClosed() throws Exception {
    try (HttpFront front = start(ECHO, new HttpLimits(1, ROOM, LONG, LONG, LONG, LONG));
        Socket first = connect(front)) {
      send(first, get(""));
      assertEquals("HTTP/1.1 200 OK", line(first));
      try (Socket second = connect(front)) {
        assertEquals(-1, second.getInputStream().read());
      }
    }
  }

  @Test
  void unfinishedRequestsShareTheirRoomAndGiveItBack() throws Exception {
    try (HttpFront front = start(ECHO, new HttpLimits(9, ROOM, LONG, LONG, LONG, LONG))) {
      try (Socket unfinished = connect(front);
          Socket refused = connect(front)) {
        send(unfinished, post(60_000) + "x".repeat(50_000));
        String answer = "";
        // Until the first one's bytes have arrived, there is room.
        while (!answer.startsWith("HTTP/1.1 503")) {
          try (Socket attempt = connect(front)) {
            send(attempt, post(40_000) + "x".repeat(40_000));
            answer = line(attempt);
          }
        }
        send(refused, post(40_000) + "x".repeat(40_000));
        assertEquals("HTTP/1.1 503 Service Unavailable", line(refused));
        send(unfinished, "x".repeat(10_000));
        assertEquals("HTTP/1.1 200 OK", line(unfinished));
      }
      for (int i = 0; i < 5; i++) {
        try (Socket next = connect(front)) {
          send(next, post(60_000) + "x".repeat(60_000));
          assertEquals("HTTP/1.1 200 OK", line(next));
        }
      }
    }
  }

  @Test
  void aRequestThatTakesTooLongToArriveIsClosed() throws Exception {
    Duration soon = Duration.ofMillis(200);
    try (HttpFront front = start(ECHO, new HttpLimits(9, ROOM, soon, LONG, LONG, LONG));
        Socket socket = connect(front)) {
      send(socket, get(""));
      assertEquals("HTTP/1.1 200 OK", line(socket));
      send(socket, "GET / HT");
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void aClientThatIsStillSendingReadsItsRefusal() throws Exception {
    try (HttpFront front = start(ECHO, new HttpLimits(9, 4096, LONG, LONG, LONG, LONG));
        Socket socket = connect(front)) {
      // It is refused at its first part; the rest arrives after the answer was written.
      send(socket, post(1_000_000) + "x".repeat(20_000));
      assertEquals('H', socket.getInputStream().read());
      send(socket, "x".repeat(500_000));
      assertEquals("TTP/1.1 503 Service Unavailable", line(socket));
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void answersThatNobodyTakesNeedRoomUntilTheirTimeIsOver() throws Exception {
    byte[] large = new byte[20_000_000]; // more than the buffers of the system
    HttpService service =
        call ->
            call.head().path().equals("/large")
                ? new HttpAnswer(200, List.of(), large)
                : text(200, "fine");
    Duration soon = Duration.ofMillis(500);
    try (HttpFront front = start(service, new HttpLimits(9, ROOM, LONG, LONG, soon, LONG));
        Socket slow = connect(front)) {
      send(slow, "GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
      assertEquals('H', slow.getInputStream().read());
      try (Socket next = connect(front)) {
        send(next, get(""));
        assertEquals("HTTP/1.1 503 Service Unavailable", line(next));
      }
      String answer = "";
      while (!answer.equals("HTTP/1.1 200 OK")) {
        try (Socket next = connect(front)) {
          send(next, get(""));
          answer = line(next);
        }
      }
    }
  }

  @Test
  void callsThatWaitHoldNoThreadAndCallsAsideGetThrough() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    HttpService stuck =
        call -> {
          try {
            free.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return text(200, "");
        };
    Dispatch dispatch =
        call ->
            switch (call.head().path()) {
              case "/late" -> new Turn(Turn.Lane.WORKERS, Duration.ofHours(1), ECHO);
              case "/stuck" -> Turn.soon(stuck);
              case "/aside" -> Turn.aside(ECHO);
              default -> Turn.soon(ECHO);
            };
    List<Socket> sockets = new ArrayList<>();
    try (HttpFront front =
        dispatching(dispatch, new HttpLimits(99, ROOM, LONG, LONG, LONG, LONG))) {
      try {
        for (int i = 0; i < 20; i++) {
          sockets.add(connect(front));
          send(sockets.get(i), "GET /late HTTP/1.1\r\nHost: a\r\n\r\n");
        }
        assertEquals(200, get(front, "/").statusCode());
        for (int i = 0; i < 20; i++) {
          sockets.add(connect(front));
          send(sockets.get(20 + i), "GET /stuck HTTP/1.1\r\nHost: a\r\n\r\n");
        }
        assertEquals(200, get(front, "/aside").statusCode());
      } finally {
        free.countDown();
        for (Socket socket : sockets) {
          socket.close();
        }
      }
    }
  }

  private static Socket connect(HttpFront front) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.address().getPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
  }

  private static String get(String headers) {
    return "GET / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
  }

  private static String post(int length) {
    return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n";
  }

  /** An answer's first line; its head and its empty body are read too. */
  private static String line(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.substring(0, Math.max(0, head.indexOf("\r\n")));
  }

  private static HttpFront start(HttpService service) {
    return start(service, new HttpLimits(9, ROOM, LONG, LONG, LONG, LONG));
  }

  private static HttpFront start(HttpService service, HttpLimits limits) {
    return dispatching(call -> Turn.soon(service), limits);
  }

  private static HttpFront dispatching(Dispatch dispatch, HttpLimits limits) {
    return HttpFront.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        dispatch,
        call -> text(400, "busy"),
        call -> text(500, "failed"),
        UploadService.NONE,
        Clock.systemUTC(),
        limits);
  }

  private HttpResponse<String> get(HttpFront front, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + front.address().getPort() + path);
    return http.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpAnswer text(int status, String text) {
    return new HttpAnswer(status, List.of(), text.getBytes(UTF_8));
  }
}
