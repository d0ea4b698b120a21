package org.mturkproxy.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** When a provider is asked, with a clock and a thread that move only when told to. */
class ProvidedCredentialsTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Queue<Runnable> offLoop = new ArrayDeque<>();
  private final Hand hand = new Hand();
  private int fetched;
  private int forgotten;
  private Optional<Duration> lifetime = Optional.empty();
  private boolean failing;

  private final ProvidedCredentials credentials =
      new ProvidedCredentials(this::fetch, () -> forgotten++, offLoop::add, hand);

  @Test
  void waitsForTheFirstFetchAndMakesOnlyOne() {
    CompletableFuture<AwsCredentialsIdentity> first = current();
    CompletableFuture<AwsCredentialsIdentity> second = current();
    assertFalse(first.isDone());
    runOffLoop(1);
    assertEquals("key1", key(first));
    assertEquals("key1", key(second));
  }

  @Test
  void asksAgainInTheBackgroundAfterAMinute() {
    fetchFirst();
    hand.move(Duration.ofSeconds(60));
    assertEquals("key1", key(current()));
    runOffLoop(0);
    hand.move(Duration.ofSeconds(1));
    assertEquals("key1", key(current()));
    runOffLoop(1);
    assertEquals("key2", key(current()));
    runOffLoop(0);
    assertEquals(0, forgotten);
  }

  @Test
  void waitsWhenTheCredentialsAreAboutToExpire() {
    lifetime = Optional.of(Duration.ofMinutes(10));
    fetchFirst();
    hand.move(Duration.ofMinutes(9).plusSeconds(1));
    CompletableFuture<AwsCredentialsIdentity> next = current();
    assertFalse(next.isDone());
    runOffLoop(1);
    assertEquals("key2", key(next));
  }

  @Test
  void keepsGoodCredentialsWhenAskingAgainFails() {
    fetchFirst();
    failing = true;
    hand.move(Duration.ofHours(1));
    assertEquals("key1", key(current()));
    runOffLoop(1);
    assertEquals("key1", key(current()));
  }

  @Test
  void failsWhenThereAreNoneAndAsksAgainNextTime() {
    failing = true;
    CompletableFuture<AwsCredentialsIdentity> first = current();
    runOffLoop(1);
    assertTrue(first.isCompletedExceptionally());
    failing = false;
    CompletableFuture<AwsCredentialsIdentity> second = current();
    runOffLoop(1);
    assertEquals("key1", key(second));
  }

  @Test
  void asksAtOnceWhenToldThatTheyHaveExpired() {
    fetchFirst();
    CompletableFuture<AwsCredentialsIdentity> renewed = credentials.renewed().toCompletableFuture();
    assertFalse(renewed.isDone());
    runOffLoop(1);
    assertEquals("key2", key(renewed));
    assertEquals("key2", key(current()));
    assertEquals(1, forgotten);
  }

  private void fetchFirst() {
    CompletableFuture<AwsCredentialsIdentity> first = current();
    runOffLoop(1);
    assertEquals("key1", key(first));
  }

  private AwsCredentials fetch() {
    if (failing) {
      throw new IllegalStateException("expected");
    }
    fetched++;
    Optional<Instant> end = lifetime.map(hand.instant()::plus);
    return end.isPresent()
        ? AwsSessionCredentials.builder()
            .accessKeyId("key" + fetched)
            .secretAccessKey("profile-secret-of-a-test")
            .sessionToken("session-token-of-a-test")
            .expirationTime(end.get())
            .build()
        : AwsBasicCredentials.create("key" + fetched, "profile-secret-of-a-test");
  }

  private CompletableFuture<AwsCredentialsIdentity> current() {
    return credentials.current().toCompletableFuture();
  }

  private void runOffLoop(int tasks) {
    assertEquals(tasks, offLoop.size());
    for (int i = 0; i < tasks; i++) {
      offLoop.remove().run();
    }
  }

  private static String key(CompletableFuture<AwsCredentialsIdentity> identity) {
    assertTrue(identity.isDone());
    return identity.join().accessKeyId();
  }

  private static final class Hand extends Clock {

    private Instant now = START;

    void move(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new IllegalStateException("not asked for");
    }
  }
}
