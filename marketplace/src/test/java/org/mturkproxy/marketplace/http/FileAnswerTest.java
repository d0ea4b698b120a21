package org.mturkproxy.marketplace.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers whose body is a file; it is far larger than the buffers between the two sides. */
class FileAnswerTest {

  private static final int BYTES = 60_000_000;
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration IDLE = Duration.ofSeconds(1);

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.write(directory.resolve("file"), new byte[BYTES]);
  }

  @Test
  void aClientMayTakeAFileSlowly() throws Exception {
    try (HttpFront front = start();
        Socket socket = connect(front)) {
      InputStream in = socket.getInputStream();
      long begin = System.nanoTime();
      String head = head(in);
      assertTrue(head.contains("\r\ncontent-length: " + BYTES + "\r\n"), head);
      int taken = 0;
      // A little in a tenth of the time, until that is over three times.
      while (System.nanoTime() - begin < IDLE.multipliedBy(3).toNanos()) {
        taken += in.readNBytes(1_000_000).length;
        Thread.sleep(IDLE.toMillis() / 10);
      }
      taken += in.readAllBytes().length;
      assertEquals(BYTES, taken);
    }
  }

  @Test
  void whoTakesNothingOfItIsLeft() throws Exception {
    try (HttpFront front = start();
        Socket socket = connect(front)) {
      String head = head(socket.getInputStream());
      assertTrue(head.startsWith("HTTP/1.1 200 OK\r\n"), head);
      // There is room for one connection: another one gets in when this one is left.
      boolean left = false;
      while (!left) {
        try (Socket next = connect(front)) {
          left = next.getInputStream().read() == 'H';
        } catch (SocketException e) {
          left = false; // it was closed before it had sent its request
        }
      }
    }
  }

  private HttpFront start() {
    HttpAnswer answer = HttpAnswer.ofFile(List.of(), new HttpAnswer.FileBody(file, BYTES));
    HttpService never =
        call -> {
          throw new AssertionError("there is room for one");
        };
    return HttpFront.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        call -> Turn.soon(asked -> answer),
        never,
        never,
        UploadService.NONE,
        Clock.systemUTC(),
        new HttpLimits(1, 100_000, LONG, LONG, IDLE, IDLE));
  }

  private static Socket connect(HttpFront front) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(65_536);
    socket.setSoTimeout(20_000);
    socket.connect(front.address());
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
    return socket;
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    return head.toString();
  }
}
