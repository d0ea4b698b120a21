package org.mturkproxy.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.config.UpstreamTarget;

/** What {@code demo} calls, prints and answers. */
class DemoCommandTest {

  private static final Set<String> OPERATIONS =
      new TreeSet<>(
          Set.of(
              "AssignQualification",
              "BlockWorker",
              "CreateHIT",
              "CreateQualificationType",
              "GetAccountBalance",
              "GetBlockedWorkers",
              "GetHIT",
              "GetQualificationScore",
              "GetQualificationType",
              "RegisterHITType",
              "RevokeQualification",
              "UnblockWorker"));

  @TempDir Path directory;
  private final FakeProxy proxy = new FakeProxy("none");

  @Test
  void callsEveryOperationOnceWithAClassicSignature() {
    Terminal terminal = new Terminal(directory, proxy);

    assertEquals(0, terminal.run("demo"), terminal.err());

    List<String> called = proxy.calls.stream().map(call -> call.get("Operation")).toList();
    assertEquals(OPERATIONS, new TreeSet<>(called));
    assertEquals(OPERATIONS.size(), called.size());
    assertTrue(terminal.out().endsWith("12 legacy calls, 0 failed\n"), terminal.out());
  }

  @Test
  void laterCallsUseTheIdsOfEarlierAnswers() {
    new Terminal(directory, proxy).run("demo");

    Map<String, String> getHit = proxy.calls.get(proxy.calls.size() - 1);
    assertEquals("GetHIT", getHit.get("Operation"));
    assertEquals("3HIT&CreateHIT", getHit.get("HITId"));
  }

  @Test
  void printsTheFourLegs() {
    Terminal terminal = new Terminal(directory, proxy);

    terminal.run("demo", "--operation", "UnblockWorker");

    Map<String, String> call =
        proxy.calls.stream()
            .filter(made -> made.get("Operation").equals("UnblockWorker"))
            .findFirst()
            .orElseThrow();
    String expected =
        """
        UnblockWorker -> ModernUnblockWorker: ok
          legacy request   GET /
              Service                      AWSMechanicalTurkRequester
              AWSAccessKeyId               DEMO
              Version                      2014-08-15
              Operation                    UnblockWorker
              Signature                    %s…
              Timestamp                    %s
              WorkerId                     AZ3456EXAMPLE
          modern request   POST /  X-Amz-Target: MTurkRequesterServiceV20170117.ModernUnblockWorker
              {
                "WorkerId" : "AZ3456EXAMPLE"
              }
          modern answer    success after 7 ms
              {
                "Answer" : 42
              }
          legacy answer    HTTP 200
              <UnblockWorkerResponse>
                <Result>
                  <Request>
                    <IsValid>True</IsValid>
                  </Request>
                  <HITId>3HIT&amp;UnblockWorker</HITId>
                </Result>
              </UnblockWorkerResponse>

        """
            .formatted(call.get("Signature").substring(0, 6), call.get("Timestamp"));
    assertTrue(terminal.out().contains(expected), terminal.out());
    assertTrue(terminal.out().contains("BlockWorker -> ModernBlockWorker: ok\nGetBlockedWorkers"));
  }

  @Test
  void aCallThatFailsIsShownAndFailsTheCommand() {
    Terminal terminal = new Terminal(directory, new FakeProxy("GetHIT"));

    assertEquals(1, terminal.run("demo", "--operation", "BlockWorker"));

    assertTrue(terminal.out().contains("GetHIT -> ModernGetHIT: FAILED\n  legacy request"));
    assertTrue(terminal.out().endsWith("12 legacy calls, 1 failed\n"), terminal.out());
  }

  @Test
  void anUnknownOperationIsAMistakeOnTheCommandLine() {
    Terminal terminal = new Terminal(directory, proxy);

    assertEquals(2, terminal.run("demo", "--operation", "GetHat"));

    assertTrue(
        terminal.err().startsWith("--operation GetHat: expected one of GetAccountBalance, "),
        terminal.err());
    assertEquals(List.of(), proxy.started);
  }

  @Test
  void nothingOfItOutlivesTheCommandOrIsReachedFromElsewhere() {
    new Terminal(directory, proxy).run("demo");

    ProxyConfig config = proxy.started.get(0);
    assertEquals("127.0.0.1", config.listen().host());
    assertEquals(0, config.listen().port());
    assertEquals(new UpstreamTarget.Embedded(), config.upstream().target());
    assertEquals(Optional.empty(), config.marketplace().data());
    assertEquals(new TrafficLogConfig.Off(), config.trafficLog());
    assertEquals(1, proxy.closed.size());
    assertFalse(directory.toFile().list().length > 0, "a file was written");
  }
}
