package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.value.Value;

/** What nobody sends who means well, and what no healthy upstream answers. */
final class HostileInputTest {

  private static final String TYPE =
      "Title=T&Description=D&AssignmentDurationInSeconds=60&LifetimeInSeconds=60&Question=q";

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final LegacyClient client = new LegacyClient(upstream);

  private void assertRefused(String code, Exchange exchange) {
    assertEquals(Optional.of(code), exchange.answer().errorCode(), exchange.answer().xml());
    assertEquals(List.of(), upstream.asked());
  }

  @Test
  void tooManyParametersAreNotEvenReadToTheEnd() {
    assertRefused("AWS.InvalidRequest", client.call("UnblockWorker", "a&".repeat(10_001)));
  }

  @Test
  void namesThatMakeALargeTreeAreRefusedAfterAuthentication() {
    StringBuilder names = new StringBuilder("WorkerId=A2");
    for (int i = 0; i < 4_000; i++) {
      names.append("&a").append(i).append(".b.c.d.e.f");
    }
    assertRefused("AWS.InvalidRequest", client.call("UnblockWorker", names.toString()));
    assertRefused("AWS.InvalidRequest", client.call("UnblockWorker", "a.b".repeat(12) + "=1"));
  }

  @Test
  void whoMayNotCallHasNoTreeMade() {
    Exchange exchange =
        client.get(
            "AWSAccessKeyId=X&Operation=GetHIT&Signature=x&Timestamp=x&a.b" + ".c".repeat(40));

    assertRefused("AWS.NotAuthorized", exchange);
  }

  @Test
  void aBatchIsBounded() {
    StringBuilder batch = new StringBuilder("X=1");
    for (int i = 0; i < 501; i++) {
      batch.append("&UnblockWorker.").append(i).append(".WorkerId=A2");
    }
    assertRefused(
        "AWS.ExceededMaximumParameterValues", client.call("UnblockWorker", batch.toString()));
  }

  @Test
  void warningsAreBoundedAndToldOnceForABatch() {
    StringBuilder batch =
        new StringBuilder("UnblockWorker.1.WorkerId=A2&UnblockWorker.2.WorkerId=A3");
    for (int i = 0; i < 2_000; i++) {
      batch.append("&N").append(i).append('=');
    }
    upstream.answering(200, "").answering(200, "");

    assertEquals(50, client.call("UnblockWorker", batch.toString()).warnings().size());
  }

