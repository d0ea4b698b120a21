package org.mturkproxy.marketplace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mturkproxy.marketplace.ApiErrors.assertFrameworkError;
import static org.mturkproxy.marketplace.ApiErrors.assertParameterError;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.config.MarketplaceConfig;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.MTurkException;

@EnabledIf(TestMarketplace.CAN_BE_EMPTIED)
class ControlTest {

  @RegisterExtension final TestMarketplace marketplace = TestMarketplace.inMemory();
  private final MTurkClient alice = marketplace.alice();

  @Test
  void theClockMovesTheStatesButNotTheSignatures() {
    String hit = alice.createHIT(Examples.hit().build()).hit().hitId();
    double now =
        marketplace
            .post("/control/clock", "{\"advanceSeconds\":86400}")
            .body()
            .get("Now")
            .doubleValue();
    assertTrue(now > Instant.now().plus(Duration.ofHours(23)).getEpochSecond());
    assertEquals("Reviewable", alice.getHIT(r -> r.hitId(hit)).hit().hitStatusAsString());
    for (String wrong : List.of("-1", "1.5", "\"1\"", "null")) {
      assertEquals(
          400,
          marketplace.post("/control/clock", "{\"advanceSeconds\":" + wrong + "}").status(),
          wrong);
    }
  }

  @Test
  void aResetStartsAnew() {
    alice.createHIT(Examples.hit().uniqueRequestToken("t").build());
    String id = marketplace.work("A1", alice.createHIT(Examples.hit().build()).hit().hitId());
    alice.approveAssignment(r -> r.assignmentId(id));
    marketplace.advance(Duration.ofDays(10));
    marketplace.post("/control/faults", "{\"faults\":[{\"kind\":\"throttle\"}]}");
    assertEquals(200, marketplace.post("/control/reset", "{}").status());
    assertEquals(0, alice.listHITs().numResults());
    assertEquals("10000.00", alice.getAccountBalance().availableBalance());
    Instant created =
        alice.createHIT(Examples.hit().uniqueRequestToken("t").build()).hit().creationTime();
    assertTrue(created.isBefore(Instant.now().plusSeconds(5)), created::toString);
  }

