package org.mturkproxy.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.operations.LegacyOperations;

/**
 * Answers to REST, put into a namespace, follow the official schema; where the real service did not
 * follow it either, {@link OfficialSchema} has the list.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class SchemaOfRestAnswersTest {

  private static final String ALL_GROUPS =
      "Request,Minimal,HITDetail,HITQuestion,HITAssignmentSummary,AssignmentFeedback,Parameters";

  private final OfficialSchema schema = OfficialSchema.of(OfficialSchema.NEWEST);
  private final OfficialSchema oldest = OfficialSchema.of("2007-06-21");

  static List<Named<Operation>> operations() {
    return LegacyOperations.catalogue().operations().stream()
        .map(operation -> Named.of(operation.name(), operation))
        .toList();
  }

  /** Two operations were gone before the newest version. */
  private OfficialSchema schemaOf(Operation operation) {
    return operation.name().endsWith("WorkerAcceptLimit") ? oldest : schema;
  }

  /** The HIT of the upstream that has an answer to everything is in review. */
  private static Optional<String> refusal(String operation) {
    return operation.equals("DisableHIT")
        ? Optional.of("AWS.MechanicalTurk.InvalidHITState")
        : Meanings.refusal(operation);
  }

  /** A parameter for everything, and an answer that has everything. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void theLargestAnswerOfEachOperationFollowsTheSchema(Operation operation) {
    Map<String, String> parameters =
        GeneratedRequest.maximal(operation, Meanings.ofNothing(operation.name()));
    parameters.put("ResponseGroup", ALL_GROUPS);
    Exchange exchange = RestFront.call(operation.name(), parameters);
    assertEquals(refusal(operation.name()), exchange.answer().errorCode(), exchange.answer().xml());
    schemaOf(operation).assertRestValid(exchange.answer().xml());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void theSmallestAnswerOfEachOperationFollowsTheSchema(Operation operation) {
    Map<String, String> parameters =
        GeneratedRequest.minimal(operation, Meanings.ofNothing(operation.name()));
    parameters.put("ResponseGroup", "Minimal");
    Exchange exchange = RestFront.call(operation.name(), parameters);
    assertEquals(refusal(operation.name()), exchange.answer().errorCode(), exchange.answer().xml());
    schemaOf(operation).assertRestValid(exchange.answer().xml());
  }

  /** Without parameters most are refused, and a refusal has its place in the schema too. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void theRefusalOfEachOperationFollowsTheSchema(Operation operation) {
    Exchange refused = RestFront.call(operation.name(), Map.of("PageSize", "x", "HITId", "<&>"));
    schemaOf(operation).assertRestValid(refused.answer().xml());
    Exchange forged =
        RestFront.send(
            RestFront.NOW, "POST", "/", RestFront.signed(operation.name(), Map.of()) + "x");
    assertEquals(Optional.of("AWS.NotAuthorized"), forged.answer().errorCode());
    schemaOf(operation).assertRestValid(forged.answer().xml());
    Exchange late =
        RestFront.send(
            RestFront.NOW.plusSeconds(3600),
            "POST",
            "/",
            RestFront.signed(operation.name(), Map.of()));
    assertEquals(Optional.of("RequestExpired"), late.answer().errorCode());
    schemaOf(operation).assertRestValid(late.answer().xml());
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
          RestFront.send(
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
}
