package org.mturkproxy.proxy.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mturkproxy.config.CallLimits;
import org.mturkproxy.config.RateLimitConfig;
import org.mturkproxy.proxy.transport.EventLoops;
import org.mturkproxy.proxy.upstream.PassedOn;
import org.mturkproxy.translator.modern.ModernAnswer.NotExecuted;
import org.mturkproxy.translator.modern.ModernAnswer.Success;

class CallGateTest {

  private static final PassedOn DONE =
      PassedOn.withoutAnswer(new Success(JsonNodeFactory.instance.objectNode()));

  private static EventLoops loops;

  private final Queue<CompletableFuture<PassedOn>> begun = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void start() {
    loops = EventLoops.start(1);
  }

  @AfterAll
  static void stop() {
    loops.close();
  }

  private static CallLimits limits(int concurrency, int waiting, Duration wait) {
    return new CallLimits(concurrency, waiting, wait, Optional.empty());
  }

  private static EventLoop loop() {
    return loops.all().get(0);
  }

  private CompletableFuture<PassedOn> call(CallGate gate) {
    return gate.pass(
            () -> {
              CompletableFuture<PassedOn> reply = new CompletableFuture<>();
              begun.add(reply);
              return reply;
            },
            loop())
        .toCompletableFuture();
  }

  private static String refusal(CompletableFuture<PassedOn> reply) throws Exception {
    return ((NotExecuted) reply.get(20, TimeUnit.SECONDS).reply().answer()).type();
  }

  @Test
  void letsSoManyPassAtOnceTheNextWhenOneEndsAndRefusesWhatIsBeyondTheQueueAtOnce()
      throws Exception {
    CallGate gate = new CallGate(limits(2, 1, Duration.ofMinutes(1)), System::nanoTime);
    CompletableFuture<PassedOn> first = call(gate);
    call(gate);
    CompletableFuture<PassedOn> third = call(gate);
    CompletableFuture<PassedOn> fourth = call(gate);

    assertEquals(2, begun.size());
    assertEquals(1, gate.waiting());
    assertTrue(fourth.isDone());
    assertEquals(NotExecuted.BUSY, refusal(fourth));

    begun.remove().complete(DONE);
    assertEquals(DONE, first.get(20, TimeUnit.SECONDS));
    loop().submit(() -> {}).get(20, TimeUnit.SECONDS);
    assertEquals(2, begun.size());
    assertEquals(0, gate.waiting());
    assertFalse(third.isDone());
    begun.forEach(reply -> reply.complete(DONE));
    assertEquals(DONE, third.get(20, TimeUnit.SECONDS));
  }

  @Test
  void refusesWhoWaitedTooLongAndNeverSendsIt() throws Exception {
    CallGate gate = new CallGate(limits(1, 1, Duration.ofMillis(1)), System::nanoTime);
    call(gate);
    assertEquals(NotExecuted.BUSY, refusal(call(gate)));
    begun.remove().complete(DONE);
    loop().submit(() -> {}).get(20, TimeUnit.SECONDS);
    assertEquals(0, begun.size());
  }

  @Test
  void spendsTheRateAndItsBurstAndThenWaitsForTheRate() throws Exception {
    AtomicLong nanos = new AtomicLong();
    CallGate gate =
        new CallGate(
            new CallLimits(9, 0, Duration.ofSeconds(1), Optional.of(new RateLimitConfig(10, 2))),
            nanos::get);
    call(gate);
    call(gate);
    assertEquals(NotExecuted.BUSY, refusal(call(gate)));
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
    call(gate);
    assertEquals(3, begun.size());
    assertEquals(NotExecuted.BUSY, refusal(call(gate)));
  }

  /** Nothing runs that could wake it by its end. */
  @Test
  void wakesWhoWaitsForTheRateAlone() throws Exception {
    CallGate gate =
        new CallGate(
            new CallLimits(9, 9, Duration.ofSeconds(20), Optional.of(new RateLimitConfig(1000, 1))),
            System::nanoTime);
    for (int i = 0; i < 5; i++) {
      CompletableFuture<PassedOn> reply =
          gate.pass(() -> CompletableFuture.completedFuture(DONE), loop()).toCompletableFuture();
      assertEquals(DONE, reply.get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void aCallThatFailsGivesItsPlaceBack() {
    CallGate gate = new CallGate(limits(1, 0, Duration.ZERO), System::nanoTime);
    CompletableFuture<PassedOn> failing = call(gate);
    begun.remove().completeExceptionally(new IllegalStateException("expected"));
    assertThrows(Exception.class, failing::join);
    call(gate);
    assertEquals(1, begun.size());
  }
}
