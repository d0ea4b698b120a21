package org.mturkproxy.proxy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mturkproxy.config.TrafficLogConfig.Personal;

class ReplayCommandTest {

  private static final String QUESTION =
      "<ExternalQuestion xmlns=\"http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/"
          + "2006-07-14/ExternalQuestion.xsd\"><ExternalURL>https://example.org/?a&amp;b</ExternalURL>"
          + "<FrameHeight>400</FrameHeight></ExternalQuestion>";

  private static final String ANSWER =
      "<QuestionFormAnswers xmlns=\"http://mechanicalturk.amazonaws.com/"
          + "AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd\"><Answer>"
          + "<QuestionIdentifier>q</QuestionIdentifier><FreeText>private</FreeText></Answer>"
          + "</QuestionFormAnswers>";

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path home;

  private Path log;

  @BeforeEach
  void nameTheLog() {
    log = home.resolve("t.jsonl");
  }

  /** What a Requester does with a HIT from its creation to the bonus, and some errors. */
  private static void requesterAtWork(LoggedSite site) throws Exception {
    site.call("GetAccountBalance");
    String type =
        site.call(
                "RegisterHITType",
                "Title",
                "Tag a photo",
                "Description",
                "Choose tags",
                "Reward.1.Amount",
                "0.05",
                "Reward.1.CurrencyCode",
                "USD",
                "AssignmentDurationInSeconds",
                "600")
            .text("HITTypeId")
            .orElseThrow();
    String hit = createHit(site, type);
    createHit(site, type);
    site.call("GetHIT", "HITId", hit, "ResponseGroup.0", "Minimal", "ResponseGroup.1", "HITDetail");
    site.soap("GetHIT", "<HITId>" + hit + "</HITId><ResponseGroup>Minimal</ResponseGroup>");
    site.call("SearchHITs", "PageSize", "10", "ResponseGroup", "Request,Minimal,HITDetail");
    String first = work(site, "A2WORKEREXAMPLE", hit);
    String second = work(site, "A3WORKEREXAMPLE", hit);
    site.call("GetAssignmentsForHIT", "HITId", hit);
    site.call("ApproveAssignment", "AssignmentId", first, "RequesterFeedback", "Thank you");
    site.call("ApproveAssignment", "AssignmentId", first);
    site.call("RejectAssignment", "AssignmentId", second);
    site.call("ApproveRejectedAssignment", "AssignmentId", second);
    site.call(
        "GrantBonus",
        "WorkerId",
        "A2WORKEREXAMPLE",
        "AssignmentId",
        first,
        "BonusAmount.1.Amount",
        "1.50",
        "BonusAmount.1.CurrencyCode",
        "USD",
        "Reason",
        "A2WORKEREXAMPLE did well",
        "UniqueRequestToken",
        "bonus-1");
    site.call("GetBonusPayments", "AssignmentId", first);
    site.call("GetAccountBalance");
    String skill =
        site.call(
                "CreateQualificationType",
                "Name",
                "Skill",
                "Description",
                "d",
                "QualificationTypeStatus",
                "Active")
            .text("QualificationTypeId")
            .orElseThrow();
    site.call("AssignQualification", "QualificationTypeId", skill, "WorkerId", "A2WORKEREXAMPLE");
    site.call(
        "GetQualificationScore", "QualificationTypeId", skill, "SubjectId", "A2WORKEREXAMPLE");
    String asked =
        site.ask(
            "worker/qualification-requests",
            Map.of("WorkerId", "A3WORKEREXAMPLE", "QualificationTypeId", skill),
            "QualificationRequestId");
    site.call("GetQualificationRequests", "QualificationTypeId", skill);
    site.call("GrantQualification", "QualificationRequestId", asked, "IntegerValue", "7");
    site.call(
        "BlockWorker",
        "BlockWorker.1.WorkerId",
        "A3WORKEREXAMPLE",
        "BlockWorker.1.Reason",
        "r",
        "BlockWorker.2.WorkerId",
        "A4WORKEREXAMPLE",
        "BlockWorker.2.Reason",
        "r");
    site.call("GetBlockedWorkers");
    site.call("GetHIT", "HITId", "3THEREISNONE000000000000000000");
    site.call("CreateHIT", "HITTypeId", type, "Question", QUESTION);
    site.callAsAnother("GetHIT", "HITId", hit);
  }

