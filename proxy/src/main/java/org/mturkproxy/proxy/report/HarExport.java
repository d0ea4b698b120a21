package org.mturkproxy.proxy.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.mturkproxy.proxy.traffic.LoggedCalls;

/**
 * Writes logged calls as an HTTP Archive, version 1.2
 * (https://w3c.github.io/web-performance/specs/HAR/Overview.html), for browsers and other viewers.
 * Each legacy call is an entry, followed by an entry for each of its modern calls.
 *
 * <p>The log has parameters as they were understood, so the requests are written anew from them,
 * without credentials; what the format demands and the log has not is -1 or empty.
 */
public final class HarExport {

  private static final JsonMapper JSON = new JsonMapper();

  private final JsonGenerator json;

  private HarExport(JsonGenerator json) {
    this.json = json;
  }

  /**
   * Writes a whole archive; the writer stays open.
   *
   * @param version the version of the program
   * @throws IOException if the log cannot be read, or the archive not be written
   */
  public static void write(LoggedCalls log, String version, Writer out) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      json.writeObjectFieldStart("log");
      json.writeStringField("version", "1.2");
      json.writeObjectFieldStart("creator");
      json.writeStringField("name", "mturk-proxy");
      json.writeStringField("version", version);
      json.writeEndObject();
      json.writeArrayFieldStart("entries");
      HarExport export = new HarExport(json);
      log.records(export::call);
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void call(JsonNode call) {
    try {
      if (text(call, "transport").equals("MODERN")) {
        passedOn(call);
        return;
      }
      legacy(call);
      for (JsonNode leg : call.path("modern")) {
        modern(call, leg);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void legacy(JsonNode call) throws IOException {
    StringBuilder query = new StringBuilder("Operation=" + encoded(text(call, "operation")));
    query.append("&Version=").append(encoded(text(call, "version")));
    int number = 0;
    for (JsonNode request : call.path("requests")) {
      number++;
      String prefix = call.path("requests").size() > 1 ? "Request." + number + "." : "";
      LegacyParameters.of(request, prefix)
          .forEach(
              (name, value) ->
                  query.append('&').append(encoded(name)).append('=').append(encoded(value)));
    }
    start(Instant.parse(text(call, "time")), call.path("micros").asLong());
    request("GET", "http://mturk-proxy.invalid/?" + query, text(call, "userAgent"));
    response(call.path("status").asInt(), "text/xml; charset=utf-8", text(call, "answer"));
    end(call.path("micros").asLong(), "legacy " + text(call, "requestId"));
  }

  /** What the client sent and got, also where the proxy refused it and nothing was sent. */
  private void passedOn(JsonNode call) throws IOException {
    start(Instant.parse(text(call, "time")), call.path("micros").asLong());
    JsonNode given = call.path("requests").path(0);
    modernRequest(text(call, "operation"), given.isMissingNode() ? JSON.createObjectNode() : given);
    response(call.path("status").asInt(), "application/x-amz-json-1.1", text(call, "answer"));
    end(call.path("micros").asLong(), "modern call " + text(call, "requestId"));
  }

  private void modern(JsonNode call, JsonNode leg) throws IOException {
    Instant sent =
        Instant.parse(text(call, "time")).plusNanos(leg.path("afterMicros").asLong() * 1000);
    start(sent, leg.path("micros").asLong());
    modernRequest(text(leg, "operation"), leg.path("body"));
    boolean success = text(leg, "outcome").equals("success");
    String body =
        JSON.writeValueAsString(
            success
                ? leg.path("answer")
                : JSON.createObjectNode()
                    .put("__type", text(leg, "type"))
                    .put("Message", text(leg, "message")));
    // What a refusal's HTTP status was is not known; 0 is the format's word for that.
    response(success ? 200 : 0, "application/x-amz-json-1.1", body);
    end(leg.path("micros").asLong(), "modern call of " + text(call, "requestId"));
  }

  private void modernRequest(String operation, JsonNode body) throws IOException {
    json.writeObjectFieldStart("request");
    json.writeStringField("method", "POST");
    json.writeStringField("url", "https://mturk-requester.invalid/");
    json.writeStringField("httpVersion", "HTTP/1.1");
    json.writeArrayFieldStart("cookies");
    json.writeEndArray();
    json.writeArrayFieldStart("headers");
    pair("X-Amz-Target", "MTurkRequesterServiceV20170117." + operation);
    json.writeEndArray();
    json.writeArrayFieldStart("queryString");
    json.writeEndArray();
    json.writeObjectFieldStart("postData");
    json.writeStringField("mimeType", "application/x-amz-json-1.1");
    json.writeArrayFieldStart("params");
    json.writeEndArray();
    json.writeStringField("text", JSON.writeValueAsString(body));
    json.writeEndObject();
    sizes();
    json.writeEndObject();
  }

  private void start(Instant time, long micros) throws IOException {
    json.writeStartObject();
    json.writeStringField("startedDateTime", time.toString());
    json.writeNumberField("time", micros / 1000.0);
  }

  private void request(String method, String url, String userAgent) throws IOException {
    json.writeObjectFieldStart("request");
    json.writeStringField("method", method);
    json.writeStringField("url", url);
    json.writeStringField("httpVersion", "HTTP/1.1");
    json.writeArrayFieldStart("cookies");
    json.writeEndArray();
    json.writeArrayFieldStart("headers");
    pair("User-Agent", userAgent);
    json.writeEndArray();
    json.writeArrayFieldStart("queryString");
    for (String one : url.substring(url.indexOf('?') + 1).split("&", -1)) {
      int equals = one.indexOf('=');
      pair(decoded(one.substring(0, equals)), decoded(one.substring(equals + 1)));
    }
    json.writeEndArray();
    sizes();
    json.writeEndObject();
  }

  private void response(int status, String type, String body) throws IOException {
    json.writeObjectFieldStart("response");
    json.writeNumberField("status", status);
    json.writeStringField("statusText", "");
    json.writeStringField("httpVersion", "HTTP/1.1");
    json.writeArrayFieldStart("cookies");
    json.writeEndArray();
    json.writeArrayFieldStart("headers");
    pair("Content-Type", type);
    json.writeEndArray();
    json.writeObjectFieldStart("content");
    json.writeNumberField("size", body.getBytes(StandardCharsets.UTF_8).length);
    json.writeStringField("mimeType", type);
    json.writeStringField("text", body);
    json.writeEndObject();
    json.writeStringField("redirectURL", "");
    sizes();
    json.writeEndObject();
  }

  private void end(long micros, String comment) throws IOException {
    json.writeObjectFieldStart("cache");
    json.writeEndObject();
    json.writeObjectFieldStart("timings");
    json.writeNumberField("send", 0);
    json.writeNumberField("wait", micros / 1000.0);
    json.writeNumberField("receive", 0);
    json.writeEndObject();
    json.writeStringField("comment", comment);
    json.writeEndObject();
  }

  private void sizes() throws IOException {
    json.writeNumberField("headersSize", -1);
    json.writeNumberField("bodySize", -1);
  }

  private void pair(String name, String value) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("value", value);
    json.writeEndObject();
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asText("");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
