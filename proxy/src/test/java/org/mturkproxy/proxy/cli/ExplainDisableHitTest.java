package org.mturkproxy.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mturkproxy.config.TrafficLogConfig.Personal;

class ExplainDisableHitTest {

  private static final String QUESTION =
      "<ExternalQuestion xmlns=\"http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/"
          + "2006-07-14/ExternalQuestion.xsd\"><ExternalURL>https://example.org/</ExternalURL>"
          + "<FrameHeight>400</FrameHeight></ExternalQuestion>";
  private static final String ANSWER =
      "<QuestionFormAnswers xmlns=\"http://mechanicalturk.amazonaws.com/"
          + "AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd\"><Answer>"
          + "<QuestionIdentifier>q</QuestionIdentifier><FreeText>f</FreeText></Answer>"
          + "</QuestionFormAnswers>";

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path home;

  /** One HIT with one submitted assignment; what is sent more than once is described once. */
  @Test
  void isDescribedByTheCallsThatTheProxySends() throws Exception {
    String hit;
    try (LoggedSite site = new LoggedSite(home, Personal.SHOW)) {
      String type =
          site.call(
                  "RegisterHITType",
                  "Title",
                  "t",
                  "Description",
                  "d",
                  "Reward.1.Amount",
                  "0.05",
                  "Reward.1.CurrencyCode",
                  "USD",
                  "AssignmentDurationInSeconds",
                  "600")
              .text("HITTypeId")
              .orElseThrow();
      hit =
          site.call(
                  "CreateHIT",
                  "HITTypeId",
                  type,
                  "Question",
                  QUESTION,
                  "LifetimeInSeconds",
                  "600",
                  "MaxAssignments",
                  "2")
              .text("HITId")
              .orElseThrow();
      site.ask(
          "worker/assignments",
          Map.of("WorkerId", "A2WORKEREXAMPLE", "HITId", hit, "Answer", ANSWER),
          "AssignmentId");
      site.call("DisableHIT", "HITId", hit);
    }
    List<String> lines = Files.readAllLines(home.resolve("t.jsonl"));
    List<String> sent = new ArrayList<>();
    for (JsonNode leg : JSON.readTree(lines.get(lines.size() - 1)).get("modern")) {
      sent.add(call(leg.get("operation").asText(), leg.get("body")));
    }
    // A second look at the list finds nothing.
    sent.remove(sent.lastIndexOf(sent.get(2)));

    Terminal terminal = new Terminal(home, new FakeProxy("none"));
    String call = "Operation=DisableHIT&HITId=" + hit;
    assertEquals(0, terminal.run("explain", "--format", "json", call), terminal.err());
    List<String> described = new ArrayList<>();
    for (JsonNode one : JSON.readTree(terminal.out())) {
      described.add(call(one.get("target").asText().replaceAll(".*\\.", ""), one.get("body")));
    }
    assertEquals(sent, described);
    assertTrue(terminal.out().contains("once for each item of the list"), terminal.out());
  }

  private static String call(String operation, JsonNode body) {
    ObjectNode known = body.deepCopy();
    known.remove(List.of("AssignmentId", "MaxResults"));
    return operation + known;
  }

  @Test
  void isExplainedInEveryLanguage() {
    Terminal terminal = new Terminal(home, new FakeProxy("none"));
    assertEquals(0, terminal.run("explain", "Operation=DisableHIT&HITId=3EXAMPLE"));
    for (String line :
        List.of(
            "Modern call 6: DeleteHIT",
            "Calls 3 to 5 are made again until nobody works on the HIT.",
            "hit=(--hit-id '3EXAMPLE')",
            "HIT_ID = \"3EXAMPLE\"",
            "  private static final String HIT_ID = \"3EXAMPLE\";",
            "const HITId = \"3EXAMPLE\";")) {
      assertTrue(terminal.out().lines().anyMatch(line::equals), line + terminal.out());
    }
  }

  /** Of a batch one HIT may be done while another is worked on. */
  @Test
  void hasNoCodeForSeveralHitsInOneCall() {
    String batch =
        "{\"operation\":\"DisableHIT\",\"requests\":[{\"HITId\":\"3A\"},{\"HITId\":\"3B\"}]}";
    Terminal terminal = new Terminal(home, new FakeProxy("none"));
    assertEquals(1, terminal.run("explain", "--format", "boto3", batch));
    assertEquals("", terminal.out());
    assertTrue(terminal.err().contains("explain DisableHIT of one HIT"), terminal.err());
  }
}