  private static final int CALLS = 25;

  private static String createHit(LoggedSite site, String type) throws Exception {
    return site.call(
            "CreateHIT",
            "HITTypeId",
            type,
            "Question",
            QUESTION,
            "LifetimeInSeconds",
            "86400",
            "MaxAssignments",
            "3",
            "RequesterAnnotation",
            "batch 7",
            "ResponseGroup",
            "Minimal,HITDetail,HITQuestion")
        .text("HITId")
        .orElseThrow();
  }

  private static String work(LoggedSite site, String worker, String hit) throws Exception {
    return site.ask(
        "worker/assignments",
        Map.of("WorkerId", worker, "HITId", hit, "Answer", ANSWER),
        "AssignmentId");
  }

  @Test
  void answersInAMarketplaceOfItsOwnAreThoseOfTheLogWhateverItsIds() throws Exception {
    try (LoggedSite site = new LoggedSite(home, Personal.HASH)) {
      requesterAtWork(site);
    }
    assertFalse(Files.readString(log).contains("WORKEREXAMPLE"));
    JsonNode lines = replayed(0, "--log", log.toString());
    assertEquals(counts(CALLS - 1, 0, 1, 0), counts(lines), lines.toPrettyString());
    // What the two Workers answered.
    assertEquals(2, lines.get("notCompared").asInt());
    assertEquals(
        "it was refused before its parameters were read: AWS.NotAuthorized",
        lines.at("/skippedCalls/0/reason").asText());
    JsonNode store = replayed(0, "--log", home.resolve("t.db").toString());
    assertEquals(counts(lines), counts(store), store.toPrettyString());
  }

  @Test
  void answersAreThoseOfALogThatShowsWorkers() throws Exception {
    try (LoggedSite site = new LoggedSite(home, Personal.SHOW)) {
      requesterAtWork(site);
    }
    JsonNode result = replayed(0, "--log", log.toString());
    assertEquals(counts(CALLS - 1, 0, 1, 0), counts(result), result.toPrettyString());
    assertEquals(0, result.get("notCompared").asInt());
  }

  @Test
  void aDifferenceIsNamedByItsPlaceAndBothValues() throws Exception {
    try (LoggedSite site = new LoggedSite(home, Personal.HASH)) {
      requesterAtWork(site);
    }
    List<String> lines = Files.readAllLines(log);
    String changed =
        lines
            .get(4)
            .replace("<MaxAssignments>3</MaxAssignments>", "<MaxAssignments>4</MaxAssignments>");
    assertFalse(changed.equals(lines.get(4)), lines.get(4));
    // A closed file with the difference, and one that is being written.
    try (OutputStream out =
        new GZIPOutputStream(
            Files.newOutputStream(home.resolve("t.jsonl.20261102T110000000Z.gz")))) {
      for (String line : lines.subList(0, 4)) {
        out.write((line + "\n").getBytes(UTF_8));
      }
      out.write((changed + "\n").getBytes(UTF_8));
    }
    Files.write(log, lines.subList(5, lines.size()));
    JsonNode result = replayed(1, "--log", log.toString());
    assertEquals(counts(CALLS - 2, 1, 1, 0), counts(result), result.toPrettyString());
    assertEquals(
        "GetHIT [{\"path\":\"GetHITResponse/HIT/MaxAssignments\",\"before\":\"4\",\"after\":\"3\"}]",
        result.at("/differentCalls/0/operation").asText()
            + " "
            + result.at("/differentCalls/0/differences"));
    assertEquals(0, run("replay", "--log", log.toString(), "--ignore", "MaxAssignments").code());
    Run text = run("replay", "--log", log.toString());
    assertTrue(text.out().contains("23 same, 1 different, 1 skipped, 0 failed"), text.out());
    assertTrue(text.out().contains("  GetHITResponse/HIT/MaxAssignments: 4 -> 3"), text.out());
  }

