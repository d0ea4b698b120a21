package org.mturkproxy.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportCommandTest {

  private static final String LEGACY =
      """
      {"time":"2026-11-02T10:00:0%d.5Z","requestId":"r","transport":"REST","userAgent":"a<b>","caller":"AKID","operation":"ExtendHIT","version":"2014-08-15","requests":[{"HITId":"3X","Reward":{"Amount":"0.05","CurrencyCode":"USD"},"ResponseGroup":["Minimal","Request"]}],"modern":[{"operation":"GetHIT","body":{"HITId":"3X"},"attempts":1,"outcome":"success","answer":{"HIT":{"HITId":"3X"}},"afterMicros":100,"micros":2000},{"operation":"UpdateExpirationForHIT","body":{},"attempts":1,"outcome":"refused","type":"RequestError","message":"no","afterMicros":2200,"micros":1000}],"warnings":[],"status":200,"outcome":"error","error":"AWS.MechanicalTurk.X","calls":2,"retries":0,"micros":4000,"answer":"<R/>"}
      """;
  private static final String MODERN =
      """
      {"time":"2026-11-03T10:00:00Z","requestId":"m","transport":"MODERN","caller":"AKID","operation":"GetHIT","requests":[],"modern":[{"operation":"GetHIT"}],"status":200,"outcome":"ok","calls":1,"micros":1000,"answer":""}
      """;

  @TempDir Path home;

  private Path log;

  /** A closed file, and one that is being written; a line was cut by a kill. */
  @BeforeEach
  void writeLog() throws IOException {
    log = home.resolve("t.jsonl");
    try (OutputStream out =
        new GZIPOutputStream(
            Files.newOutputStream(home.resolve("t.jsonl.20261102T110000000Z.gz")))) {
      out.write((LEGACY.formatted(1) + LEGACY.formatted(2)).getBytes(StandardCharsets.UTF_8));
    }
    Files.writeString(
        log, "{\"time\":\"20\n{\"time\":\"2026-11-03T09:00:00Z\",\"dropped\":3}\n" + MODERN);
  }

  @Test
  void countsByCallerAndOperationAndTellsWhatEachNeeds() throws Exception {
    JsonNode report = new JsonMapper().readTree(run("report", "--format", "json"));
    assertEquals(2, report.get("legacyCalls").asInt());
    assertEquals(1, report.get("modernCalls").asInt());
    assertEquals(3, report.get("missingCalls").asInt());
    assertEquals(1, report.get("unreadableLines").asInt());
    assertEquals(
        "{\"caller\":\"AKID\",\"operation\":\"ExtendHIT\",\"modern\":false,\"calls\":2,\"failed\":2,"
            + "\"errors\":{\"AWS.MechanicalTurk.X\":2},\"cost\":4,\"averageMillis\":4,"
            + "\"lastSeen\":\"2026-11-02T10:00:02.500Z\","
            + "\"called\":[\"GetHIT\",\"UpdateExpirationForHIT\"],"
            + "\"equivalent\":[\"GetHIT\",\"UpdateExpirationForHIT\","
            + "\"CreateAdditionalAssignmentsForHIT\"],"
            + "\"needs\":\"call GetHIT, UpdateExpirationForHIT, CreateAdditionalAssignmentsForHIT."
            + " A HIT younger than a minute may refuse it for some seconds.\"}",
        ((ObjectNode) report.get("usages").get(0)).without("snippet").toString());
    assertEquals("nothing: it is modern", report.get("usages").get(1).get("needs").asText());
    assertEquals(
        "[{\"day\":\"2026-11-02\",\"legacy\":2,\"modern\":0},"
            + "{\"day\":\"2026-11-03\",\"legacy\":0,\"modern\":1}]",
        report.get("days").toString());
  }

  @Test
  void countsFromTheDayThatIsAskedFor() throws Exception {
    String text = run("report", "--since", "2026-11-03");
    assertTrue(text.startsWith("1 calls: 0 legacy, 1 modern (100 % modern)"), text);
    assertFalse(text.contains("ExtendHIT"), text);
  }

  @Test
  void thePageIsOneWellFormedFileThatLoadsNothing() throws Exception {
    Files.writeString(
        log, MODERN.replace("\"GetHIT\",\"requests\"", "\"<script>'&\",\"requests\""));
    String html = run("report", "--format", "html");
    // Read as XML: every value is escaped, every element closed.
    Document page =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new InputSource(
                    new StringReader(
                        html.replace("<!DOCTYPE html>", "")
                            .replaceAll("<(meta[^>]*)>", "<$1/>")
                            .replace("<br>", "<br/>"))));
    assertEquals(0, page.getElementsByTagName("script").getLength());
    assertEquals(0, page.getElementsByTagName("link").getLength());
    assertEquals(0, page.getElementsByTagName("img").getLength());
    assertFalse(html.contains("src=") || html.contains("url("), html);
    assertEquals(2, page.getElementsByTagName("svg").getLength());
    assertTrue(html.contains("<td>&lt;script&gt;&#39;&amp; (modern)</td>"), html);
    assertTrue(html.contains("<title>2026-11-02: 2 legacy, 0 modern</title>"), html);
  }

  /** Anybody can call an operation anything: it must not steer the terminal of who reads this. */
  @Test
  void namesOfOperationsAreNoCommandsToATerminal() throws Exception {
    Files.writeString(
        log, MODERN.replace("\"GetHIT\",\"requests\"", "\"\\u001b[31m\\n\\u009b2J\",\"requests\""));
    String text = run("report");
    assertTrue(text.contains("?[31m??2J (modern)"), text);
  }

  @Test
  void ofNamesThatNoApiHasOnlySomeAreTold() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      lines.append(LEGACY.formatted(3).replace("ExtendHIT", "Made" + i));
    }
    Files.writeString(log, lines.toString());
    JsonNode usages = new JsonMapper().readTree(run("report", "--format", "json")).get("usages");
    // Those, all others together, and ExtendHIT of the closed file.
    assertEquals(52, usages.size());
    assertEquals("(other names)", usages.get(0).get("operation").asText());
    assertEquals(10, usages.get(0).get("calls").asInt());
    assertEquals("no such operation", usages.get(0).get("needs").asText());
  }

  @Test
  void theArchiveHasWhatAModernClientGotAlsoWhereNothingWasSent() throws Exception {
    Files.writeString(
        log,
        MODERN
            .replace("\"requests\":[]", "\"requests\":[{\"HITId\":\"3X\"}]")
            .replace("[{\"operation\":\"GetHIT\"}]", "[]")
            .replace("200,\"outcome\":\"ok\"", "400,\"outcome\":\"error\"")
            .replace("\"answer\":\"\"", "\"answer\":\"{}\""));
    JsonNode entries = new JsonMapper().readTree(run("export", "--since", "2026-11-03"));
    assertEquals(1, entries.at("/log/entries").size());
    JsonNode entry = entries.at("/log/entries/0");
    assertEquals(
        "MTurkRequesterServiceV20170117.GetHIT", entry.at("/request/headers/0/value").asText());
    assertEquals("{\"HITId\":\"3X\"}", entry.at("/request/postData/text").asText());
    assertEquals(400, entry.at("/response/status").asInt());
    assertEquals("{}", entry.at("/response/content/text").asText());
  }

  @Test
  void saysWhichLogIsNotThere() {
    Terminal terminal = new Terminal(home, new FakeProxy("none"));
    assertEquals(1, terminal.run("report", "--log", home.resolve("none").toString()));
    assertTrue(
        terminal.err().contains("There is no traffic log " + home.resolve("none") + "."),
        terminal.err());
  }

  /** The members that https://w3c.github.io/web-performance/specs/HAR/Overview.html demands. */
  @Test
  void theArchiveHasAnEntryForEachLegacyAndEachModernCall() throws Exception {
    JsonNode har = new JsonMapper().readTree(run("export")).get("log");
    assertEquals("1.2", har.get("version").asText());
    assertTrue(har.get("creator").hasNonNull("name") && har.get("creator").hasNonNull("version"));
    // Two legacy calls with two modern ones each, and one that was passed on.
    assertEquals(7, har.get("entries").size());
    for (JsonNode entry : har.get("entries")) {
      demand(entry, "startedDateTime", "time", "request", "response", "cache", "timings");
      demand(
          entry.get("request"),
          "method",
          "url",
          "httpVersion",
          "cookies",
          "headers",
          "queryString",
          "headersSize",
          "bodySize");
      demand(
          entry.get("response"),
          "status",
          "statusText",
          "httpVersion",
          "cookies",
          "headers",
          "content",
          "redirectURL",
          "headersSize",
          "bodySize");
      demand(entry.get("response").get("content"), "size", "mimeType");
      demand(entry.get("timings"), "send", "wait", "receive");
    }
    JsonNode legacy = har.get("entries").get(0).get("request");
    assertEquals(
        "http://mturk-proxy.invalid/?Operation=ExtendHIT&Version=2014-08-15&HITId=3X"
            + "&Reward.1.Amount=0.05&Reward.1.CurrencyCode=USD&ResponseGroup.1=Minimal"
            + "&ResponseGroup.2=Request",
        legacy.get("url").asText());
    JsonNode modern = har.get("entries").get(1);
    assertEquals("{\"HITId\":\"3X\"}", modern.at("/request/postData/text").asText());
    assertEquals("{\"HIT\":{\"HITId\":\"3X\"}}", modern.at("/response/content/text").asText());
    assertEquals("2026-11-02T10:00:01.500100Z", modern.get("startedDateTime").asText());
  }

  private static void demand(JsonNode node, String... names) {
    for (String name : names) {
      assertTrue(node.has(name), name + " in " + node);
    }
  }

  private static final String BLOCK =
      """
      {"time":"2026-11-03T10:00:0%1$d.5Z","requestId":"r%1$d","transport":"REST","caller":"AKID","operation":"BlockWorker","version":"2014-08-15","requests":[{"WorkerId":"#0123456789abcdef","Reason":"<%1$d>"}],"modern":[],"status":200,"outcome":"%2$s","calls":1,"micros":4000,"answer":"<R/>"}
      """;

  /** The newest that went well: the code must be one that works. */
  @Test
  void theNewestCallIsThereAsReadyCode() throws Exception {
    Files.writeString(
        log, BLOCK.formatted(1, "ok") + BLOCK.formatted(2, "ok") + BLOCK.formatted(3, "error"));
    JsonNode usages = new JsonMapper().readTree(run("report", "--format", "json")).get("usages");
    JsonNode code = null;
    for (JsonNode usage : usages) {
      code = usage.get("operation").asText().equals("BlockWorker") ? usage.get("snippet") : code;
    }
    assertEquals(
        "{\"requestId\":\"r2\",\"format\":\"boto3\",\"code\":\"import boto3\\n\\n"
            + "mturk = boto3.client('mturk', region_name='us-east-1')\\n\\n"
            + "answer1 = mturk.create_worker_block(\\n    WorkerId=\\\"AZ3456EXAMPLE\\\",\\n"
            + "    Reason=\\\"<2>\\\",\\n)\\nprint(answer1)\\n\"}",
        String.valueOf(code));
    String html = run("report", "--format", "html", "--code", "cli", "--operation", "BlockWorker");
    assertTrue(
        html.contains("call CreateWorkerBlock <a href=\"#code-1\">Code</a></td>")
            && html.contains("<details><summary>AKID BlockWorker</summary><pre id=\"code-1\">"),
        html);
    assertTrue(html.contains("aws mturk create-worker-block"), html);
    assertTrue(html.contains("&lt;2&gt;") && !html.contains("<2>"), html);
    String text = run("report", "--caller", "AKID");
    assertTrue(text.contains("| tail -n 1 | mturk-proxy explain"), text);
  }

  @Test
  void linesAreExportedAsTheyAreWhateverTheyAreKeptIn() throws Exception {
    Files.writeString(log, MODERN + MODERN.replace("2026-11-03T10", "2026-11-03 10"));
    String lines = run("export", "--format", "jsonl", "--operation", "GetHIT");
    assertEquals(
        new JsonMapper().readTree(MODERN), new JsonMapper().readTree(lines.strip()), lines);
  }

  private String run(String... arguments) {
    Terminal terminal = new Terminal(home, new FakeProxy("none"));
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--log";
    all[arguments.length + 1] = log.toString();
    assertEquals(0, terminal.run(all), terminal.err());
    return terminal.out();
  }
}
