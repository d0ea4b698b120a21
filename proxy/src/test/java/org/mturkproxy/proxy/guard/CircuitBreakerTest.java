package org.mturkproxy.proxy.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernAnswer.NotExecuted;
import org.mturkproxy.translator.modern.ModernAnswer.Refused;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernAnswer.Unknown;

class CircuitBreakerTest {

  private static final ModernAnswer FAILURE = new NotExecuted(NotExecuted.NO_CONNECTION, "refused");
  private static final ModernAnswer SUCCESS = new Success(JsonNodeFactory.instance.objectNode());

  private final AtomicLong nanos = new AtomicLong();
  private final CircuitBreaker breaker = new CircuitBreaker(3, Duration.ofSeconds(5), nanos::get);

  private void call(ModernAnswer answer) {
    assertTrue(breaker.letsThrough());
    breaker.ended(answer);
  }

  private void open() {
    for (int i = 0; i < 3; i++) {
      call(FAILURE);
    }
    assertFalse(breaker.letsThrough());
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments(true, FAILURE),
        arguments(true, new NotExecuted("HTTP403", "")),
        arguments(false, new NotExecuted("HTTP429", "")),
        arguments(false, new NotExecuted("ThrottlingException", "")),
        arguments(false, new NotExecuted("InvalidSignatureException", "")),
        arguments(false, new NotExecuted("AccessDeniedException", "")),
        arguments(false, new NotExecuted(NotExecuted.NO_CREDENTIALS, "")),
        arguments(false, new NotExecuted(NotExecuted.CREDENTIALS_LATER, "")),
        arguments(false, new NotExecuted(NotExecuted.BUSY, "")),
        arguments(false, new Refused("RequestError", Optional.empty(), "no")),
        arguments(false, new Unknown(Unknown.NO_ANSWER, "")),
        arguments(false, SUCCESS));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("answers")
  void opensAfterCallsInARowThatDidNotGetThroughAndAfterNothingElse(
      boolean opens, ModernAnswer answer) {
    for (int i = 0; i < 3; i++) {
      call(answer);
    }
    assertEquals(!opens, breaker.letsThrough());
  }

  @Test
  void anAnswerInBetweenBeginsTheCountAnew() {
    call(FAILURE);
    call(FAILURE);
    call(new Refused("RequestError", Optional.empty(), "no"));
    call(FAILURE);
    call(FAILURE);
    assertTrue(breaker.letsThrough());
  }

  @Test
  void letsOneCallThroughAfterAWhileAndClosesWhenItIsAnswered() {
    open();
    nanos.addAndGet(Duration.ofSeconds(5).toNanos() - 1);
    assertFalse(breaker.letsThrough());
    nanos.incrementAndGet();
    assertTrue(breaker.letsThrough());
    assertFalse(breaker.letsThrough());
    breaker.ended(SUCCESS);
    assertTrue(breaker.letsThrough());
  }

  @Test
  void staysOpenForAnotherWhileWhenTheProbeFails() {
    open();
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    call(FAILURE);
    assertFalse(breaker.letsThrough());
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    assertTrue(breaker.letsThrough());
  }

  @Test
  void takesTheNextCallForAProbeWhenTheFirstCameToNoAttempt() {
    open();
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    call(new NotExecuted(NotExecuted.NO_CREDENTIALS, ""));
    assertTrue(breaker.letsThrough());
    breaker.ended(new Unknown(Unknown.NO_ANSWER, "a connection there was"));
    assertTrue(breaker.letsThrough());
  }

  @Test
  void aLateAnswerFromBeforeDoesNotCloseIt() {
    open();
    breaker.ended(SUCCESS);
    assertFalse(breaker.letsThrough());
  }
}