  /** In the log two days pass; so they do in the marketplace. */
  @Test
  void asMuchTimePassesAsInTheLog() throws Exception {
    try (LoggedSite site = new LoggedSite(home, Personal.HASH)) {
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
      String hit = createHit(site, type);
      site.ask("control/clock", Map.of("advanceSeconds", 172_800), "Now");
      assertEquals("Reviewable", site.call("GetHIT", "HITId", hit).text("HITStatus").orElse(""));
    }
    List<String> lines = Files.readAllLines(log);
    ObjectNode last = (ObjectNode) JSON.readTree(lines.get(2));
    last.put("time", Instant.parse(last.get("time").asText()).plus(2, ChronoUnit.DAYS).toString());
    Files.writeString(log, lines.get(0) + "\n" + lines.get(1) + "\n" + last + "\n");
    JsonNode result = replayed(0, "--log", log.toString());
    assertEquals(counts(3, 0, 0, 0), counts(result), result.toPrettyString());
  }

  @Test
  void whatTheLogDoesNotShowIsSkippedAndNamed() throws Exception {
    try (LoggedSite site = new LoggedSite(home, Personal.OMIT)) {
      site.call("BlockWorker", "WorkerId", "A4WORKEREXAMPLE", "Reason", "r");
      site.call("GetAccountBalance");
    }
    JsonNode result = replayed(0, "--log", log.toString());
    assertEquals(counts(1, 0, 1, 0), counts(result), result.toPrettyString());
    assertEquals(
        "the log does not show its WorkerId", result.at("/skippedCalls/0/reason").asText());
    JsonNode one = replayed(2, "--log", log.toString(), "--operation", "BlockWorker");
    assertEquals(counts(0, 0, 1, 0), counts(one), one.toPrettyString());
    JsonNode other = replayed(2, "--log", log.toString(), "--caller", "AKIDOTHER");
    assertEquals(counts(0, 0, 0, 0), counts(other), other.toPrettyString());
  }

  @Test
  void whatNoReplayedCallMadeIsSkippedAndNamed() throws Exception {
    try (LoggedSite site = new LoggedSite(home, Personal.HASH)) {
      requesterAtWork(site);
    }
    JsonNode result = replayed(0, "--log", log.toString(), "--operation", "GetHIT");
    // The HIT that is none was none before, too.
    assertEquals(counts(1, 0, 3, 0), counts(result), result.toPrettyString());
    String reason = result.at("/skippedCalls/0/reason").asText();
    assertTrue(reason.startsWith("no call that was made again has made its HITId 3"), reason);
  }

  @Test
  void whatAMarketplaceHasIsThereAndStaysAsItIs() throws Exception {
    Path data = home.resolve("data");
    try (LoggedSite site = new LoggedSite(home, Personal.HASH, Optional.of(data))) {
      requesterAtWork(site);
    }
    byte[] before = Files.readAllBytes(data.resolve("marketplace.db"));
    JsonNode result =
        replayed(0, "--log", log.toString(), "--data", data.toString(), "--operation", "GetHIT");
    assertEquals(counts(3, 0, 1, 0), counts(result), result.toPrettyString());
    assertArrayEquals(before, Files.readAllBytes(data.resolve("marketplace.db")));
    assertEquals(2, run("replay", "--log", log.toString(), "--data", home.toString()).code());
  }