  @Test
  void aStrayScalarIsNotOneMoreRequest() {
    upstream.answering(200, "{\"HIT\":{\"HITId\":\"3H\"}}");

    client.call(
        "CreateHIT", "HITTypeId=3T&LifetimeInSeconds=60&CreateHIT.1=x&CreateHIT.2.Question=q");

    assertEquals(1, upstream.asked().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "QualificationRequirement.1.1.QualificationTypeId=3Q"
            + "&QualificationRequirement.1.1.Comparator=Exists&Reward.Amount=1",
        "Reward.1.1.Amount=1&Reward.1.Amount=1",
        "HITReviewPolicy.1.2.PolicyName=p&Reward.Amount=1",
      })
  void aStructureWithANumberTooManyIsRefusedNotDropped(String parameters) {
    assertRefused(
        "AWS.MechanicalTurk.InvalidParameterValue",
        client.call("CreateHIT", TYPE + "&" + parameters));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Reward.1.Amount=0.05&Reward.2.Amount=0.50, AWS.ExceededMaximumParameterValues",
    "Reward.Amount=0.50&Reward.1.Amount=0.05, AWS.MechanicalTurk.InvalidParameterValue",
    "Reward.1.Amount=1&MaxAssignments=1&MaxAssignments=9, AWS.MechanicalTurk.InvalidParameterValue"
  })
  void contradictionsAreRefused(String parameters, String code) {
    assertRefused(code, client.call("CreateHIT", TYPE + "&" + parameters));
  }

  @Test
  void errorsTellTheNumberThatWasSent() {
    Exchange exchange =
        client.call(
            "CreateHIT",
            TYPE
                + "&Reward.Amount=1&QualificationRequirement.5.QualificationTypeId=3Q"
                + "&QualificationRequirement.5.Comparator=Near");

    assertTrue(
        exchange.answer().xml().contains("QualificationRequirement.5.Comparator"),
        exchange.answer().xml());
  }

  @Test
  void membersThatNoStructureHasAreTold() {
    upstream.answering(200, "{\"HIT\":{\"HITId\":\"3H\"}}");

    Exchange exchange =
        client.call(
            "CreateHIT",
            TYPE
                + "&Reward.Amount=1&Reward.FormattedPrice=%241"
                + "&QualificationRequirement.1.QualificationTypeId=3Q"
                + "&QualificationRequirement.1.Comparator=Exists"
                + "&QualificationRequirement.1.RequiredToPrewiev=true");

    assertEquals(
        List.of("QualificationRequirement.RequiredToPrewiev"),
        exchange.warnings().stream().map(warning -> warning.parameter()).toList());
  }

  @Test
  void leadingZerosAreNoNumberOutOfRange() {
    upstream.answering(200, "{\"WorkerBlocks\":[]}");

    client.call("GetBlockedWorkers", "PageSize=0000000000000000000000100");

    assertEquals(1, upstream.asked().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {510, 511, 512, 513, 1022, 1023, 1024, 1025, 4095, 8191})
  @Tag("trap-5.4.6")
  void anEmojiArrivesWholeWhereverItStands(int offset) {
    String title = "a".repeat(offset) + "\uD83D\uDE00b\uD83D\uDE00";
    upstream.answering(200, "{\"HIT\":{\"HITId\":\"3H\",\"Title\":\"" + title + "\"}}");

    assertTrue(
        client.call("GetHIT", "HITId=3H").answer().xml().contains("<Title>" + title + "</Title>"));
  }

  @Test
  void aListThatLeadsInALargerCircleEnds() {
    for (String token : List.of("a", "b", "a")) {
      upstream.answering(200, "{\"NextToken\":\"" + token + "\",\"WorkerBlocks\":[]}");
    }

    assertEquals(503, client.call("GetBlockedWorkers", "").answer().status());
  }

  @Test
  void aTokenThatIsRefusedStartsTheListOverOnce() {
    String refusal = "{\"__type\":\"RequestError\",\"Message\":\"Invalid NextToken\"}";
    upstream
        .answering(200, "{\"NextToken\":\"a\",\"WorkerBlocks\":[{\"WorkerId\":\"A1\"}]}")
        .answering(400, refusal)
        .answering(200, "{\"WorkerBlocks\":[{\"WorkerId\":\"A1\"},{\"WorkerId\":\"A2\"}]}");

    Exchange exchange = client.call("GetBlockedWorkers", "");

    assertTrue(exchange.answer().xml().contains("<TotalNumResults>2</TotalNumResults>"));
    assertEquals("ListWorkerBlocks{\"MaxResults\":100}", upstream.asked().get(2));
  }

  @Test
  void aListOfThousandsOfPagesNeedsNoStackAndNoRecordOfEach() {
    for (int page = 0; page < 5_000; page++) {
      upstream.answering(200, "{\"NextToken\":\"p" + page + "\",\"WorkerBlocks\":[]}");
    }
    upstream.answering(200, "{\"WorkerBlocks\":[]}");

    Exchange exchange = client.call("GetBlockedWorkers", "");

    assertEquals(200, exchange.answer().status());
    assertEquals(30, exchange.legs().size());
    assertEquals(
        "4971 more modern calls were made, which are not in this record.",
        exchange.warnings().get(0).text());
  }

  @Test
  @Tag("trap-5.1.5")
  void aListWithoutEndIsGivenUpAfterTenMinutes() {
    AtomicLong seconds = new AtomicLong();
    Clock clock =
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
            return LegacyClient.NOW.plus(Duration.ofSeconds(seconds.getAndAdd(5)));
          }
        };
    AtomicLong pages = new AtomicLong();
    PagedUpstream endless =
        new PagedUpstream()
            .answer(
                "ListWorkerBlocks",
                call ->
                    PagedUpstream.read(
                        200,
                        "{\"NextToken\":\"p%d\",\"WorkerBlocks\":[]}"
                            .formatted(pages.incrementAndGet())));

    Exchange exchange =
        new LegacyClient(endless, clock, LegacyClient.SECRET).call("GetBlockedWorkers", "");

    assertEquals(503, exchange.answer().status());
    // Ten minutes, of which each page takes at least five seconds.
    assertTrue(pages.get() <= 120, "asked " + pages.get());
  }

  @Test
  void aSuccessWithoutTheHitIsNone() {
    upstream.answering(200, "").answering(200, "{}").answering(200, "{\"HIT\":{\"Title\":\"T\"}}");
    String hit = "HITTypeId=3T&LifetimeInSeconds=60&Question=q";

    for (int i = 0; i < 2; i++) {
      Exchange created = client.call("CreateHIT", hit);
      assertEquals(Optional.of("PROXY.OutcomeUnknown"), created.answer().errorCode());
    }
    assertEquals(503, client.call("GetHIT", "HITId=3H").answer().status());
  }

  @Test
  void aFollowUpLookThatKnowsNothingDoesNotHideTheHit() {
    upstream
        .answering(200, "{\"HIT\":{\"HITId\":\"3H\",\"HITTypeId\":\"3T\"}}")
        .answering(200, "{\"HIT\":{\"HITId\":\"3OTHER\",\"Title\":\"T\"}}");

    Exchange exchange =
        client.call(
            "CreateHIT", "HITTypeId=3T&LifetimeInSeconds=60&Question=q&ResponseGroup=HITQuestion");

    assertTrue(
        exchange
            .answer()
            .xml()
            .contains(
                "<IsValid>True</IsValid></Request><HITId>3H</HITId><HITTypeId>3T</HITTypeId>"),
        exchange.answer().xml());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"CreationTime\":1e400000000",
        "\"CreationTime\":\"yesterday\"",
        "\"Reward\":\"1e400000000\"",
        "\"Reward\":\"1e-400000000\""
      })
  void numbersThatNobodyMeansAreAFaultAndNotAnEndlessCalculation(String member) {
    upstream.answering(200, "{\"HIT\":{\"HITId\":\"3H\"," + member + "}}");

    Exchange exchange = client.call("GetHIT", "HITId=3H");

    assertEquals(Optional.of("AWS.InternalError"), exchange.answer().errorCode());
  }

  @Test
  void aGatewayThatGaveUpWaitingMayHavePassedTheCallOn() {
    upstream.answering(408, "<html>Request Timeout</html>");

    Exchange exchange = client.call("CreateHIT", "HITTypeId=3T&LifetimeInSeconds=60&Question=q");

    assertEquals(Optional.of("PROXY.OutcomeUnknown"), exchange.answer().errorCode());
    assertEquals(ModernAnswer.Unknown.class, exchange.legs().get(0).reply().answer().getClass());
  }

  @Test
  void aLongValueIsToldBackInPart() {
    Exchange exchange = client.get("Operation=" + "x".repeat(100_000));

    assertTrue(exchange.answer().xml().length() < 500);
  }

  @Test
  void aRefusedRequestIsRecordedAsItWasSent() {
    Exchange exchange = client.call("CreateHIT", "Title=T&MaxAssignments=green");

    assertEquals(
        Optional.of("green"), exchange.understood().requests().get(0).text("MaxAssignments"));
  }

  @Test
  void theRecordOfARefusedRequestHasItsStructuresAndLists() {
    Exchange exchange =
        client.call(
            "CreateHIT",
            "Title=T&Reward.1.Amount=x&Reward.1.CurrencyCode=USD"
                + "&QualificationRequirement.1.QualificationTypeId=1"
                + "&QualificationRequirement.2.QualificationTypeId=2&Unknown.1.Name=v");

    assertEquals(
        "{\"Reward\":{\"Amount\":\"x\",\"CurrencyCode\":\"USD\"},\"Title\":\"T\","
            + "\"QualificationRequirement\":[{\"QualificationTypeId\":\"1\"},{\"QualificationTypeId\":\"2\"}]}",
        json(exchange.understood().requests().get(0)));
  }

  /** What an answer has depends on them. */
  @Test
  void theRecordHasTheResponseGroupsAsTheyWereNamed() {
    upstream.answering(400, "{}");

    Exchange exchange =
        client.call("GetHIT", "HITId=3H&ResponseGroup.0=Minimal,HITDetail&ResponseGroup.1=Other");

    assertEquals(
        "{\"HITId\":\"3H\",\"ResponseGroup\":[\"Minimal\",\"HITDetail\",\"Other\"]}",
        json(exchange.understood().requests().get(0)));
  }

  private static String json(Value value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      value.writeJson(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
