package org.mturkproxy.proxy.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.mturkproxy.translator.authentication.LegacySecret;

/**
 * Calls the legacy API as a client of its time: GET, everything in the query, classic signature.
 */
final class LegacyCaller {

  private static final String SERVICE = "AWSMechanicalTurkRequester";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final InetSocketAddress address;
  private final String accessKeyId;
  private final LegacySecret secret;
  private final Clock clock;

  LegacyCaller(InetSocketAddress address, String accessKeyId, LegacySecret secret, Clock clock) {
    this.address = address;
    this.accessKeyId = accessKeyId;
    this.secret = secret;
    this.clock = clock;
  }

  /**
   * Makes one call.
   *
   * @return the XML of the answer, whatever its HTTP status
   * @throws IOException if there is no answer
   */
  String call(String operation, Map<String, String> parameters)
      throws IOException, InterruptedException {
    String timestamp = Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
    Map<String, String> query = new LinkedHashMap<>();
    query.put("Service", SERVICE);
    query.put("AWSAccessKeyId", accessKeyId);
    query.put("Version", "2014-08-15");
    query.put("Operation", operation);
    query.put("Signature", secret.sign(SERVICE + operation + timestamp));
    query.put("Timestamp", timestamp);
    query.putAll(parameters);
    HttpRequest request = HttpRequest.newBuilder(uri(query)).timeout(TIMEOUT).GET().build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    return answer.body();
  }

  private URI uri(Map<String, String> query) {
    return URI.create(
        "http://%s:%d/?%s"
            .formatted(
                address.getAddress().getHostAddress(),
                address.getPort(),
                query.entrySet().stream()
                    .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                    .collect(Collectors.joining("&"))));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
