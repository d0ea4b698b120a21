package org.mturkproxy.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.proxy.server.RawConnection;

/** Clients that hang up before their answer comes, and call again (mapping.md 3.3 rule 8). */
class AbandonedCallsEndToEndTest {

  private static final String KEY = "AKIALEGACY";
  private static final String SECRET = "legacy-secret-of-a-test";
  private static final Pattern REQUEST_ID = Pattern.compile("<RequestId>([^<]+)</RequestId>");

  private ModernStub upstream;
  private ProxyRuntime proxy;

  private record Call(String operation, String parameters, String answer) {

    String request() {
      return SignedCall.request(KEY, SECRET, operation, parameters);
    }

    @Override
    public String toString() {
      return operation;
    }
  }

  private static final Call BONUS =
      new Call(
          "GrantBonus",
          "&WorkerId=AZ3456EXAMPLE&AssignmentId=3EXAMPLE&Reason=r&BonusAmount.1.Amount=1.00",
          "{}");
  private static final Call HIT =
      new Call(
          "CreateHIT",
          "&HITTypeId=3TYPE&LifetimeInSeconds=3600&MaxAssignments=1&HITLayoutId=3LAYOUT",
          "{\"HIT\":{\"HITId\":\"3HIT\",\"HITTypeId\":\"3TYPE\"}}");

  static Stream<Call> calls() {
    return Stream.of(BONUS, HIT);
  }

  @BeforeEach
  void start() throws IOException {
    upstream = new ModernStub();
    proxy =
        upstream.proxy(new KeyConfig(KEY, new Secret(SECRET), new UpstreamCredentials.SameKey()));
  }

  @AfterEach
  void stop() {
    proxy.close();
    upstream.close();
  }

  private RawConnection begin(Call call) throws IOException {
    upstream.answers(200, call.answer());
    return new RawConnection(proxy.address().getPort()).send(call.request());
  }

  /** Until upstream has it, and no longer. */
  private void hangUpDuring(Call call) throws Exception {
    RawConnection client = begin(call);
    upstream.await(1);
    client.close();
  }

  private static String requestId(String answer) {
    Matcher id = REQUEST_ID.matcher(answer);
    assertTrue(id.find(), answer);
    return id.group(1);
  }

  private static String answer(RawConnection client) throws IOException {
    String answer = client.answer()[1];
    assertTrue(answer.contains("<IsValid>True</IsValid>"), answer);
    return answer;
  }

  @ParameterizedTest
  @MethodSource("calls")
  void theRepetitionGetsTheFirstAnswerAndNothingIsDoneAgain(Call call) throws Exception {
    hangUpDuring(call);
    upstream.allow(1);
    try (RawConnection again = begin(call)) {
      answer(again);
    }
    assertEquals(1, upstream.bodies().size());
  }

  @ParameterizedTest
  @MethodSource("calls")
  void theRepetitionWaitsWhileTheFirstCallStillRuns(Call call) throws Exception {
    hangUpDuring(call);
    try (RawConnection again = begin(call)) {
      try (RawConnection other = begin(BONUS_OF_ANOTHER)) {
        upstream.await(1);
        upstream.answers(200, call.answer());
        upstream.allow(2);
        answer(again);
        answer(other);
      }
    }
    assertEquals(2, upstream.bodies().size());
  }

  private static final Call BONUS_OF_ANOTHER =
      new Call("GrantBonus", BONUS.parameters().replace("AZ3456EXAMPLE", "AOTHER"), "{}");

  @ParameterizedTest
  @MethodSource("calls")
  void theAnswerIsGivenOnce(Call call) throws Exception {
    hangUpDuring(call);
    upstream.allow(2);
    try (RawConnection again = begin(call);
        RawConnection third = begin(call)) {
      String first = requestId(answer(again));
      assertNotEquals(first, requestId(answer(third)));
    }
    assertEquals(2, upstream.bodies().size());
  }

  @ParameterizedTest
  @MethodSource("calls")
  void equalCallsWhoseAnswersAreReadAreTwo(Call call) throws Exception {
    upstream.allow(1);
    try (RawConnection client = begin(call)) {
      answer(client);
    }
    upstream.allow(1);
    try (RawConnection client = begin(call)) {
      answer(client);
    }
    assertEquals(2, upstream.bodies().size());
  }

  @ParameterizedTest
  @MethodSource("calls")
  void equalCallsAtTheSameTimeAreTwo(Call call) throws Exception {
    try (RawConnection one = begin(call);
        RawConnection other = begin(call)) {
      upstream.await(2);
      upstream.allow(2);
      answer(one);
      answer(other);
    }
  }

  /** It ends its side once its request is out, and reads its answer. */
  @Test
  void aClientThatEndedOnlyItsSideHadItsAnswer() throws Exception {
    try (RawConnection client = begin(BONUS)) {
      upstream.await(1);
      client.endOutput();
      upstream.allow(2);
      answer(client);
      try (RawConnection again = begin(BONUS)) {
        answer(again);
      }
    }
    assertEquals(2, upstream.bodies().size());
  }

  @Test
  void anotherCallIsAnother() throws Exception {
    hangUpDuring(BONUS);
    upstream.allow(2);
    try (RawConnection other = begin(BONUS_OF_ANOTHER)) {
      answer(other);
    }
    assertEquals(2, upstream.bodies().size());
  }

  /** Upstream knows the token: it says what became of the first call. */
  @Test
  void aCallWithATokenOfTheClientIsPassedOn() throws Exception {
    Call tokened = new Call("GrantBonus", BONUS.parameters() + "&UniqueRequestToken=t1", "{}");
    hangUpDuring(tokened);
    upstream.allow(2);
    try (RawConnection again = begin(tokened)) {
      answer(again);
    }
    assertEquals(2, upstream.bodies().size());
  }

  @Test
  void aCallThatWasRefusedIsCarriedOutAgain() throws Exception {
    hangUpDuring(BONUS);
    upstream.answers(400, "{\"__type\":\"RequestError\",\"Message\":\"no (1)\"}");
    upstream.allow(1);
    try (RawConnection again = new RawConnection(proxy.address().getPort()).send(BONUS.request())) {
      upstream.await(1);
      upstream.answers(200, "{}");
      upstream.allow(1);
      answer(again);
    }
    assertEquals(2, upstream.bodies().size());
  }
}
