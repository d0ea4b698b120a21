package org.mturkproxy.proxy.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mturkproxy.proxy.explain.snippet.SnippetFormat;
import org.mturkproxy.translator.operations.LegacyOperations;

/** The Java that explains a legacy call compiles, runs, and sends what the proxy would send. */
class ExplainedCallsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** No call of the modern API is made for these. */
  private static final List<String> WITHOUT_CALL =
      List.of("Help", "GetWorkerAcceptLimit", "SetWorkerAcceptLimit");

  private static ExampleSite site;
  private static String endpoint;
  private static ExampleWorld world;

  @TempDir Path folder;

  /** DisableHIT is no sequence of calls, and has a test of its own. */
  static List<String> sequences() throws IOException {
    return ExplainedExamples.lines().stream()
        .filter(line -> !line.startsWith("Operation=DisableHIT"))
        .toList();
  }

  @BeforeAll
  static void start() throws IOException {
    site = new ExampleSite();
    endpoint = site.endpoint();
    world = site.world();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void everyLegacyOperationHasAnExample() throws IOException {
    Set<String> declared = new TreeSet<>();
    LegacyOperations.catalogue().operations().forEach(known -> declared.add(known.name()));
    Set<String> explained = new TreeSet<>();
    ExplainedExamples.lines()
        .forEach(line -> explained.add(line.replaceAll("^Operation=(\\w+).*$", "$1")));
    assertEquals(declared, explained);
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void theJavaSendsWhatTheProxyWouldSend(String example) throws Exception {
    Map<String, String> ids = world.ids();
    Explanation explanation = explain(ExplainedExamples.form(example, ids));
    if (WITHOUT_CALL.contains(explanation.operation().orElseThrow())) {
      assertEquals(List.of(), explanation.calls());
      return;
    }
    assertEquals(Optional.empty(), explanation.refusal());
    assertFalse(explanation.calls().isEmpty());
    SentCalls.taken();

    String source = SnippetFormat.JAVA.write(explanation, Optional.of(endpoint));
    CompiledSnippet.run(source, folder);

    List<SentCalls.Sent> sent = SentCalls.taken();
    assertEquals(explanation.calls().size(), sent.size(), source);
    for (int i = 0; i < sent.size(); i++) {
      assertSent(explanation.calls().get(i), sent.get(i));
    }
  }

  private static void assertSent(ExplainedCall explained, SentCalls.Sent sent) throws IOException {
    assertEquals(explained.call().target(), sent.target());
    ObjectNode expected = (ObjectNode) JSON.readTree(explained.call().body());
    ObjectNode actual = (ObjectNode) JSON.readTree(sent.body());
    for (String computed : explained.origins().keySet()) {
      JsonNode example = expected.remove(computed);
      JsonNode worked = actual.remove(computed);
      assertEquals(example.getNodeType(), worked.getNodeType(), computed);
    }
    assertEquals(plain(expected), plain(actual));
  }

  /** A time is 0 to one and 0.0 to the other. */
  private static String plain(ObjectNode node) {
    if (node.path("ExpireAt").isNumber()) {
      node.put("ExpireAt", node.get("ExpireAt").asLong());
    }
    Map<String, JsonNode> sorted = new TreeMap<>();
    node.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
    return sorted.toString();
  }

  @Test
  void aCallThatDependsOnAStateIsNotMadeInAnother() throws Exception {
    Map<String, String> ids = world.ids();
    String submitted = ids.get("AssignmentId");
    Explanation explanation =
        explain("Operation=ApproveRejectedAssignment&AssignmentId=" + submitted);
    String source = SnippetFormat.JAVA.write(explanation, Optional.of(endpoint));
    SentCalls.taken();

    AssertionError stopped =
        assertThrows(AssertionError.class, () -> CompiledSnippet.run(source, folder));

    assertEquals("the answer is another: nothing more is done", stopped.getCause().getMessage());
    assertEquals(
        List.of("MTurkRequesterServiceV20170117.GetAssignment"),
        SentCalls.taken().stream().map(SentCalls.Sent::target).toList());
  }

  @Test
  void allWaysOfWritingACallAreExplainedAlike() {
    Explanation form = explain("Operation=GetHIT&Version=2014-08-15&HITId=3A");
    String xmlns = "http://requester.mturk.amazonaws.com/doc/2014-08-15";
    for (String written :
        List.of(
            "?Operation=GetHIT&HITId=3A",
            "/?Operation=GetHIT&HITId=3A",
            "https://mechanicalturk.amazonaws.com/?Operation=GetHIT&HITId=3A",
            "{\"operation\":\"GetHIT\",\"requests\":[{\"HITId\":\"3A\"}],\"modern\":[]}",
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><GetHIT"
                + " xmlns=\""
                + xmlns
                + "\"><Request><HITId>3A</HITId></Request></GetHIT></s:Body></s:Envelope>")) {
      assertEquals(form, explain(written), written);
    }
  }

  @Test
  void aLoggedCallIsTheCallThatWasLogged() {
    String logged =
        """
        {"operation":"RegisterHITType","version":"2014-08-15","requests":[{"Title":"a & b",
         "Description":"d","Reward":{"Amount":"0.05","CurrencyCode":"USD"},
         "AssignmentDurationInSeconds":600,"QualificationRequirement":[
         {"QualificationTypeId":"00000000000000000071","Comparator":"In",
          "LocaleValue":[{"Country":"US"},{"Country":"DE"}]}]}]}
        """;
    assertEquals(
        "[{\"QualificationTypeId\":\"00000000000000000071\",\"Comparator\":\"In\","
            + "\"LocaleValues\":[{\"Country\":\"US\"},{\"Country\":\"DE\"}]}]",
        explain(logged).parameters().stream()
            .filter(parameter -> parameter.name().equals("QualificationRequirement"))
            .map(parameter -> parameter.conversion().replace("becomes ", ""))
            .findFirst()
            .orElseThrow());
  }

  @Test
  void neitherSignatureNorKeyIsShown() {
    String call = "Operation=GetHIT&HITId=3A&Signature=SIGNED&AWSAccessKeyId=WHO&secret=KEPT";
    Explanation explanation = explain(call);
    StringBuilder all = new StringBuilder(explanation.toString());
    for (SnippetFormat format : SnippetFormat.values()) {
      all.append(format.write(explanation, Optional.empty()));
    }
    for (String hidden : List.of("SIGNED", "WHO", "KEPT")) {
      assertFalse(all.toString().contains(hidden), all.toString());
    }
    assertTrue(all.toString().contains("3A"));
  }

  private static Explanation explain(String call) {
    return new Explainer().explain(LegacyInput.read(call));
  }
}
