package org.mturkproxy.marketplace.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UploadTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  /** Takes at most so many bytes, and tells how many it took. */
  private static final class Counting implements Upload {

    final CountDownLatch closed = new CountDownLatch(1);
    private final long most;
    private long bytes;

    Counting(long most) {
      this.most = most;
    }

    @Override
    public Optional<HttpAnswer> start() {
      return most == 0 ? Optional.of(text(403, "never")) : Optional.empty();
    }

    @Override
    public Optional<HttpAnswer> write(ByteBuffer piece) {
      bytes += piece.remaining();
      return bytes > most ? Optional.of(text(413, "too large")) : Optional.empty();
    }

    @Override
    public HttpAnswer end() {
      return text(200, bytes + " bytes");
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  @Test
  void aBodyMayBeFarLargerThanTheRoomForRequests() throws Exception {
    Counting upload = new Counting(Long.MAX_VALUE);
    try (HttpFront front = start(upload);
        Socket socket = connect(front)) {
      send(socket, head(10_000_000, ""));
      byte[] piece = new byte[10_000];
      for (int i = 0; i < 1000; i++) {
        socket.getOutputStream().write(piece);
      }
      assertEquals("HTTP/1.1 200 OK 10000000 bytes", answer(socket));
      assertClosed(upload);
    }
  }

  @Test
  void anEmptyBodyIsOneToo() throws Exception {
    try (HttpFront front = start(new Counting(1));
        Socket socket = connect(front)) {
      send(socket, head(0, ""));
      assertEquals("HTTP/1.1 200 OK 0 bytes", answer(socket));
    }
  }

  @Test
  void aRefusalInTheMiddleReachesAClientThatStillSends() throws Exception {
    Counting upload = new Counting(100_000);
    try (HttpFront front = start(upload);
        Socket socket = connect(front)) {
      send(socket, head(3_000_000, ""));
      for (int i = 0; i < 300; i++) {
        socket.getOutputStream().write(new byte[10_000]);
      }
      assertEquals("HTTP/1.1 413 Request Entity Too Large too large", answer(socket));
      assertClosed(upload);
    }
  }

  @Test
  void aClientThatAsksFirstIsToldBeforeItSends() throws Exception {
    try (HttpFront front = start(new Counting(9));
        Socket socket = connect(front)) {
      send(socket, head(4, "Expect: 100-continue\r\n"));
      byte[] go = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
      assertEquals("HTTP/1.1 100 Continue\r\n\r\n", new String(go, UTF_8));
      send(socket, "abcd");
      assertEquals("HTTP/1.1 200 OK 4 bytes", answer(socket));
    }
    try (HttpFront front = start(new Counting(0));
        Socket socket = connect(front)) {
      send(socket, head(4, "Expect: 100-continue\r\n"));
      assertEquals("HTTP/1.1 403 Forbidden never", answer(socket));
    }
  }

  @Test
  void anUploadThatBreaksOffIsClearedAway() throws Exception {
    Counting upload = new Counting(9);
    try (HttpFront front = start(upload)) {
      try (Socket socket = connect(front)) {
        send(socket, head(9, "") + "abc");
      }
      assertClosed(upload);
    }
  }

  /** Each piece comes in time, the last one never. */
  @Test
  void anUploadThatDripsInIsEndedInTheEnd() throws Exception {
    Counting upload = new Counting(1_000_000);
    RequestRoom room = new RequestRoom(300_000);
    RequestDeadline deadline = new RequestDeadline(LONG);
    EmbeddedChannel channel =
        new EmbeddedChannel(
            deadline,
            new HttpServerCodec(),
            new UploadHandler(
                head -> Optional.of(upload),
                new Worker(
                    Runnable::run,
                    Runnable::run,
                    call -> Turn.soon(echoed -> text(200, "")),
                    call -> text(503, "busy"),
                    call -> text(500, "failed"),
                    Clock.systemUTC()),
                room,
                deadline,
                new RequestIntake(room),
                Duration.ofMinutes(10)));
    channel.freezeTime();
    drip(channel, head(1_000_000, ""));
    for (int seconds = 0; seconds < 600; seconds += 20) {
      assertTrue(channel.isOpen(), () -> "ended early");
      drip(channel, "a");
      channel.advanceTimeBy(20, TimeUnit.SECONDS);
      channel.runScheduledPendingTasks();
      channel.runPendingTasks();
    }
    assertFalse(channel.isOpen());
    assertClosed(upload);
    assertTrue(room.take(300_000)); // all of it
  }

  private static void drip(EmbeddedChannel channel, String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, UTF_8));
    channel.runPendingTasks();
  }

  @Test
  void whatFollowsAnUploadIsNotTakenForARequest() throws Exception {
    try (HttpFront front = start(new Counting(9));
        Socket socket = connect(front)) {
      send(socket, head(1, "") + "aGET / HTTP/1.1\r\n\r\n");
      assertEquals("HTTP/1.1 200 OK 1 bytes", answer(socket));
    }
  }

  @Test
  void otherRequestsAreHeldAsBefore() throws Exception {
    try (HttpFront front = start(new Counting(9));
        Socket socket = connect(front)) {
      send(socket, "POST /other HTTP/1.1\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi");
      assertEquals("HTTP/1.1 200 OK hi", answer(socket));
    }
  }

  private static void assertClosed(Counting upload) throws InterruptedException {
    assertEquals(true, upload.closed.await(10, TimeUnit.SECONDS));
  }

  private static HttpFront start(Upload upload) {
    return HttpFront.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        call -> Turn.soon(echoed -> new HttpAnswer(200, List.of(), echoed.body())),
        call -> text(503, "busy"),
        call -> text(500, "failed"),
        head -> head.path().equals("/file") ? Optional.of(upload) : Optional.empty(),
        Clock.systemUTC(),
        new HttpLimits(9, 300_000, LONG, LONG, LONG, LONG));
  }

  private static Socket connect(HttpFront front) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.address().getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static String head(int bytes, String more) {
    return "POST /file HTTP/1.1\r\nHost: x\r\n" + more + "Content-Length: " + bytes + "\r\n\r\n";
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
  }

  /** The status line and the body, once the other side has said everything. */
  private static String answer(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    socket.getInputStream().transferTo(all);
    String[] parts = all.toString(UTF_8).split("\r\n\r\n", -1);
    return parts[0].lines().findFirst().orElse("") + " " + parts[1];
  }

  private static HttpAnswer text(int status, String body) {
    return new HttpAnswer(status, List.of(), body.getBytes(UTF_8));
  }
}
