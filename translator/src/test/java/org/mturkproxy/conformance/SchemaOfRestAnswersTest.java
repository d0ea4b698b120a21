package org.mturkproxy.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mturkproxy.translator.LegacyTranslator;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.operations.LegacyOperations;

/**
 * Answers to REST, put into a namespace, follow the official schema; where the real service did not
 * follow it either, {@link OfficialSchema} has the list.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class SchemaOfRestAnswersTest {

  private static final String KEY = "AKIDEXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final Instant NOW = Instant.parse("2016-05-04T10:20:30Z");
  private static final String ALL_GROUPS =
      "Request,Minimal,HITDetail,HITQuestion,HITAssignmentSummary,AssignmentFeedback,Parameters";

  private final OfficialSchema schema = OfficialSchema.of(OfficialSchema.NEWEST);

  static List<Named<Operation>> operations() {
    return LegacyOperations.catalogue().operations().stream()
        .map(operation -> Named.of(operation.name(), operation))
        .toList();
  }

  /** A parameter for everything, and an answer that has everything. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void theLargestAnswerOfEachOperationFollowsTheSchema(Operation operation) {
    Map<String, String> parameters =
        GeneratedRequest.maximal(operation, Meanings.ofNothing(operation.name()));
    parameters.put("ResponseGroup", ALL_GROUPS);
    Exchange exchange = send(NOW, "POST", "/", signed(operation.name(), parameters));
    assertEquals(Optional.empty(), exchange.answer().errorCode(), exchange.answer().xml());
    schema.assertRestValid(exchange.answer().xml());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void theSmallestAnswerOfEachOperationFollowsTheSchema(Operation operation) {
    Map<String, String> parameters =
        GeneratedRequest.minimal(operation, Meanings.ofNothing(operation.name()));
    parameters.put("ResponseGroup", "Minimal");
    Exchange exchange = send(NOW, "POST", "/", signed(operation.name(), parameters));
    assertEquals(Optional.empty(), exchange.answer().errorCode(), exchange.answer().xml());
    schema.assertRestValid(exchange.answer().xml());
  }

  /** Without parameters most are refused, and a refusal has its place in the schema too. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void theRefusalOfEachOperationFollowsTheSchema(Operation operation) {
    Exchange refused =
        send(NOW, "POST", "/", signed(operation.name(), Map.of("PageSize", "x", "HITId", "<&>")));
    schema.assertRestValid(refused.answer().xml());
    Exchange forged = send(NOW, "POST", "/", signed(operation.name(), Map.of()) + "x");
    assertEquals(Optional.of("AWS.NotAuthorized"), forged.answer().errorCode());
    schema.assertRestValid(forged.answer().xml());
    Exchange late = send(NOW.plusSeconds(3600), "POST", "/", signed(operation.name(), Map.of()));
    assertEquals(Optional.of("RequestExpired"), late.answer().errorCode());
    schema.assertRestValid(late.answer().xml());
  }

  @Test
  void everyAnswerToARecordedRequestFollowsTheSchema() throws IOException {
    Path file =
        Path.of(System.getProperty("mturkproxy.shared", "../shared"), "vectors", "boto.jsonl");
    assumeTrue(Files.exists(file), "the recordings are not beside this checkout");
    Pattern timestamp = Pattern.compile("Timestamp=([^&]*)");
    Set<String> seen = new HashSet<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode vector = new ObjectMapper().readTree(line);
      String body = vector.get("body").asText();
      Matcher then = timestamp.matcher(body);
      assertTrue(then.find());
      Exchange exchange =
          send(
              Instant.parse(URLDecoder.decode(then.group(1), UTF_8)),
              vector.get("method").asText(),
              vector.get("path").asText(),
              body);
      schema.assertRestValid(exchange.answer().xml());
      if (exchange.answer().errorCode().isEmpty()) {
        seen.add(vector.get("operation").asText());
      }
    }
    assertTrue(seen.size() >= 34, seen.toString());
  }

  /** The check itself sees an element too much, a wrong order, and a word that is none. */
  @Test
  void theSchemaRefusesWhatItShould() {
    String answer =
        "<GetHITResponse><OperationRequest><RequestId>r</RequestId></OperationRequest>"
            + "<HIT><Request><IsValid>True</IsValid></Request>%s</HIT></GetHITResponse>";
    schema.assertRestValid(answer.formatted("<HITId>3</HITId><Title>t</Title>"));
    for (String wrong :
        new String[] {
          "<Title>t</Title><HITId>3</HITId>",
          "<HITId>3</HITId><Other>x</Other>",
          "<HITStatus>Sleeping</HITStatus>",
          "<CreationTime>yesterday</CreationTime>",
          "<MaxAssignments></MaxAssignments>"
        }) {
      assertThrows(
          AssertionError.class, () -> schema.assertRestValid(answer.formatted(wrong)), wrong);
    }
  }

  private static String signed(String operation, Map<String, String> parameters) {
    String time = NOW.toString();
    String signature =
        new LegacySecret(SECRET).sign("AWSMechanicalTurkRequester" + operation + time);
    String common =
        "Service=AWSMechanicalTurkRequester&AWSAccessKeyId=%s&Version=2014-08-15&Operation=%s"
            .formatted(KEY, operation);
    String more =
        parameters.entrySet().stream()
            .map(each -> "&" + each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
            .collect(joining());
    return common
        + more
        + "&Timestamp="
        + URLEncoder.encode(time, UTF_8)
        + "&Signature="
        + URLEncoder.encode(signature, UTF_8);
  }

  private static Exchange send(Instant at, String method, String target, String body) {
    Requester requester =
        new Requester(KEY, new LegacySecret(SECRET), new EverythingUpstream(), false);
    LegacyTranslator translator =
        new LegacyTranslator(
            id -> Optional.of(requester).filter(r -> r.accessKeyId().equals(id)),
            Clock.fixed(at, ZoneOffset.UTC),
            (requestId, fault) -> {
              throw new AssertionError("a fault of the proxy", fault);
            });
    ReceivedRequest request =
        new ReceivedRequest(
            "71199738-0000-4000-8000-000000000042",
            at,
            "127.0.0.1",
            method,
            target,
            "mechanicalturk.amazonaws.com",
            "application/x-www-form-urlencoded",
            "",
            "test",
            ByteBuffer.wrap(body.getBytes(UTF_8)));
    return translator.answer(request).toCompletableFuture().join();
  }
}
