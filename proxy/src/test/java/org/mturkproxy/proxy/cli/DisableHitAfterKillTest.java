package org.mturkproxy.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mturkproxy.proxy.FreePort;
import org.mturkproxy.translator.authentication.LegacySecret;

/**
 * DisableHIT with a Worker at work, through a kill of the whole process, marketplace and all
 * ({@code mapping.md} 3.7 step 5).
 */
class DisableHitAfterKillTest {

  private static final String KEY = "AKIDEXAMPLE";
  private static final String SECRET = "secret-of-the-kill-test";

  private static final String QUESTION =
      "<HTMLQuestion xmlns=\"http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/"
          + "2011-11-11/HTMLQuestion.xsd\"><HTMLContent><![CDATA[<!DOCTYPE html><html><body>"
          + "</body></html>]]></HTMLContent><FrameHeight>400</FrameHeight></HTMLQuestion>";
  private static final String ANSWER =
      "<QuestionFormAnswers xmlns=\\\"http://mechanicalturk.amazonaws.com/"
          + "AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd\\\"><Answer>"
          + "<QuestionIdentifier>q</QuestionIdentifier><FreeText>a</FreeText></Answer>"
          + "</QuestionFormAnswers>";

  @TempDir Path home;

  private int marketplacePort;
  private Process process;
  private final List<String> log = new ArrayList<>();
  private LegacyCaller legacy;

  private void serve() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Dmturkproxy.home=" + home,
            // As an operator sees it; the tests' own goes into files.
            "-Dlogback.configurationFile=logback.xml",
            Main.class.getName(),
            "serve",
            "--config",
            home.resolve("proxy.yaml").toString());
    builder.environment().put("LEGACY_SECRET", SECRET);
    synchronized (log) {
      log.clear();
    }
    process = builder.redirectErrorStream(true).start();
    BufferedReader lines = process.inputReader();
    new Thread(() -> readLog(lines)).start();
    String url = await("mturk-proxy: serving on http://127.0.0.1:");
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), URI.create(url).getPort());
    legacy = new LegacyCaller(address, KEY, new LegacySecret(SECRET), Clock.systemUTC());
  }

  /** Waits for a line of this process's log; gives the address in it, if there is one. */
  private String await(String text) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    synchronized (log) {
      while (log.stream().noneMatch(line -> line.contains(text))) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        assertTrue(left > 0, () -> "no line with \"" + text + "\" in " + log);
        log.wait(left);
      }
      String line = log.stream().filter(one -> one.contains(text)).findFirst().orElseThrow();
      return line.replaceFirst(".*?(http://[0-9.:]+).*", "$1");
    }
  }

  private void readLog(BufferedReader lines) {
    lines
        .lines()
        .forEach(
            line -> {
              synchronized (log) {
                log.add(line);
                log.notifyAll();
              }
            });
  }

  @AfterEach
  void end() throws Exception {
    process.destroyForcibly().waitFor();
  }

  private String call(String operation, Map<String, String> parameters) throws Exception {
    String answer = legacy.call(operation, parameters);
    assertTrue(answer.contains("<IsValid>True</IsValid>"), answer);
    return answer;
  }

  private static String text(String xml, String element) {
    return xml.replaceFirst("(?s).*?<" + element + ">([^<]*)<.*", "$1");
  }

  private String work(String path, String json) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + marketplacePort + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    assertTrue(answer.contains("AssignmentId"), answer);
    return answer.replaceFirst(".*\"AssignmentId\":\"([^\"]*)\".*", "$1");
  }

  @Test
  @Timeout(180)
  void workThatWasInProgressIsApprovedAndTheHitDeletedAfterTheNextStart() throws Exception {
    marketplacePort = FreePort.one();
    Files.writeString(
        home.resolve("proxy.yaml"),
        """
        listen: {port: 0}
        keys:
          - {id: %s, secret: {env: LEGACY_SECRET}}
        trafficLog: off
        marketplace:
          data: data
          workerApi: true
          listen: {host: 127.0.0.1, port: %d}
        """
            .formatted(KEY, marketplacePort));
    serve();
    String hitId =
        text(
            call(
                "CreateHIT",
                Map.of(
                    "Title", "t",
                    "Description", "d",
                    "Reward.1.Amount", "0.50",
                    "AssignmentDurationInSeconds", "3600",
                    "LifetimeInSeconds", "3600",
                    "MaxAssignments", "2",
                    "Question", QUESTION)),
            "HITId");
    String worker = "{\"WorkerId\":\"A2EXAMPLE\",\"HITId\":\"" + hitId + "\"}";
    String assignment = work("/worker/assignments/accept", worker);

    call("DisableHIT", Map.of("HITId", hitId));
    assertEquals("Disposed", text(call("GetHIT", Map.of("HITId", hitId)), "HITStatus"));
    assertEquals("0", text(call("SearchHITs", Map.of()), "TotalNumResults"));
    call("DisableHIT", Map.of("HITId", hitId));
    String before = text(call("GetAccountBalance", Map.of()), "Amount");
    work("/worker/assignments/" + assignment + "/submit", "{\"Answer\":\"" + ANSWER + "\"}");
    process.destroyForcibly().waitFor();

    serve();
    await("HIT " + hitId + " is disabled");

    assertEquals("0", text(call("SearchHITs", Map.of()), "TotalNumResults"));
    String after = text(call("GetAccountBalance", Map.of()), "Amount");
    // The reward and its fee.
    assertEquals("10000.000 then 9999.400", before + " then " + after);
  }
}
