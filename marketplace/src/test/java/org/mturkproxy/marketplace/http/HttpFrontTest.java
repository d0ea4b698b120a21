package org.mturkproxy.marketplace.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpFrontTest {

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

  private static HttpFront start(HttpService service) {
    return HttpFront.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        service,
        call -> text(400, "busy"),
        call -> text(500, "failed"),
        Clock.systemUTC());
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
