package org.mturkproxy.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mturkproxy.proxy.cli.Main;
import org.mturkproxy.proxy.server.RawConnection;

/** A process with the heap of {@code bin/mturk-proxy} outlives clients that never finish. */
class ManyBodiesTest {

  private static final int CLIENTS = 24;
  private static final int BODY = 4 * 1024 * 1024;
  private static final Pattern ADDRESS = Pattern.compile("serving on http://127.0.0.1:(\\d+)");

  @TempDir Path home;

  @Test
  @Timeout(120)
  void neitherUnfinishedBodiesNorUnfinishedUrlsExhaustTheHeap() throws Exception {
    Files.createDirectories(home.resolve("conf"));
    Files.writeString(
        home.resolve("conf").resolve("mturk-proxy.yaml"),
        "listen: {port: 0}\nmarketplace: {data: ../data}\n");
    Process process = serve();
    List<RawConnection> clients = new ArrayList<>();
    try (BufferedReader err = process.errorReader()) {
      int port = port(err);
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(new RawConnection(port).send(request(BODY - 1)));
        clients.add(new RawConnection(port).send("GET /?" + "a".repeat(BODY / 5)));
      }
      try (RawConnection other = new RawConnection(port)) {
        other.send("GET / HTTP/1.1\r\n\r\n");
        assertTrue(other.answer()[0].startsWith("http/1.1 "));
      }
      int refused = 0;
      for (int i = 0; i < CLIENTS; i++) {
        String[] answer = clients.get(2 * i).send("a").answer();
        refused += answer[0].startsWith("http/1.1 503 ") ? 1 : 0;
      }
      assertTrue(refused >= CLIENTS / 2, refused + " refused");
      for (RawConnection client : clients) {
        client.close();
      }
      assertTrue(process.isAlive());
    } finally {
      process.destroyForcibly();
    }
  }

  private Process serve() throws Exception {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            System.getProperty("java.class.path"),
            "-Dmturkproxy.home=" + home,
            Main.class.getName(),
            "serve")
        .start();
  }

  private static int port(BufferedReader err) throws Exception {
    String line = err.readLine();
    while (line != null) {
      Matcher matcher = ADDRESS.matcher(line);
      if (matcher.find()) {
        return Integer.parseInt(matcher.group(1));
      }
      line = err.readLine();
    }
    assertEquals("an address", "the end of what serve says");
    return 0;
  }

  private static String request(int sent) {
    return "POST / HTTP/1.1\r\nContent-Length: " + BODY + "\r\n\r\n" + "a".repeat(sent);
  }
}
