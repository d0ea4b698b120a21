package org.mturkproxy.proxy.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.mturkproxy.translator.exchange.ReceivedRequest;

/**
 * Makes a request of what people have of one: a URL, a query string or form body, a SOAP message,
 * or a line of the traffic log.
 */
public final class LegacyInput {

  /** Stands where the traffic log does not tell which Worker it was. */
  public static final String SOME_WORKER = "AZ3456EXAMPLE";

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private LegacyInput() {}

  /**
   * Reads a legacy call; what it is follows from how it begins.
   *
   * @throws IllegalArgumentException when it is none of these; the message is for people and has
   *     nothing of the text in it
   */
  public static ReceivedRequest read(String text) {
    String call = text.strip().replace("\uFEFF", "");
    if (call.isEmpty()) {
      throw new IllegalArgumentException("there is no call to explain");
    }
    if (call.startsWith("<")) {
      return request("POST", "/", "text/xml; charset=utf-8", call);
    }
    if (call.startsWith("{")) {
      return request("POST", "/", FORM, formOf(call));
    }
    if (call.matches("(?is)(https?://|/|\\?).*")) {
      int mark = call.indexOf('?');
      return request("GET", "/?" + octets(mark < 0 ? "" : call.substring(mark + 1)), "", "");
    }
    if (call.indexOf('=') < 0) {
      throw new IllegalArgumentException(
          "this is neither a URL nor a query string, SOAP message or line of the traffic log");
    }
    return request("POST", "/", FORM, call);
  }

  /** A request target is octets, each of which stands as one character. */
  private static String octets(String query) {
    return new String(query.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static ReceivedRequest request(String method, String target, String type, String body) {
    return new ReceivedRequest(
        "00000000-0000-0000-0000-000000000000",
        Instant.EPOCH,
        "",
        method,
        target,
        "",
        type,
        "",
        "",
        ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
  }

  /** What the log understood of a call, written as a client would write it. */
  private static String formOf(String line) {
    JsonNode logged;
    try {
      logged = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("this is not one line of the traffic log", e);
    }
    if (logged.path("transport").asText().equals("MODERN")) {
      throw new IllegalArgumentException(
          "this call of the traffic log is a modern one: there is nothing to translate");
    }
    String operation = logged.path("operation").asText();
    List<String> pairs = new ArrayList<>();
    add(pairs, "Operation", operation);
    if (logged.path("version").isTextual()) {
      add(pairs, "Version", logged.path("version").asText());
    }
    JsonNode requests = HiddenWorkers.named(logged.path("requests"));
    for (int i = 0; i < requests.size(); i++) {
      String prefix = requests.size() == 1 ? "" : operation + "." + (i + 1) + ".";
      flatten(pairs, prefix, requests.get(i));
    }
    return String.join("&", pairs);
  }

  private static void flatten(List<String> pairs, String prefix, JsonNode structure) {
    for (var member : structure.properties()) {
      String name = prefix + member.getKey();
      JsonNode value = member.getValue();
      if (value.isArray()) {
        for (int i = 0; i < value.size(); i++) {
          value(pairs, name + "." + (i + 1), value.get(i));
        }
      } else {
        value(pairs, value.isObject() ? name + ".1" : name, value);
      }
    }
  }

  private static void value(List<String> pairs, String name, JsonNode value) {
    if (value.isObject()) {
      flatten(pairs, name + ".", value);
    } else {
      add(pairs, name, value.asText());
    }
  }

  private static void add(List<String> pairs, String name, String value) {
    pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
  }
}
