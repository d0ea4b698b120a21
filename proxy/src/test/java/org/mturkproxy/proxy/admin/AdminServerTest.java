package org.mturkproxy.proxy.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.config.AdminConfig;
import org.mturkproxy.proxy.metrics.Metrics;
import org.mturkproxy.proxy.server.RawConnection;
import org.mturkproxy.proxy.transport.EventLoops;

/** Who is shown what on the admin listener. */
class AdminServerTest {

  private static EventLoops loops;
  private static Metrics metrics;
  private static AdminServer server;

  @BeforeAll
  static void start() throws IOException {
    loops = EventLoops.start(1);
    metrics = Metrics.start().counter("test.things", "Things", () -> 7);
    server =
        AdminServer.start(
            new AdminConfig("127.0.0.1", 0, Set.of("turk.example.org"), true),
            loops,
            new AdminPages(() -> Readiness.STARTING, metrics, () -> "the configuration\n"));
  }

  @AfterAll
  static void stop() {
    server.close();
    metrics.close();
    loops.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /livez | 200 OK | alive",
        "GET /livez?verbose | 200 OK | alive",
        "GET /readyz | 503 Service Unavailable | starting",
        "GET /config | 200 OK | the configuration",
        "GET / | 404 Not Found | there are /livez, /readyz, /metrics and /config",
        "POST /livez | 405 Method Not Allowed | GET and HEAD only",
        "DELETE /config | 405 Method Not Allowed | GET and HEAD only",
      })
  void showsWhatThereIs(String request, String status, String text) throws IOException {
    String[] answer = ask(request + " HTTP/1.1\r\nHost: localhost:8082\r\n\r\n");
    assertTrue(
        answer[0].startsWith("http/1.1 " + status.toLowerCase(Locale.ROOT) + "\r\n"), answer[0]);
    assertTrue(answer[0].contains("\r\nconnection: close\r\n"), answer[0]);
    assertEquals(text + "\n", answer[1]);
  }

  @Test
  void metricsAreInTheTextFormatOfPrometheus() throws IOException {
    String[] answer = ask("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertTrue(
        answer[0].contains("content-type: text/plain; version=0.0.4; charset=utf-8\r\n"),
        answer[0]);
    for (String line :
        new String[] {
          "# TYPE test_things_total counter",
          "test_things_total 7.0",
          "# TYPE jvm_memory_used_bytes gauge",
          "# TYPE process_files_open_files gauge",
          "# TYPE mturkproxy_buffers_direct_bytes gauge",
        }) {
      assertTrue(answer[1].contains(line + "\n"), () -> line + " is not in\n" + answer[1]);
    }
  }

  /** A page whose name was pointed to 127.0.0.1 reads nothing (DNS rebinding). */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Host: localhost | true",
        "Host: LOCALHOST:8082 | true",
        "Host: 127.0.0.1 | true",
        "Host: 10.1.2.3:8082 | true",
        "Host: [::1]:8082 | true",
        "Host: turk.example.org:8082 | true",
        "Host: Turk.Example.Org | true",
        "Host: evil.example | false",
        "Host: evil.example:8082 | false",
        "Host: localhost.evil.example | false",
        "Host: 127.0.0.1.evil.example | false",
        "Host: turk.example.org.evil.example | false",
        "Host: [::1].evil.example | false",
        "Host: | false",
        "X-None: 1 | false",
        "Host: localhost~Host: evil.example | false",
        "Host: localhost~Host: localhost | false",
      })
  void answersToAddressesAndItsOwnNamesOnly(String headers, boolean answered) throws IOException {
    String[] answer = ask("GET /config HTTP/1.1\r\n" + headers.replace("~", "\r\n") + "\r\n\r\n");
    assertEquals(answered, answer[1].equals("the configuration\n"), answer[1]);
    if (!answered) {
      assertTrue(answer[0].startsWith("http/1.1 4"), answer[0]);
    }
  }

  @Test
  void headHasNoBody() throws IOException {
    try (RawConnection client = new RawConnection(server.address().getPort())) {
      client.send("HEAD /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
      String head = client.headOnly();
      assertTrue(head.contains("content-length: 6\r\n"), head);
      assertTrue(client.ended());
    }
  }

  private static String[] ask(String request) throws IOException {
    try (RawConnection client = new RawConnection(server.address().getPort())) {
      return client.send(request).answer();
    }
  }
}
