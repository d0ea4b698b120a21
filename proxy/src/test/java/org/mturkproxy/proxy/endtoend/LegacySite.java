package org.mturkproxy.proxy.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.KeyRules;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.conformance.RequestContent;
import org.mturkproxy.proxy.EmbeddedConfig;
import org.mturkproxy.proxy.FreePort;
import org.mturkproxy.proxy.ProxyRuntime;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.exchange.Exchange;

/** The whole proxy over its embedded marketplace: a Requester's client, Workers, and faults. */
final class LegacySite implements AutoCloseable {

  private static final String KEY = "AKIAENDTOEND";
  private static final String SECRET = "secret of the end to end tests";
  private static final String SERVICE = "AWSMechanicalTurkRequester";

  /** What a client got. */
  record Answer(int status, String xml) {

    /** The text of the first element of this name; empty without one. */
    String text(String element) {
      String open = "<" + element + ">";
      int at = xml.indexOf(open);
      return at < 0 ? "" : xml.substring(at + open.length(), xml.indexOf("</" + element + ">", at));
    }

    /** The code of its error, or {@code True}. */
    String outcome() {
      return xml.contains("<Errors>") ? text("Code") : text("IsValid");
    }

    Answer succeeded() {
      assertEquals("200 True", status + " " + outcome(), xml);
      return this;
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
  private final ProxyRuntime proxy;
  private final int marketplace;

  /** Starts it; a modern call has this long, repeats included. */
  LegacySite(Duration budget) throws IOException {
    this(budget, KeyRules.DEFAULT, Optional.empty());
  }

  /**
   * Starts it.
   *
   * @param budget what a modern call has, repeats included
   * @param rules what the Requester may do
   * @param data where everything is kept; absent: in memory
   */
  LegacySite(Duration budget, KeyRules rules, Optional<Path> data) throws IOException {
    marketplace = FreePort.one();
    ProxyConfig plain = EmbeddedConfig.withWorkers(marketplace, KEY, SECRET);
    KeyConfig key = plain.keys().get(0);
    ProxyConfig config =
        plain
            .edit()
            .listen(new ListenConfig("127.0.0.1", 0, 1_000_000, 1_000_000))
            .upstream(EmbeddedConfig.upstream(budget))
            .keys(
                List.of(new KeyConfig(key.id(), key.secret(), key.upstream(), rules, key.modern())))
            .marketplace(plain.marketplace().edit().data(data).controlApi(true).build())
            .build();
    proxy = ProxyRuntime.start(LoadedConfig.of(config), Clock.systemUTC(), exchanges::add);
  }

  /** What was exchanged since this was asked last. */
  List<Exchange> exchanges() {
    List<Exchange> seen = List.copyOf(exchanges);
    exchanges.clear();
    return seen;
  }

  /** A call of 2014-08-15 with names and values in turn. */
  Answer call(String operation, String... parameters) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      named.put(parameters[i], parameters[i + 1]);
    }
    return call("2014-08-15", operation, named);
  }

  Answer call(String version, String operation, Map<String, String> parameters) {
    String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    StringBuilder form = new StringBuilder("Service=" + SERVICE);
    add(form, "Version", version);
    add(form, "AWSAccessKeyId", KEY);
    add(form, "Operation", operation);
    add(form, "Timestamp", time);
    add(form, "Signature", new LegacySecret(SECRET).sign(SERVICE + operation + time));
    parameters.forEach((name, value) -> add(form, name, value));
    HttpResponse<String> answer =
        post(proxy.address().getPort(), "/", "application/x-www-form-urlencoded", form.toString());
    return new Answer(answer.statusCode(), answer.body());
  }

  /** The same call over SOAP. */
  Answer soap(String version, String operation, Map<String, String> parameters) {
    RequestContent content = new RequestContent();
    parameters.forEach(content::put);
    return soapRequests(
        version, operation, "<Request>" + content.requests(operation).get(0) + "</Request>");
  }

  /** The same over SOAP, in the newest version, with these {@code Request} elements. */
  Answer soap(String operation, String requests) {
    return soapRequests("2014-08-15", operation, requests);
  }

  private Answer soapRequests(String version, String operation, String requests) {
    String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    String envelope =
        """
        <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>\
        <%1$s xmlns="http://requester.mturk.amazonaws.com/doc/%2$s">\
        <AWSAccessKeyId>%3$s</AWSAccessKeyId><Timestamp>%4$s</Timestamp>\
        <Signature>%5$s</Signature>%6$s</%1$s></s:Body></s:Envelope>"""
            .formatted(
                operation,
                version,
                KEY,
                time,
                new LegacySecret(SECRET).sign(SERVICE + operation + time),
                requests);
    HttpResponse<String> answer =
        post(proxy.address().getPort(), "/", "text/xml; charset=utf-8", envelope);
    return new Answer(answer.statusCode(), answer.body());
  }

  private static void add(StringBuilder form, String name, String value) {
    form.append('&').append(name).append('=').append(URLEncoder.encode(value, UTF_8));
  }

  /** A Worker's call, or a test's; what it must answer is in a test of the marketplace. */
  JsonNode ask(String path, String body) {
    HttpResponse<String> answer = post(marketplace, path, "application/json", body);
    assertEquals(200, answer.statusCode(), answer.body());
    try {
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  /** An empty marketplace without faults. */
  void reset() {
    ask("/control/reset", "{}");
    exchanges.clear();
  }

  /** From now on, calls go wrong like this. */
  void fault(String script) {
    ask("/control/faults", "{\"faults\":[" + script + "]}");
  }

  private HttpResponse<String> post(int port, String path, String type, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(path, e);
    }
  }

  @Override
  public void close() {
    proxy.close();
  }
}
