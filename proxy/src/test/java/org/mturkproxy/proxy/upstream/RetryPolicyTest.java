package org.mturkproxy.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mturkproxy.proxy.upstream.RetryPolicy.Correction;
import org.mturkproxy.proxy.upstream.RetryPolicy.Decision;
import org.mturkproxy.proxy.upstream.RetryPolicy.History;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernAnswer.NotExecuted;
import org.mturkproxy.translator.modern.ModernAnswer.Refused;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernAnswer.Unknown;
import org.mturkproxy.translator.modern.Repeat;

/** {@code mapping.md} 1.9, column Retry, and 3.3. */
class RetryPolicyTest {

  private static final Decision GIVE_UP = new Decision.GiveUp();
  private static final Duration BUDGET = Duration.ofSeconds(25);

  private final RetryPolicy policy = new RetryPolicy(BUDGET, () -> 1.0);

  @ParameterizedTest
  @EnumSource
  void leavesASuccessAlone(Repeat repeat) {
    assertEquals(GIVE_UP, first(new Success(JsonNodeFactory.instance.objectNode()), 200, repeat));
  }

  @ParameterizedTest
  @EnumSource
  void leavesARefusalAlone(Repeat repeat) {
    Refused refused = new Refused("RequestError", Optional.empty(), "no");
    assertEquals(GIVE_UP, first(refused, 400, repeat));
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDeniedException, 400",
    "ValidationException, 400",
    "UnrecognizedClientException, 400",
    "SerializationException, 400",
    "NoCredentials, 0",
    "HTTP403, 403",
    "HTTP410, 410",
  })
  void leavesAnErrorAloneThatTimeDoesNotMend(String type, int status) {
    assertEquals(GIVE_UP, first(new NotExecuted(type, ""), status, Repeat.FREE));
  }

  @ParameterizedTest
  @CsvSource({
    "ThrottlingException, 400",
    "Throttling, 400",
    "RequestLimitExceeded, 400",
    "TooManyRequestsException, 429",
    "HTTP429, 429",
    "SomethingElse, 429",
  })
  void repeatsAThrottledCallWhateverItIs(String type, int status) {
    for (Repeat repeat : Repeat.values()) {
      assertEquals(again(300), first(new NotExecuted(type, ""), status, repeat));
    }
  }

  @ParameterizedTest
  @CsvSource({"FREE, true", "SAME_TOKEN, true", "NEVER, false"})
  void repeatsAnUnknownOutcomeOnlyWhereThatIsHarmless(Repeat repeat, boolean repeated) {
    Decision decision = first(new Unknown(Unknown.NO_ANSWER, ""), 0, repeat);
    assertEquals(repeated ? again(300) : GIVE_UP, decision);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, true", "3, false"})
  void triesAConnectionTwiceMore(int failures, boolean repeated) {
    Outcome outcome = Outcome.notSent(NotExecuted.NO_CONNECTION, "refused");
    Decision decision =
        policy.after(outcome, Repeat.NEVER, new History(1, failures, false, false), Duration.ZERO);
    assertEquals(repeated ? again(300) : GIVE_UP, decision);
  }

  @ParameterizedTest
  @CsvSource({
    "InvalidSignatureException, Signature expired: 20260101T000000Z is now earlier than …, CLOCK",
    "InvalidSignatureException, Signature not yet current: 20260101T000000Z …, CLOCK",
    "RequestExpired, Request has expired, CLOCK",
    "ExpiredTokenException, The security token included in the request is expired, CREDENTIALS",
  })
  void correctsAndRepeatsAtOnceButOnlyOnce(String type, String message, Correction correction) {
    Outcome outcome = new Outcome(new NotExecuted(type, message), 400, "");
    Decision again = new Decision.Again(Duration.ZERO, correction);
    assertEquals(
        again, policy.after(outcome, Repeat.NEVER, new History(1, 0, false, false), Duration.ZERO));
    assertEquals(
        GIVE_UP, policy.after(outcome, Repeat.NEVER, new History(2, 0, true, true), Duration.ZERO));
  }

  @Test
  void leavesAWrongSignatureAlone() {
    NotExecuted wrong =
        new NotExecuted("InvalidSignatureException", "The request signature does not match");
    assertEquals(GIVE_UP, first(wrong, 400, Repeat.FREE));
  }

  @ParameterizedTest
  @CsvSource({"1, 300", "2, 600", "3, 1200", "4, 2400", "5, 4800", "6, 8000", "60, 8000"})
  void waitsTwiceAsLongEachTimeUpToTheCap(int attempts, long millis) {
    assertEquals(again(millis), throttled(policy, attempts, Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource({"0.0, 150", "0.5, 225", "1.0, 300"})
  void leavesHalfOfThePauseToChance(double random, long millis) {
    assertEquals(again(millis), throttled(new RetryPolicy(BUDGET, () -> random), 1, Duration.ZERO));
  }

  /** The budget is 25 s, of which 3 s are kept for the answer. */
  @ParameterizedTest
  @CsvSource({"21700, true", "21701, false"})
  @Tag("trap-5.1.5")
  void repeatsOnlyWhileTimeIsLeftForTheAnswer(long elapsedMillis, boolean repeated) {
    assertEquals(
        repeated ? again(300) : GIVE_UP, throttled(policy, 1, Duration.ofMillis(elapsedMillis)));
  }

  private Decision first(ModernAnswer answer, int status, Repeat repeat) {
    Outcome outcome = new Outcome(answer, status, "");
    return policy.after(outcome, repeat, new History(1, 0, false, false), Duration.ZERO);
  }

  private static Decision throttled(RetryPolicy policy, int attempts, Duration elapsed) {
    Outcome outcome = new Outcome(new NotExecuted("ThrottlingException", ""), 400, "");
    return policy.after(outcome, Repeat.NEVER, new History(attempts, 0, false, false), elapsed);
  }

  private static Decision again(long millis) {
    return new Decision.Again(Duration.ofMillis(millis), Correction.NONE);
  }
}
