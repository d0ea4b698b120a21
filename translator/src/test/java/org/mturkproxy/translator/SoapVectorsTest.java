package org.mturkproxy.translator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mturkproxy.conformance.OfficialSchema;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ModernLeg;
import org.mturkproxy.translator.operations.LegacyOperations;
import org.mturkproxy.translator.operations.StatisticPolicy;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Requests recorded from the unmodified Java SDKs, replayed at the time of their recording. */
final class SoapVectorsTest {

  private static final Path SHARED = Path.of(System.getProperty("mturkproxy.shared", "../shared"));
  private static final Path VECTORS = SHARED.resolve("vectors/java-soap.jsonl");
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final Pattern TIMESTAMP = Pattern.compile("<Timestamp>([^<]*)</Timestamp>");

  /** An answer that has something for every operation. */
  private static final String ANYTHING =
      """
      {"HIT":{"HITId":"3H","HITTypeId":"3T","HITGroupId":"3G","MaxAssignments":20,
        "CreationTime":1795291000,"Expiration":1795291000,"HITStatus":"Assignable","Reward":"0.05",
        "QualificationRequirements":[{"QualificationTypeId":"000000000000000000L0",
          "Comparator":"In","IntegerValues":[1,2]},{"QualificationTypeId":"00000000000000000071",
          "Comparator":"EqualTo","LocaleValues":[{"Country":"US","Subdivision":"CA"}]}]},
       "QualificationType":{"QualificationTypeId":"3Q","CreationTime":1795291000,"Name":"n",
        "QualificationTypeStatus":"Active"},
       "HITTypeId":"3T","AvailableBalance":"1.00","FileUploadURL":"https://example.com/",
       "Qualification":{"QualificationTypeId":"3Q","WorkerId":"A1","Status":"Granted",
        "IntegerValue":1,"GrantTime":1795291000},
       "Assignment":{"AssignmentId":"3A","WorkerId":"A1","HITId":"3H",
        "AssignmentStatus":"Submitted"}}
      """;

  /** Elements that the proxy itself uses, or that have no place in the modern call. */
  private static final Set<String> USED_BY_THE_PROXY =
      Set.of(
          "ResponseGroup",
          "CurrencyCode",
          "FormattedPrice",
          "PageNumber",
          "PageSize",
          "SortProperty",
          "SortDirection",
          "Statistic",
          "TimePeriod",
          "Count",
          // Becomes a point in time.
          "ExpirationIncrementInSeconds");

  private static final Set<String> FIXED_BY_THE_TYPE =
      Set.of(
          "Title",
          "Description",
          "Keywords",
          "Reward",
          "AssignmentDurationInSeconds",
          "AutoApprovalDelayInSeconds",
          "QualificationRequirement");

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

  private static String header(JsonNode vector, String name) {
    for (JsonNode header : vector.get("headers")) {
      if (header.get(0).asText().equalsIgnoreCase(name)) {
        return header.get(1).asText();
      }
    }
    return "";
  }

  private static Exchange replay(JsonNode vector, ScriptedUpstream upstream) {
    String body = vector.get("body").asText();
    Instant then =
        TIMESTAMP.matcher(body).results().map(r -> Instant.parse(r.group(1))).findFirst().get();
    return client(upstream, Clock.fixed(then, ZoneOffset.UTC))
        .send(
            then,
            vector.get("method").asText(),
            vector.get("path").asText(),
            header(vector, "Content-Type"),
            header(vector, "SOAPAction"),
            body.getBytes(UTF_8));
  }

  /**
   * With every statistic that can be computed: the recordings ask for one that has a lower bound.
   */
  private static LegacyClient client(ScriptedUpstream upstream, Clock clock) {
    return new LegacyClient(
        List.of(new Requester(LegacyClient.KEY, new LegacySecret(SECRET), upstream, false)),
        clock,
        time -> CompletableFuture.completedFuture(null),
        new LegacyTranslator.Options(
            StatisticPolicy.LOWER_BOUNDS,
            LegacyTranslator.Options.DEFAULT.snapshots(),
            LegacyTranslator.Options.DEFAULT.work()));
  }

