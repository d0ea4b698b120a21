package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.BonusPayment;
import software.amazon.awssdk.services.mturk.model.HIT;
import software.amazon.awssdk.services.mturk.model.RequestErrorException;
import software.amazon.awssdk.services.mturk.model.ServiceException;

/**
 * What was acknowledged is there after kill -9, once; what was not is there once or not at all, and
 * repeating it with its token makes it exactly once.
 */
@EnabledIf(TestMarketplace.IS_OURS)
class DurabilityTest {

  private static final int KILLS = 3;
  private static final int ACKNOWLEDGED_BEFORE_KILL = 40;

  /** What one stream of calls sent, and what it knows of. */
  private static final class Sent {
    private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> acknowledged = Collections.synchronizedSet(new HashSet<>());
  }

  @FunctionalInterface
  private interface Operation {
    void run(MTurkClient client, String token);
  }

  private final List<MarketplaceProcess> processes = new ArrayList<>();

  @AfterEach
  void killAll() throws InterruptedException {
    for (MarketplaceProcess process : processes) {
      process.kill();
    }
  }

  private MarketplaceProcess start(Path directory) throws IOException {
    MarketplaceProcess process = MarketplaceProcess.start(directory);
    processes.add(process);
    return process;
  }

  @Test
  void acknowledgedCallsSurviveAKillOnceEach(@TempDir Path directory) throws Exception {
    MarketplaceProcess process = start(directory);
    String assignment;
    String paidHit;
    try (MTurkClient client = TestMarketplace.alice(process.endpoint())) {
      paidHit = client.createHIT(Examples.hit().reward("0").build()).hit().hitId();
      assignment = new Players(process.endpoint()).work("A1", paidHit);
    }
    Operation create =
        (client, token) ->
            client.createHIT(
                Examples.hit().uniqueRequestToken(token).requesterAnnotation(token).build());
    Operation bonus =
        (client, token) ->
            client.sendBonus(
                r ->
                    r.assignmentId(assignment)
                        .workerId("A1")
                        .bonusAmount("0.10")
                        .reason(token)
                        .uniqueRequestToken(token));
    Sent hits = new Sent();
    Sent bonuses = new Sent();
    for (int kill = 0; kill < KILLS; kill++) {
      CountDownLatch enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_KILL);
      Thread one = stream(process, create, hits, "hit-" + kill, enough);
      Thread two = stream(process, bonus, bonuses, "bonus-" + kill, enough);
      enough.await();
      process.kill();
      one.join();
      two.join();
      process = start(directory);
      try (MTurkClient client = TestMarketplace.alice(process.endpoint())) {
        assertOnce(hits, annotations(client));
        assertOnce(bonuses, reasons(client, paidHit));
        repeat(client, hits, create);
        repeat(client, bonuses, bonus);
        assertEquals(sorted(hits.tokens), sorted(annotations(client)));
        assertEquals(sorted(bonuses.tokens), sorted(reasons(client, paidHit)));
        // Each bonus of 0.10 costs 0.02 more; the ledger knows each of them once as well.
        assertEquals(
            new BigDecimal("10000.00")
                .subtract(new BigDecimal("0.12").multiply(new BigDecimal(bonuses.tokens.size()))),
            new BigDecimal(client.getAccountBalance().availableBalance()));
      }
    }
  }

  /**
   * The system refuses to let the files grow (EFBIG), first while the log is copied into the
   * database, then in the middle of commits.
   */
  @Test
  @EnabledOnOs(OS.LINUX)
  void whatTheDiskDidNotTakeIsNotAcknowledgedAndWhatWasAcknowledgedIsThere(@TempDir Path directory)
      throws Exception {
    String question = Examples.HTML_QUESTION.replace("<body>", "<body>" + "x".repeat(60 * 1024));
    Operation create =
        (client, token) ->
            client.createHIT(
                Examples.hit()
                    .question(question)
                    .uniqueRequestToken(token)
                    .requesterAnnotation(token)
                    .build());
    Sent hits = new Sent();
    MarketplaceProcess limited = MarketplaceProcess.startWithFileLimit(directory, 16_384);
    processes.add(limited);
    int refused = 0;
    try (MTurkClient client = TestMarketplace.alice(limited.endpoint())) {
      for (int i = 0; refused < 10; i++) {
        String token = "hit-" + i;
        hits.tokens.add(token);
        try {
          create.run(client, token);
          hits.acknowledged.add(token);
        } catch (ServiceException notTaken) {
          refused++;
        }
      }
      // It goes on to tell the truth.
      assertEquals(sorted(List.copyOf(hits.acknowledged)), sorted(annotations(client)));
    }
    assertTrue(hits.acknowledged.size() > 100, () -> hits.acknowledged.size() + " acknowledged");
    limited.kill();
    try (MTurkClient client = TestMarketplace.alice(start(directory).endpoint())) {
      assertEquals(sorted(List.copyOf(hits.acknowledged)), sorted(annotations(client)));
      repeat(client, hits, create);
      assertEquals(sorted(hits.tokens), sorted(annotations(client)));
    }
  }

  private static Thread stream(
      MarketplaceProcess process,
      Operation operation,
      Sent sent,
      String prefix,
      CountDownLatch enough) {
    Thread thread =
        new Thread(
            () -> {
              try (MTurkClient client = TestMarketplace.alice(process.endpoint())) {
                for (int i = 0; ; i++) {
                  String token = prefix + "-" + i;
                  sent.tokens.add(token);
                  operation.run(client, token);
                  sent.acknowledged.add(token);
                  enough.countDown();
                }
              } catch (SdkClientException killed) {
                // The server is gone; whether the last call was carried out is not known.
              }
            });
    thread.start();
    return thread;
  }

  /** As a careful client does: the same token again for what was not acknowledged. */
  private static void repeat(MTurkClient client, Sent sent, Operation operation) {
    for (String token : sent.tokens) {
      if (sent.acknowledged.add(token)) {
        try {
          operation.run(client, token);
        } catch (RequestErrorException already) {
          assertTrue(
              Set.of("AWS.MechanicalTurk.HITAlreadyExists", "AWS.MechanicalTurk.DuplicateCall")
                  .contains(already.turkErrorCode()),
              already::getMessage);
        }
      }
    }
  }

  private static void assertOnce(Sent sent, List<String> found) {
    assertEquals(found.size(), new HashSet<>(found).size(), "something is there twice");
    assertTrue(found.containsAll(sent.acknowledged), "something acknowledged is missing");
    assertTrue(sent.tokens.containsAll(found), "something is there that was never sent");
  }

  private static List<String> annotations(MTurkClient client) {
    return client.listHITsPaginator(r -> r.maxResults(100)).stream()
        .flatMap(page -> page.hiTs().stream())
        .map(HIT::requesterAnnotation)
        .filter(annotation -> annotation != null)
        .toList();
  }

  private static List<String> reasons(MTurkClient client, String hit) {
    return client.listBonusPaymentsPaginator(r -> r.hitId(hit).maxResults(100)).stream()
        .flatMap(page -> page.bonusPayments().stream())
        .map(BonusPayment::reason)
        .toList();
  }

  private static List<String> sorted(List<String> texts) {
    return texts.stream().sorted().toList();
  }
}
