package org.mturkproxy.proxy.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.proxy.explain.snippet.SnippetFormat;

/** The Java for DisableHIT ({@code mapping.md} 3.7) does what the proxy does, and is run again. */
class ExplainedDisableHitTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static ExampleSite site;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    site = new ExampleSite();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  /** The look comes before the list: of a HIT that was Reviewable the list is complete. */
  @Test
  void whatIsSubmittedIsApprovedBeforeTheHitIsDeleted() throws Exception {
    Map<String, String> ids = site.world().ids();
    Explanation explanation = explain(ids.get("HITId"));
    assertEquals(Optional.empty(), explanation.refusal());
    SentCalls.taken();

    CompiledSnippet.run(java(explanation), folder);

    List<String> sent = new ArrayList<>();
    for (SentCalls.Sent call : SentCalls.taken()) {
      sent.add(readable(call.target(), JSON.readTree(call.body())));
    }
    List<String> described = new ArrayList<>();
    for (ExplainedCall call : explanation.calls()) {
      described.add(readable(call.call().target(), JSON.readTree(call.call().body())));
    }
    String approve = described.get(3);
    assertEquals(
        List.of(
            described.get(0),
            described.get(1),
            described.get(4),
            described.get(2),
            approve.replace("3EXAMPLE", ids.get("AssignmentId")),
            approve.replace("3EXAMPLE", ids.get("UploadingAssignmentId")),
            described.get(5)),
        sent);
  }

  /** More than one page of submissions, and one that comes in later. */
  @Test
  void whileSomebodyIsAtWorkItPaysOnceAndDeletesNothing() throws Exception {
    ExampleWorld.BusyHit hit = site.world().busyHit(11);
    String source = java(explain(hit.hitId()));
    SentCalls.taken();

    assertEquals(
        "the HIT is still Unassignable: Workers may be at work on it. What they have submitted is"
            + " approved; run this again later with --continue",
        failureOf(source));
    List<String> begun = new ArrayList<>(List.of("GetHIT", "UpdateExpirationForHIT"));
    begun.addAll(List.of("GetHIT", "ListAssignmentsForHIT", "ListAssignmentsForHIT"));
    begun.addAll(Collections.nCopies(11, "ApproveAssignment"));
    for (int look = 2; look <= 5; look++) {
      begun.addAll(List.of("GetHIT", "ListAssignmentsForHIT"));
    }
    assertEquals(begun, sentOperations());

    site.world().submit(hit.inProgress());
    SentCalls.taken();
    assertEquals(
        "the HIT is Reviewable, but must be Assignable or Unassignable: nothing is done",
        failureOf(source));
    assertEquals(List.of("GetHIT"), sentOperations());

    CompiledSnippet.run(source, folder, "--continue");
    assertEquals(
        List.of("GetHIT", "ListAssignmentsForHIT", "ApproveAssignment", "DeleteHIT"),
        sentOperations());
  }

  /** The translator refuses such a HIT; the code does not depend on that. */
  @Test
  void nothingOfTheHitIsCode() throws Exception {
    String hit = "3A\"; int x = 1/0; // \\ \n@ENDPOINT@ ${HOME}";
    SentCalls.taken();
    assertThrows(AssertionError.class, () -> CompiledSnippet.run(java(disabling(hit)), folder));
    List<SentCalls.Sent> sent = SentCalls.taken();
    assertEquals(1, sent.size());
    assertEquals(hit, JSON.readTree(sent.get(0).body()).get("HITId").textValue());
  }

  /** Nor for a shell, or for the command line, which has options and would read a file. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "it's $(id) @ENDPOINT@|hit=(--hit-id 'it'\\''s $(id) @ENDPOINT@')",
        "--debug|hit=(--hit-id='--debug')",
        "file:///etc/passwd|hit=(--cli-input-json '{\"HITId\":\"file:///etc/passwd\"}')"
      })
  void theHitIsQuotedForTheShell(String hit, String line) {
    String script = SnippetFormat.CLI.write(disabling(hit), Optional.empty());
    assertEquals(List.of(line), script.lines().filter(l -> l.startsWith("hit=")).toList());
  }

  private static Explanation disabling(String hit) {
    return new Explanation(
        Optional.of("DisableHIT"),
        List.of(),
        Optional.of(hit),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  private String failureOf(String source) {
    return assertThrows(AssertionError.class, () -> CompiledSnippet.run(source, folder))
        .getCause()
        .getMessage();
  }

  private static Explanation explain(String hit) {
    return new Explainer().explain(LegacyInput.read("Operation=DisableHIT&HITId=" + hit));
  }

  private static String java(Explanation explanation) {
    return SnippetFormat.JAVA.write(explanation, Optional.of(site.endpoint()));
  }

  private static List<String> sentOperations() {
    return SentCalls.taken().stream().map(call -> call.target().replaceAll(".*\\.", "")).toList();
  }

  /** A time is 0 to one and 0.0 to the other. */
  private static String readable(String target, JsonNode body) {
    ObjectNode members = body.deepCopy();
    if (members.path("ExpireAt").isNumber()) {
      members.put("ExpireAt", members.get("ExpireAt").asLong());
    }
    return target + members;
  }
}
