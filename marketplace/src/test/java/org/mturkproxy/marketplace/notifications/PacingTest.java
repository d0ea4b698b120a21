package org.mturkproxy.marketplace.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PacingTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Destination A = new Destination("SQS", "a");
  private static final Destination B = new Destination("SQS", "b");
  private static final Destination C = new Destination("SNS", "c");

  private final Pacing pacing = new Pacing(2, 3);

  @Test
  void pausesGrowFromFailureToFailureUpToALimit() {
    assertEquals(
        List.of(5L, 10L, 20L, 40L, 40L),
        IntStream.range(0, 5).mapToObj(i -> Pacing.pause(i, 3).toSeconds()).toList());
  }

  @Test
  void aDestinationIsTriedByOneThreadAtATime() {
    assertTrue(pacing.begins(A, NOW));
    assertFalse(pacing.begins(A, NOW));
    assertTrue(pacing.begins(B, NOW));
    pacing.ended(A);
    assertTrue(pacing.begins(A, NOW));
  }

  @Test
  void afterAFailureItWaitsAndAfterASuccessItDoesNot() {
    fail(A);
    assertFalse(pacing.begins(A, NOW.plusMillis(4_999)));
    assertTrue(pacing.begins(A, NOW.plusSeconds(5)));
    pacing.failed(A, NOW.plusSeconds(5));
    pacing.ended(A);
    assertFalse(pacing.begins(A, NOW.plusMillis(14_999)));
    assertTrue(pacing.begins(A, NOW.plusSeconds(15)));
    pacing.succeeded(A);
    pacing.ended(A);
    assertTrue(pacing.begins(A, NOW.plusSeconds(15)));
  }

  @Test
  void thoseThatFailedDoNotTakeAllThreads() {
    fail(A);
    fail(B);
    fail(C);
    Instant later = NOW.plus(Duration.ofMinutes(1));
    assertTrue(pacing.begins(A, later));
    assertTrue(pacing.begins(B, later));
    assertFalse(pacing.begins(C, later));
    assertTrue(pacing.begins(new Destination("SNS", "well"), later));
    pacing.ended(A);
    assertTrue(pacing.begins(C, later));
  }

  private void fail(Destination destination) {
    assertTrue(pacing.begins(destination, NOW));
    pacing.failed(destination, NOW);
    pacing.ended(destination);
  }
}
