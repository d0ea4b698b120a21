package org.mturkproxy.proxy.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mturkproxy.proxy.report.LegacyParameters;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.declared.ApiVersion;

/** A legacy endpoint that calls are made to, each over the transport that it was logged with. */
final class LegacyPeer {

  /** What a call is signed with. */
  record Signature(String accessKeyId, LegacySecret secret) {}

  /** What came back. */
  record Answer(int status, String xml) {}

  private static final String SERVICE = "AWSMechanicalTurkRequester";
  private static final String LATEST = "2014-08-15";

  /** The proxy gives a call 50 seconds. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI endpoint;
  private final Clock clock;

  LegacyPeer(URI endpoint, Clock clock) {
    this.endpoint = endpoint;
    this.clock = clock;
  }

  /**
   * Makes a call again.
   *
   * @param requests the parameters to send in the place of the logged ones
   * @throws IOException if there is no answer
   */
  Answer send(LoggedLegacyCall call, List<ObjectNode> requests, Signature signature)
      throws IOException, InterruptedException {
    String time = Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
    String signed = signature.secret().sign(SERVICE + call.operation() + time);
    HttpRequest.Builder request = HttpRequest.newBuilder(endpoint).timeout(TIMEOUT);
    if (call.isSoap()) {
      request
          .header("Content-Type", "text/xml; charset=utf-8")
          .header("SOAPAction", "\"\"")
          .POST(BodyPublishers.ofString(soap(call, requests, signature, time, signed), UTF_8));
    } else {
      request
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString(form(call, requests, signature, time, signed), UTF_8));
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString(UTF_8));
    return new Answer(answer.statusCode(), answer.body());
  }

  private static String form(
      LoggedLegacyCall call,
      List<ObjectNode> requests,
      Signature signature,
      String time,
      String signed) {
    Map<String, String> pairs = new LinkedHashMap<>();
    pairs.put("Service", SERVICE);
    pairs.put("AWSAccessKeyId", signature.accessKeyId());
    if (!call.version().isEmpty()) {
      pairs.put("Version", call.version());
    }
    pairs.put("Operation", call.operation());
    pairs.put("Timestamp", time);
    pairs.put("Signature", signed);
    for (int i = 0; i < requests.size(); i++) {
      String prefix = requests.size() == 1 ? "" : call.operation() + "." + (i + 1) + ".";
      pairs.putAll(LegacyParameters.of(requests.get(i), prefix));
    }
    return pairs.entrySet().stream()
        .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static String soap(
      LoggedLegacyCall call,
      List<ObjectNode> requests,
      Signature signature,
      String time,
      String signed) {
    StringBuilder xml =
        new StringBuilder(
                "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">"
                    + "<soapenv:Body>")
            .append("<%s xmlns=\"".formatted(call.operation()))
            .append(ApiVersion.NAMESPACE_PREFIX)
            .append(escaped(call.version().isEmpty() ? LATEST : call.version()))
            .append("\">");
    element("AWSAccessKeyId", signature.accessKeyId(), xml);
    element("Timestamp", time, xml);
    element("Signature", signed, xml);
    for (ObjectNode request : requests) {
      element("Request", request, xml);
    }
    return xml.append("</%s></soapenv:Body></soapenv:Envelope>".formatted(call.operation()))
        .toString();
  }

  private static void element(String name, JsonNode value, StringBuilder xml) {
    if (value.isArray()) {
      value.forEach(item -> element(name, item, xml));
    } else if (value.isObject()) {
      xml.append('<').append(name).append('>');
      value.properties().forEach(member -> element(member.getKey(), member.getValue(), xml));
      xml.append("</").append(name).append('>');
    } else {
      element(name, value.asText(), xml);
    }
  }

  private static void element(String name, String text, StringBuilder xml) {
    xml.append('<').append(name).append('>').append(escaped(text));
    xml.append("</").append(name).append('>');
  }

  /** A carriage return would become a line feed when it is read. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("\r", "&#13;");
  }
}