  @Test
  void thereAreAsManyAsWereRecordedForTheseOperations() throws IOException {
    assertEquals(144, recorded().size());
  }

  @TestFactory
  List<DynamicTest> everyOneIsVerifiedTranslatedAndAnsweredByTheSchemaOfItsVersion()
      throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode vector : recorded()) {
      String name =
          vector.get("client").asText()
              + " "
              + vector.get("operation").asText()
              + " "
              + tests.size();
      tests.add(DynamicTest.dynamicTest(name, () -> check(vector)));
    }
    return tests;
  }

  private static void check(JsonNode vector) throws IOException {
    ScriptedUpstream upstream = new ScriptedUpstream();
    for (int i = 0; i < 8; i++) {
      upstream.answering(200, ANYTHING);
    }
    Exchange exchange = replay(vector, upstream);
    String xml = exchange.answer().xml();
    assertEquals(200, exchange.answer().status(), xml);
    assertEquals(Optional.empty(), exchange.answer().errorCode(), xml);
    assertEquals(
        List.of(),
        exchange.warnings().stream()
            .filter(warning -> !warning.parameter().equals("GetRequesterStatistic"))
            .toList());
    assertNothingIsLost(vector, exchange);

    Element sent = SoapAnswer.body(vector.get("body").asText());
    Element answer = SoapAnswer.body(xml);
    assertEquals(sent.getNamespaceURI(), answer.getNamespaceURI());
    assertEquals(sent.getLocalName() + "Response", answer.getLocalName());
    assertEquals(
        sent.getElementsByTagNameNS("*", "Request").getLength(),
        answer.getElementsByTagNameNS("*", "IsValid").getLength());
    OfficialSchema.of(exchange.understood().version().orElseThrow()).assertValid(answer);
  }

  /** Every text that the SDK sent is in the modern calls, but for those that the proxy uses. */
  private static void assertNothingIsLost(JsonNode vector, Exchange exchange) throws IOException {
    Set<String> arrived = new HashSet<>();
    for (ModernLeg leg : exchange.legs()) {
      collectTexts(JSON.readTree(leg.call().body()), arrived);
    }
    Element operation = SoapAnswer.body(vector.get("body").asText());
    boolean ofType = vector.get("body").asText().contains("<HITTypeId>");
    int texts = 0;
    for (Node node = operation.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getLocalName().equals("Request")) {
        texts += assertArrived((Element) node, ofType, arrived);
      }
    }
    assertTrue(texts > 0 || vector.get("body").asText().contains("<Request/>"), "no text was seen");
  }

  private static int assertArrived(Element parent, boolean ofType, Set<String> arrived) {
    int texts = 0;
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (!(node instanceof Element element)) {
        continue;
      }
      texts++;
      String name = element.getLocalName();
      boolean leaf = element.getElementsByTagName("*").getLength() == 0;
      if (USED_BY_THE_PROXY.contains(name) || (ofType && FIXED_BY_THE_TYPE.contains(name))) {
        continue;
      }
      if (name.equals("RequiredToPreview") && element.getTextContent().equals("false")) {
        continue; // said by saying nothing
      }
      if (!leaf) {
        assertArrived(element, ofType, arrived);
      } else if (!element.getTextContent().isEmpty()) {
        assertTrue(
            arrived.contains(normal(element.getTextContent())),
            name + "=" + element.getTextContent() + " not in " + arrived);
      }
    }
    return texts;
  }

  private static void collectTexts(JsonNode node, Set<String> texts) {
    if (node.isValueNode()) {
      texts.add(normal(node.asText()));
    }
    node.forEach(child -> collectTexts(child, texts));
  }

  /** Amounts are doubles written out: the cent that one stands for. */
  private static String normal(String value) {
    return value.matches("[0-9]*\\.[0-9]+")
        ? new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN).toPlainString()
        : value;
  }
}
