package org.mturkproxy.proxy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mturkproxy.config.Defaults;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.MarketplaceListen;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.config.TrafficLogConfig.Lines;
import org.mturkproxy.config.TrafficLogConfig.Personal;
import org.mturkproxy.config.TrafficLogConfig.Retention;
import org.mturkproxy.config.TrafficLogConfig.Rotation;
import org.mturkproxy.config.TrafficLogConfig.Sinks;
import org.mturkproxy.config.TrafficLogConfig.Store;
import org.mturkproxy.config.TrafficLogConfig.WhenSlow;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.proxy.ProxyRuntime;
import org.mturkproxy.translator.authentication.LegacySecret;

/** A proxy over its own marketplace that logs to a file and to a store, and who calls it. */
final class LoggedSite implements AutoCloseable {

  static final String KEY = "AKIDLOGGED";
  static final String SECRET = "secret of the logged site";

  private final HttpClient http = HttpClient.newHttpClient();
  private final ProxyRuntime proxy;
  private final LegacyCaller caller;
  private final int marketplace;

  /** Starts it; the log is in this directory. */
  LoggedSite(Path directory, Personal personal) throws IOException {
    this(directory, personal, Optional.empty());
  }

  /** With a marketplace that keeps its data in a directory. */
  LoggedSite(Path directory, Personal personal, Optional<Path> data) throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      marketplace = free.getLocalPort();
    }
    ProxyConfig config =
        new ProxyConfig(
            new ListenConfig("127.0.0.1", 0, 1_000_000, 1_000_000),
            Defaults.UPSTREAM,
            List.of(new KeyConfig(KEY, new Secret(SECRET), new UpstreamCredentials.SameKey())),
            log(directory, personal),
            new MarketplaceConfig(data, BigDecimal.valueOf(10_000), true, true)
                .edit()
                .listen(Optional.of(new MarketplaceListen("127.0.0.1", marketplace)))
                .build());
    proxy = ProxyRuntime.start(LoadedConfig.of(config), Clock.systemUTC(), exchange -> {});
    caller = caller(SECRET);
  }

  private static TrafficLogConfig log(Path directory, Personal personal) {
    return new Sinks(
        Optional.of(new Lines(directory.resolve("t.jsonl"), Rotation.DEFAULT)),
        Optional.of(new Store(directory.resolve("t.db"), Retention.DEFAULT)),
        false,
        WhenSlow.WAIT,
        false,
        personal);
  }

  private LegacyCaller caller(String secret) {
    return new LegacyCaller(proxy.address(), KEY, new LegacySecret(secret), Clock.systemUTC());
  }

  String url() {
    return "http://127.0.0.1:" + proxy.address().getPort() + "/";
  }

  /** A call that need not succeed, with names and values in turn. */
  LegacyXml call(String operation, String... parameters) throws Exception {
    return LegacyXml.parse(caller.call(operation, named(parameters)));
  }

  /** A call whose signature is wrong. */
  void callAsAnother(String operation, String... parameters) throws Exception {
    caller("another secret").call(operation, named(parameters));
  }

  /** A call that is to change nothing. */
  void dryRun(String operation, String... parameters) throws Exception {
    String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    Map<String, String> pairs = named(parameters);
    pairs.put("Service", "AWSMechanicalTurkRequester");
    pairs.put("Operation", operation);
    pairs.put("AWSAccessKeyId", KEY);
    pairs.put("Timestamp", time);
    pairs.put(
        "Signature",
        new LegacySecret(SECRET).sign("AWSMechanicalTurkRequester" + operation + time));
    String form =
        pairs.entrySet().stream()
            .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url()))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Mturk-Proxy-Dry-Run", "true")
            .POST(BodyPublishers.ofString(form))
            .build();
    String answer = http.send(request, BodyHandlers.ofString()).body();
    assertEquals("True", LegacyXml.parse(answer).text("IsValid").orElse(answer));
  }

  private static Map<String, String> named(String... parameters) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      named.put(parameters[i], parameters[i + 1]);
    }
    return named;
  }

  /** The same operation over SOAP. */
  LegacyXml soap(String operation, String request) throws Exception {
    String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    String signature =
        new LegacySecret(SECRET).sign("AWSMechanicalTurkRequester" + operation + time);
    String envelope =
        """
        <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>
        <%1$s xmlns="http://requester.mturk.amazonaws.com/doc/2012-03-25">
        <AWSAccessKeyId>%2$s</AWSAccessKeyId><Timestamp>%3$s</Timestamp><Signature>%4$s</Signature>
        <Request>%5$s</Request></%1$s></e:Body></e:Envelope>"""
            .formatted(operation, KEY, time, signature, request);
    return LegacyXml.parse(post(URI.create(url()), "text/xml", envelope));
  }

  /** A Worker's call, or a test's: the text of a member of its answer. */
  String ask(String path, Map<String, Object> body, String wanted) throws Exception {
    ObjectMapper json = new ObjectMapper();
    URI uri = URI.create("http://127.0.0.1:" + marketplace + "/" + path);
    String answer = post(uri, "application/json", json.writeValueAsString(body));
    return json.readTree(answer).required(wanted).asText();
  }

  private String post(URI uri, String type, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
    return answer.body();
  }

  @Override
  public void close() {
    proxy.close();
  }
}