  @Test
  void atAnEndpointOnlyReadsAreMadeUnlessForced() throws Exception {
    try (LoggedSite site = new LoggedSite(home, Personal.HASH)) {
      site.call("GetAccountBalance");
      String skill =
          site.call(
                  "CreateQualificationType",
                  "Name",
                  "Skill",
                  "Description",
                  "d",
                  "QualificationTypeStatus",
                  "Active")
              .text("QualificationTypeId")
              .orElseThrow();
      site.call("GetQualificationType", "QualificationTypeId", skill);
      site.call("BlockWorker", "WorkerId", "A4WORKEREXAMPLE", "Reason", "r");
      site.call("CreateQualificationType", "Name", "Incomplete");
    }
    Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
    try (LoggedSite other = new LoggedSite(elsewhere, Personal.HASH)) {
      JsonNode reads = replayed(1, "--log", log.toString(), "--endpoint", other.url());
      assertEquals(counts(1, 1, 3, 0), counts(reads), reads.toPrettyString());
      assertEquals(
          "it pays, makes or changes something: at an endpoint only with --force",
          reads.at("/skippedCalls/0/reason").asText());
      assertFalse(Files.readString(elsewhere.resolve("t.jsonl")).contains("Create"));
      JsonNode all = replayed(0, "--log", log.toString(), "--endpoint", other.url(), "--force");
      assertEquals(counts(3, 0, 2, 0), counts(all), all.toPrettyString());
      assertEquals(
          "[the log has a code only of its WorkerId,"
              + " it was refused before anything was done, and must not succeed now]",
          all.get("skippedCalls").findValuesAsText("reason").toString());
    }
  }

  /** Its ids were made up, and played again it would make something. */
  @Test
  void whatWasADryRunIsNotMadeAgain() throws Exception {
    try (LoggedSite site = new LoggedSite(home, Personal.HASH)) {
      site.call("GetAccountBalance");
      site.dryRun(
          "CreateQualificationType",
          "Name",
          "n",
          "Description",
          "d",
          "QualificationTypeStatus",
          "Active");
    }
    JsonNode result = replayed(0, "--log", log.toString());
    assertEquals(counts(1, 0, 1, 0), counts(result), result.toPrettyString());
    assertEquals("it was a dry run", result.at("/skippedCalls/0/reason").asText());
  }

  @Test
  void withoutALogOrASecretOrAnEndpointNothingIsRun() throws Exception {
    Run none = run("replay", "--log", home.resolve("none").toString());
    assertEquals(2, none.code());
    assertTrue(none.err().contains("There is no traffic log"), none.err());
    Files.writeString(
        log,
        """
        {"time":"2026-11-02T10:00:00Z","requestId":"r","transport":"REST","caller":"AKIDGONE","operation":"GetAccountBalance","requests":[{}],"modern":[],"status":200,"outcome":"ok","answer":"<R/>"}
        """);
    Run gone = run("replay", "--log", log.toString(), "--endpoint", "http://127.0.0.1:9/");
    assertEquals(2, gone.code());
    assertTrue(gone.out().contains("skipped: there is no secret to sign for AKIDGONE"), gone.out());
    assertEquals(2, run("replay", "--log", log.toString(), "--endpoint", "127.0.0.1:9").code());
  }

  private static String counts(int same, int different, int skipped, int failed) {
    return "%d same, %d different, %d skipped, %d failed"
        .formatted(same, different, skipped, failed);
  }

  private static String counts(JsonNode result) {
    return counts(
        result.get("same").asInt(),
        result.get("different").asInt(),
        result.get("skipped").asInt(),
        result.get("failed").asInt());
  }

  private JsonNode replayed(int code, String... arguments) throws IOException {
    String[] all = new String[arguments.length + 3];
    all[0] = "replay";
    all[1] = "--format";
    all[2] = "json";
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    Run run = run(all);
    assertEquals(code, run.code(), run.out() + run.err());
    return JSON.readTree(run.out());
  }

  private record Run(int code, String out, String err) {}

  private Run run(String... arguments) {
    Terminal terminal = new Terminal(home, new FakeProxy("none"));
    terminal.environment.put("MTURK_PROXY_REPLAY_KEY", keyOf(arguments));
    terminal.environment.put(
        "MTURK_PROXY_REPLAY_SECRET", keyOf(arguments).isEmpty() ? "" : LoggedSite.SECRET);
    int code = terminal.run(arguments);
    return new Run(code, terminal.out(), terminal.err());
  }

  /** Only real sites are called with a key of the environment. */
  private static String keyOf(String... arguments) {
    return List.of(arguments).contains("http://127.0.0.1:9/") ? "" : LoggedSite.KEY;
  }
}
