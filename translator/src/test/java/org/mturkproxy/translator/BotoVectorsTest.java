package org.mturkproxy.translator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ModernLeg;
import org.mturkproxy.translator.operations.LegacyOperations;

/** Requests recorded from the unmodified boto 2.49, replayed at the time of their recording. */
final class BotoVectorsTest {

  private static final Path VECTORS =
      Path.of(System.getProperty("mturkproxy.shared", "../shared"), "vectors", "boto.jsonl");
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final Pattern TIMESTAMP = Pattern.compile("Timestamp=([^&]*)");

  /** An answer that has something for every operation. */
  private static final String ANYTHING =
      """
      {"HIT":{"HITId":"3H","HITStatus":"Assignable","MaxAssignments":20,"CreationTime":1795291000,
        "Expiration":1795291000},"QualificationType":{"QualificationTypeId":"3Q"},
       "HITTypeId":"3T","AvailableBalance":"1.00","FileUploadURL":"https://example.com/",
       "Qualification":{"Status":"Granted","IntegerValue":1},
       "Assignment":{"AssignmentStatus":"Rejected"}}
      """;

  private static final Pattern USED_BY_THE_PROXY =
      Pattern.compile(
          "AWSAccessKeyId|Operation|Signature(Version)?|Timestamp|Version|ResponseGroup.*"
              + "|.*CurrencyCode|About|HelpType|PageNumber|PageSize|SortProperty|SortDirection"
              // Becomes a point in time.
              + "|ExpirationIncrementInSeconds"
              // Has its own place in the modern call, and in SendTestEventNotification none.
              + "|Notification\\.1\\.Active");
  private static final Pattern FIXED_BY_THE_TYPE =
      Pattern.compile(
          "Title|Description|Keywords|Reward.*|AssignmentDuration.*|AutoApproval.*"
              + "|QualificationRequirement.*");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static List<JsonNode> recorded() throws IOException {
    assumeTrue(Files.exists(VECTORS), "the recordings are not beside this checkout");
    Set<String> known =
        LegacyOperations.catalogue().operations().stream()
            .map(Operation::name)
            .collect(Collectors.toSet());
    List<JsonNode> vectors = new ArrayList<>();
    for (String line : Files.readAllLines(VECTORS)) {
      JsonNode vector = JSON.readTree(line);
      if (known.contains(vector.get("operation").asText())) {
        vectors.add(vector);
      }
    }
    return vectors;
  }

  private static Exchange replay(JsonNode vector, ScriptedUpstream upstream) {
    String body = vector.get("body").asText();
    Matcher timestamp = TIMESTAMP.matcher(body);
    assertTrue(timestamp.find());
    Instant then = Instant.parse(URLDecoder.decode(timestamp.group(1), UTF_8));
    LegacyClient client = new LegacyClient(upstream, Clock.fixed(then, ZoneOffset.UTC), SECRET);
    return client.send(then, vector.get("method").asText(), vector.get("path").asText(), body);
  }

  @Test
  void thereAreAsManyAsWereRecordedForTheseOperations() throws IOException {
    assertEquals(176, recorded().size());
  }

  @TestFactory
  List<DynamicTest> everyOneIsVerifiedAndTranslatedInto() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode vector : recorded()) {
      String name = vector.get("operation").asText() + ": " + vector.get("note").asText();
      tests.add(DynamicTest.dynamicTest(name, () -> check(vector)));
    }
    return tests;
  }

  private static void check(JsonNode vector) throws IOException {
    ScriptedUpstream upstream = new ScriptedUpstream();
    for (int i = 0; i < 7; i++) { // DisableHIT looks four times whether the HIT can be deleted
      upstream.answering(200, ANYTHING);
    }
    Exchange exchange = replay(vector, upstream);
    String note = vector.get("note").asText();
    if (note.contains("on purpose") || vector.get("body").asText().contains("AKIDNOBODY")) {
      assertEquals(Optional.of("AWS.NotAuthorized"), exchange.answer().errorCode());
      assertEquals(List.of(), upstream.asked());
    } else if (vector.get("body").asText().contains("Transport=REST")) {
      assertEquals(
          Optional.of("AWS.MechanicalTurk.InvalidTransportEndpoint"),
          exchange.answer().errorCode());
    } else if (exchange.answer().errorCode().isPresent()) {
      assertEquals("Errors: bad input", note, exchange.answer().xml());
      assertEquals(List.of(), upstream.asked());
    } else {
      assertEquals(List.of(), exchange.warnings());
      assertNothingIsLost(vector, exchange);
    }
  }

  /** Every value that boto sent is in the modern call, but for those that the proxy itself uses. */
  private static void assertNothingIsLost(JsonNode vector, Exchange exchange) throws IOException {
    Set<String> arrived = new HashSet<>();
    for (ModernLeg leg : exchange.legs()) {
      collectTexts(JSON.readTree(leg.call().body()), arrived);
    }
    boolean ofType = vector.get("body").asText().contains("HITTypeId=");
    for (String pair : vector.get("body").asText().split("&", -1)) {
      String name = pair.substring(0, pair.indexOf('='));
      String value = URLDecoder.decode(pair.substring(pair.indexOf('=') + 1), UTF_8);
      if (!value.isEmpty()
          && !USED_BY_THE_PROXY.matcher(name).matches()
          && !(ofType && FIXED_BY_THE_TYPE.matcher(name).matches())) {
        assertTrue(arrived.contains(normal(value)), name + "=" + value + " not in " + arrived);
      }
    }
  }

  private static void collectTexts(JsonNode node, Set<String> texts) {
    if (node.isValueNode()) {
      texts.add(normal(node.asText()));
    }
    node.forEach(child -> collectTexts(child, texts));
  }

  private static String normal(String value) {
    return value.matches("[0-9]*\\.[0-9]+")
        ? new BigDecimal(value).stripTrailingZeros().toPlainString()
        : value.replaceAll("^(T|t)rue$", "true").replaceAll("^(F|f)alse$", "false");
  }

  @Test
  void theBadOnesAreRefusedAsTheOldServiceDid() throws IOException {
    List<String> refused = new ArrayList<>();
    for (JsonNode vector : recorded()) {
      if (vector.get("note").asText().equals("Errors: bad input")) {
        Exchange exchange =
            replay(
                vector, new ScriptedUpstream().answering(200, ANYTHING).answering(200, ANYTHING));
        refused.add(
            vector.get("operation").asText()
                + " "
                + exchange.answer().errorCode().orElse("left to upstream"));
      }
    }
    assertEquals(
        List.of(
            "GetHIT AWS.MissingParameters",
            "CreateHIT AWS.MissingParameters",
            "BlockWorker AWS.MissingParameters",
            "SearchHITs AWS.ParameterOutOfRange",
            "SearchHITs AWS.ParameterOutOfRange",
            "CreateHIT AWS.ParameterOutOfRange",
            "CreateHIT AWS.MechanicalTurk.InvalidParameterValue",
            "CreateHIT AWS.MechanicalTurk.InvalidParameterValue",
            // A question that is not XML: upstream looks into documents, the proxy does not.
            "CreateHIT left to upstream",
            "CreateHIT AWS.MechanicalTurk.InvalidParameterValue"),
        refused);
  }
}