  @Test
  void aCallDuringAResetFindsItsAccount() throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    Thread resets =
        new Thread(
            () -> {
              for (int i = 0; i < 50; i++) {
                marketplace.post("/control/reset", "{}");
              }
              over.set(true);
            });
    resets.start();
    do {
      assertEquals("10000.00", alice.getAccountBalance().availableBalance());
    } while (!over.get());
    resets.join();
  }

  @Test
  void throttlingHitsAShareOfTheCalls() {
    fault("{\"kind\":\"throttle\",\"percent\":25}");
    long throttled =
        IntStream.range(0, 20)
            .filter(
                i -> {
                  try {
                    alice.getAccountBalance();
                    return false;
                  } catch (MTurkException e) {
                    assertEquals("ThrottlingException", e.awsErrorDetails().errorCode());
                    return true;
                  }
                })
            .count();
    assertEquals(5, throttled);
  }

  @Test
  void aFaultIsForItsOperationAndEndsAfterItsCount() {
    fault("{\"kind\":\"throttle\",\"operation\":\"GetAccountBalance\",\"count\":1}");
    alice.listHITs();
    assertFrameworkError("ThrottlingException", "Rate exceeded", alice::getAccountBalance);
    alice.getAccountBalance();
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"kind\":\"error\",\"status\":500}', 0",
    "'{\"kind\":\"error\",\"status\":503,\"withBody\":false}', 0",
    "'{\"kind\":\"error\",\"status\":503,\"afterCommit\":true}', 1",
    "'{\"kind\":\"error\",\"status\":500,\"afterCommit\":true,\"withBody\":false}', 1",
    "'{\"kind\":\"close\"}', 0",
    "'{\"kind\":\"close\",\"afterCommit\":true}', 1",
    "'{\"kind\":\"cut\"}', 1",
  })
  void aFailedCallWasCarriedOutOrNotAsTheFaultSays(String fault, int created) {
    fault(fault.replace("}", ",\"operation\":\"CreateHIT\"}"));
    assertThrows(SdkException.class, () -> alice.createHIT(Examples.hit().build()));
    assertEquals(created, alice.listHITs().numResults());
  }

  @ParameterizedTest
  @CsvSource({"500, InternalFailure", "503, ServiceUnavailableException"})
  void aServerErrorHasItsStatusAndType(int status, String type) {
    fault("{\"kind\":\"error\",\"status\":" + status + "}");
    MTurkException error = assertThrows(MTurkException.class, alice::getAccountBalance);
    assertEquals(status, error.statusCode());
    assertEquals(type, error.awsErrorDetails().errorCode());
  }

  @Test
  void aClosedConnectionIsNoAnswer() {
    // HttpURLConnection repeats a POST by itself once (mapping section 3.3, rule 9).
    fault("{\"kind\":\"close\"}");
    assertThrows(SdkClientException.class, alice::getAccountBalance);
  }

  @Test
  void aDelayIsNothingButADelay() {
    fault("{\"kind\":\"delay\",\"delayMillis\":300}");
    long start = System.nanoTime();
    assertEquals("10000.00", alice.getAccountBalance().availableBalance());
    assertTrue(System.nanoTime() - start >= 300_000_000L);
  }

  @Test
  void faultsCanBeLiftedWhileMoreCallsWaitThanThereAreThreads() throws IOException {
    fault("{\"kind\":\"delay\",\"delayMillis\":60000,\"operation\":\"ListHITs\"}");
    String target = "MTurkRequesterServiceV20170117.ListHITs";
    String call =
        "POST / HTTP/1.1\r\nHost: a\r\nX-Amz-Target: " + target + "\r\nContent-Length: 0\r\n\r\n";
    List<Socket> waiting = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        Socket socket =
            new Socket(marketplace.endpoint().getHost(), marketplace.endpoint().getPort());
        waiting.add(socket);
        socket.getOutputStream().write(call.getBytes(UTF_8));
      }
      assertEquals("10000.00", alice.getAccountBalance().availableBalance());
      assertEquals(200, marketplace.post("/control/faults", "{\"faults\":[]}").status());
      assertEquals(0, alice.listHITs().numResults());
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void theMovedClockSurvivesARestartAndNotAReset(@TempDir Path directory) {
    String hit;
    try (TestMarketplace before = TestMarketplace.in(directory)) {
      try (MTurkClient client = before.alice()) {
        hit = client.createHIT(Examples.hit().build()).hit().hitId();
      }
      before.post("/control/clock", "{\"advanceSeconds\":40000}");
      before.post("/control/clock", "{\"advanceSeconds\":46400}");
    }
    try (TestMarketplace after = TestMarketplace.in(directory);
        MTurkClient client = after.alice()) {
      assertEquals("Reviewable", client.getHIT(r -> r.hitId(hit)).hit().hitStatusAsString());
      assertTrue(now(after).isAfter(Instant.now().plusSeconds(86_000)));
      after.post("/control/reset", "{}");
    }
    try (TestMarketplace reset = TestMarketplace.in(directory)) {
      assertTrue(now(reset).isBefore(Instant.now().plusSeconds(60)));
    }
  }

  private static Instant now(TestMarketplace marketplace) {
    return Instant.ofEpochSecond(
        marketplace.post("/control/clock", "{\"advanceSeconds\":0}").body().get("Now").asLong());
  }

  @Test
  void whatIsNotAFaultIsRefused() {
    for (String fault :
        List.of(
            "{\"kind\":\"other\"}",
            "{\"kind\":\"error\",\"status\":400}",
            "{\"kind\":\"cut\",\"percent\":0}",
            "{\"kind\":\"delay\",\"delayMillis\":-1}",
            "{\"kind\":\"delay\",\"delayMillis\":60001}",
            "{\"kind\":\"delay\",\"delayMillis\":4294967296}",
            "{\"kind\":\"delay\",\"delayMillis\":\"1\"}",
            "{\"kind\":\"throttle\",\"Operation\":\"GetAccountBalance\"}",
            "{\"kind\":\"throttle\",\"operation\":null}",
            "{\"kind\":\"error\",\"status\":\"503\"}",
            "{\"kind\":\"error\",\"withBody\":\"no\"}",
            "{\"kind\":\"close\",\"afterCommit\":1}",
            "{\"kind\":\"cut\",\"count\":0}",
            "{\"kind\":\"cut\",\"percent\":50.5}",
            "1")) {
      assertEquals(
          400, marketplace.post("/control/faults", "{\"faults\":[" + fault + "]}").status(), fault);
    }
    for (String script : List.of("{}", "{\"fault\":[]}", "{\"faults\":{\"kind\":\"cut\"}}")) {
      assertEquals(400, marketplace.post("/control/faults", script).status(), script);
    }
    alice.getAccountBalance();
  }

  @Test
  void neitherInterfaceIsThereUnlessItIsWanted() {
    try (TestMarketplace closed =
        new TestMarketplace(
            new MarketplaceConfig(Optional.empty(), BigDecimal.TEN, false, false))) {
      for (String path : List.of("/control/reset", "/worker/assignments", "/other")) {
        assertEquals(404, closed.post(path, "{}").status(), path);
      }
    }
    assertEquals(404, marketplace.post("/worker/other", "{}").status());
    assertEquals(404, marketplace.post("/control/other", "{}").status());
  }

  @Test
  void aCallAfterAFaultIsAsAlways() {
    fault("{\"kind\":\"cut\",\"count\":1}");
    assertThrows(SdkException.class, alice::getAccountBalance);
    assertParameterError(
        "One of the parameters HITId and AssignmentId must be given.",
        () -> alice.listBonusPayments(r -> {}));
  }

  private void fault(String fault) {
    assertEquals(200, marketplace.post("/control/faults", "{\"faults\":[" + fault + "]}").status());
  }
}
