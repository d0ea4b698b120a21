package org.mturkproxy.translator.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mturkproxy.translator.catalogue.Memory;

/** What is remembered of earlier calls: for a day, and within 8 MiB. */
final class DayMemoryTest {

  private Instant now = Instant.parse("2016-05-04T10:20:30Z");

  private final DayMemory memory =
      new DayMemory(
          new Clock() {
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
          });
  private final Memory one = memory.of("AKIDONE");

  @Test
  void whatIsKeptIsForgottenAfterADay() {
    one.keep("ExtendHIT t", "a");
    now = now.plus(Duration.ofDays(1)).minusMillis(1);
    assertEquals(Optional.of("a"), one.recall("ExtendHIT t"));
    now = now.plusMillis(1);
    assertEquals(Optional.empty(), one.recall("ExtendHIT t"));
  }

  @Test
  void aRequesterDoesNotSeeWhatAnotherKeeps() {
    one.keep("ExtendHIT t", "a");
    assertEquals(Optional.empty(), memory.of("AKIDOTHER").recall("ExtendHIT t"));
  }

  @Test
  void whenItIsFullTheOldestGoFirstAndTheNewestAreAllThere() {
    String text = "x".repeat(1000);
    for (int i = 0; i < 100_000; i++) {
      one.keep("key " + i, text);
    }
    int[] there =
        IntStream.range(0, 100_000).filter(i -> one.recall("key " + i).isPresent()).toArray();
    // 240 bytes, nine characters, and the text.
    assertEquals(8 * 1024 * 1024 / 1249, there.length);
    assertEquals(100_000 - there.length, there[0]);
    assertEquals(99_999, there[there.length - 1]);
  }

  @Test
  void whatIsKeptAgainCountsOnceAndIsNew() {
    String text = "x".repeat(1_000_000);
    one.keep("a", text);
    for (int i = 0; i < 100; i++) {
      one.keep("b", text);
    }
    assertEquals(true, one.recall("a").isPresent());
    one.keep("a", text);
    IntStream.range(0, 7).forEach(i -> one.keep("c" + i, text));
    assertEquals(
        Optional.of(true), one.recall("a").map(text::equals), "it was renewed after b was");
    assertEquals(Optional.empty(), one.recall("b"));
  }
}
