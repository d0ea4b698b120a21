package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.translator.exchange.Exchange;

/**
 * HITs and assignments that are only seconds old ({@code mapping.md} 1.12, traps 5.3.13 and
 * 5.3.14), and HITs that the proxy expired ({@code mapping.md} 3.6, trap 5.3.9).
 */
@Tag("trap-5.3.14")
final class YoungHitTest {

  /** Two seconds before the calls of these tests. */
  private static final long YOUNG = LegacyClient.NOW.getEpochSecond() - 2;

  private static final String NOT_YET =
      "{\"__type\":\"RequestError\",\"Message\":\"Not yet. (1)\","
          + "\"TurkErrorCode\":\"AWS.MechanicalTurk.InvalidHITState\"}";

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final LegacyClient client = new LegacyClient(upstream);

  private static String hit(long created) {
    return ("{\"HIT\":{\"HITId\":\"3H\",\"MaxAssignments\":20,\"CreationTime\":%d,"
            + "\"Expiration\":1500000000}}")
        .formatted(created);
  }

  private List<Long> pauses() {
    return client.pauses.stream().map(Duration::toSeconds).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MaxAssignmentsIncrement=1", "ExpirationIncrementInSeconds=60"})
  void aYoungHitIsExtendedAsSoonAsItCanBe(String extension) {
    upstream.answering(200, hit(YOUNG)).answering(400, NOT_YET).answering(400, NOT_YET);
    upstream.answering(200, "");

    Exchange exchange = client.call("ExtendHIT", "HITId=3H&" + extension);

    assertEquals(Optional.empty(), exchange.answer().errorCode());
    assertEquals(List.of(1L, 2L), pauses());
    assertEquals(upstream.asked().get(1), upstream.asked().get(3));
  }

  @Test
  void theTypeOfAYoungHitIsChangedAsSoonAsItCanBe() {
    upstream.answering(400, NOT_YET).answering(200, hit(YOUNG)).answering(200, "");

    Exchange exchange = client.call("ChangeHITTypeOfHIT", "HITId=3H&HITTypeId=3T");

    assertEquals(Optional.empty(), exchange.answer().errorCode());
    assertEquals(
        List.of(
            "UpdateHITTypeOfHIT{\"HITId\":\"3H\",\"HITTypeId\":\"3T\"}",
            "GetHIT{\"HITId\":\"3H\"}",
            "UpdateHITTypeOfHIT{\"HITId\":\"3H\",\"HITTypeId\":\"3T\"}"),
        upstream.asked());
  }

  @Test
  void theRefusalOfAnOlderHitStands() {
    upstream.answering(400, NOT_YET).answering(200, hit(YOUNG - 58));

    Exchange exchange = client.call("ChangeHITTypeOfHIT", "HITId=3H&HITTypeId=3T");

    assertEquals(Optional.of("AWS.MechanicalTurk.InvalidHITState"), exchange.answer().errorCode());
    assertEquals(List.of(), pauses());
  }

  @Test
  void patienceEndsBeforeTheCallersDoes() {
    upstream.answering(400, NOT_YET).answering(200, hit(YOUNG));
    for (int i = 0; i < 7; i++) {
      upstream.answering(400, NOT_YET);
    }

    Exchange exchange = client.call("ChangeHITTypeOfHIT", "HITId=3H&HITTypeId=3T");

    assertEquals(Optional.of("AWS.MechanicalTurk.InvalidHITState"), exchange.answer().errorCode());
    assertEquals(List.of(1L, 2L, 4L, 8L, 8L, 8L, 8L), pauses());
  }

  /** The clock goes on with each look at it, so that the call is soon as old as its budget. */
  @Test
  void nothingIsRepeatedForACallThatIsLate() {
    Clock hurrying = new Hurrying(Duration.ofSeconds(20));
    upstream.answering(200, hit(YOUNG + 3600)).answering(400, NOT_YET);

    Exchange exchange =
        new LegacyClient(upstream, hurrying, LegacyClient.SECRET)
            .call("ExtendHIT", "HITId=3H&MaxAssignmentsIncrement=1");

    assertEquals(Optional.of("AWS.MechanicalTurk.InvalidHITState"), exchange.answer().errorCode());
    assertEquals(2, upstream.asked().size());
  }

  private static final class Hurrying extends Clock {

    private final Duration step;
    private Instant now = LegacyClient.NOW;

    Hurrying(Duration step) {
      this.step = step;
    }

    @Override
    public Instant instant() {
      now = now.plus(step);
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "RequestError, AWS.MechanicalTurk.InsufficientFunds",
    "RequestError, AWS.MechanicalTurk.InvalidMaximumAssignmentsIncrease",
    "RequestError, AWS.MechanicalTurk.PermissionDenied",
    "ParameterValidationError, AWS.MechanicalTurk.InvalidHITState",
  })
  void whatHasAnotherReasonIsNotRepeated(String type, String code) {
    upstream
        .answering(200, hit(YOUNG))
        .answering(400, NOT_YET.replace("RequestError", type).replaceAll("AWS[^\"]*", code));

    Exchange exchange = client.call("ExtendHIT", "HITId=3H&MaxAssignmentsIncrement=1");

    assertEquals(Optional.of(code), exchange.answer().errorCode());
    assertEquals(2, upstream.asked().size());
  }

  @Test
  void aHitThatTheProxyExpiredEndedThenAndNotIn1970() {
    upstream.answering(200, "");
    client.call("ForceExpireHIT", "HITId=3H");

    for (String call : List.of("GetHIT", "SearchHITs")) {
      String hit = "{\"HITId\":\"3H\",\"HITTypeId\":\"3T\",\"Expiration\":0.0}";
      upstream.answering(
          200, call.equals("GetHIT") ? "{\"HIT\":" + hit + "}" : "{\"HITs\":[" + hit + "]}");
      String xml = client.call(call, call.equals("GetHIT") ? "HITId=3H" : "").answer().xml();
      assertTrue(xml.contains("<Expiration>2016-05-04T10:20:30Z</Expiration>"), xml);
    }
  }

  @Test
  void aTimeThatIsNotOursStaysAsItIs() {
    upstream.answering(200, "{\"HIT\":{\"HITId\":\"3H\",\"Expiration\":0}}");
    String xml = client.call("GetHIT", "HITId=3H").answer().xml();
    assertTrue(xml.contains("<Expiration>1970-01-01T00:00:00Z</Expiration>"), xml);
  }
}
