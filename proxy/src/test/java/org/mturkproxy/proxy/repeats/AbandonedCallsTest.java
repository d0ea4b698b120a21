package org.mturkproxy.proxy.repeats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mturkproxy.translator.exchange.LegacyAnswer;
import org.mturkproxy.translator.exchange.Repetitions.Kept;

class AbandonedCallsTest {

  private static final long MOST_BYTES = 10_000;
  private static final LegacyAnswer ANSWER =
      new LegacyAnswer(200, Optional.empty(), ByteBuffer.wrap(new byte[1000]));

  private final Moving clock = new Moving();
  private final AbandonedCalls calls = new AbandonedCalls(MOST_BYTES, clock);

  private CompletableFuture<Optional<Kept>> begin(String id, String fingerprint, boolean gone) {
    calls.begun(id, () -> gone);
    return calls.earlier(id, fingerprint).toCompletableFuture();
  }

  private void end(String id, boolean delivered) {
    calls.answered(id, ANSWER, true);
    calls.ended(id, delivered);
  }

  private void lose(String id, String fingerprint) {
    assertEquals(Optional.empty(), begin(id, fingerprint, false).join());
    end(id, false);
  }

  private Optional<Kept> repeat(String id, String fingerprint) {
    Optional<Kept> kept = begin(id, fingerprint, false).join();
    end(id, true);
    return kept;
  }

  private static Optional<Kept> kept(String id) {
    return Optional.of(new Kept(id, ANSWER));
  }

  @AfterEach
  void nothingIsLeftUnderWay() {
    assertEquals(0, calls.underWay());
  }

  @Test
  void anAnswerThatNobodyGotIsGivenOnceToAnEqualCall() {
    lose("1", "equal");
    assertEquals(Optional.empty(), repeat("2", "other"));
    assertEquals(kept("1"), repeat("3", "equal"));
    assertEquals(Optional.empty(), repeat("4", "equal"));
  }

  @Test
  void anAnswerThatWasDeliveredIsNeverGivenAgain() {
    begin("1", "equal", false);
    end("1", true);
    assertEquals(Optional.empty(), repeat("2", "equal"));
  }

  @Test
  void aCallThatHadNoEffectMayBeCarriedOutAgain() {
    begin("1", "equal", false);
    calls.answered("1", ANSWER, false);
    calls.ended("1", false);
    assertEquals(Optional.empty(), repeat("2", "equal"));
  }

  @Test
  void twoAbandonedCallsAreTwoAnswers() {
    begin("1", "equal", false);
    begin("2", "equal", false);
    end("1", false);
    end("2", false);
    assertEquals(kept("1"), repeat("3", "equal"));
    assertEquals(kept("2"), repeat("4", "equal"));
    assertEquals(Optional.empty(), repeat("5", "equal"));
  }

  @Test
  void anEqualCallWaitsForTheAbandonedOneThatStillRuns() {
    begin("1", "equal", true);
    CompletableFuture<Optional<Kept>> second = begin("2", "equal", false);
    CompletableFuture<Optional<Kept>> third = begin("3", "equal", false);
    assertFalse(second.isDone());
    assertTrue(third.isDone());
    end("1", false);
    assertEquals(kept("1"), second.join());
    assertEquals(Optional.empty(), third.join());
    end("2", true);
    end("3", true);
  }

  @Test
  void whoWaitedForACallThatWasDeliveredAfterAllIsCarriedOut() {
    begin("1", "equal", true);
    CompletableFuture<Optional<Kept>> second = begin("2", "equal", false);
    end("1", true);
    assertEquals(Optional.empty(), second.join());
    end("2", true);
  }

  @Test
  void anEqualCallWhoseClientStillWaitsIsMeant() {
    begin("1", "equal", false);
    assertEquals(Optional.empty(), begin("2", "equal", false).join());
    end("1", true);
    end("2", true);
  }

  /** The repetition hung up, too. */
  @Test
  void anAnswerThatWasGivenAndNotDeliveredIsKeptAgain() {
    lose("1", "equal");
    assertEquals(kept("1"), begin("2", "equal", false).join());
    end("2", false);
    assertTrue(repeat("3", "equal").isPresent());
  }

  @Test
  void anAnswerIsForgottenAfterTenMinutes() {
    lose("1", "equal");
    clock.pass(Duration.ofMinutes(10).minusMillis(1));
    assertTrue(repeat("2", "equal").isPresent());
    lose("3", "equal");
    clock.pass(Duration.ofMinutes(10));
    assertEquals(Optional.empty(), repeat("4", "equal"));
  }

  @Test
  void keptAnswersTakeNoMoreThanTheirMemory() {
    for (int i = 0; i < 100; i++) {
      lose("call " + i, "print " + i);
      assertTrue(calls.bytes() <= MOST_BYTES);
    }
    assertTrue(calls.bytes() > MOST_BYTES / 2);
  }

  private static final class Moving extends Clock {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
