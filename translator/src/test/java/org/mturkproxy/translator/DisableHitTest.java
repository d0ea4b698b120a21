package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.translator.errand.Errand;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.modern.ModernAnswer;

/** DisableHIT ({@code mapping.md} 3.7, trap 5.3.15). */
@Tag("trap-5.3.15")
final class DisableHitTest {

  private static final String EXPIRE = "UpdateExpirationForHIT{\"HITId\":\"3H\",\"ExpireAt\":0}";
  private static final String GET = "GetHIT{\"HITId\":\"3H\"}";
  private static final String DELETE = "DeleteHIT{\"HITId\":\"3H\"}";
  private static final String LIST =
      "ListAssignmentsForHIT{\"HITId\":\"3H\",\"AssignmentStatuses\":[\"Submitted\"],"
          + "\"MaxResults\":100}";

  /** An assignment may take ten minutes, and a day is added. */
  private static final Instant DEADLINE = LegacyClient.NOW.plusSeconds(600 + 86_400);

  private static final Errand BEGUN = new Errand(LegacyClient.KEY, "3H", DEADLINE, false, 0);
  private static final Errand PROMISED = new Errand(LegacyClient.KEY, "3H", DEADLINE, true, 0);

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final KeptErrands errands = new KeptErrands();
  private final LegacyClient client = new LegacyClient(upstream, errands);

  private static String approve(String id) {
    return "ApproveAssignment{\"AssignmentId\":\"" + id + "\"}";
  }

  private DisableHitTest hitIs(String status) {
    upstream.answering(
        200,
        "{\"HIT\":{\"HITId\":\"3H\",\"HITStatus\":\"%s\",\"AssignmentDurationInSeconds\":600}}"
            .formatted(status));
    return this;
  }

  private DisableHitTest submitted(String... ids) {
    StringBuilder items = new StringBuilder();
    for (String id : ids) {
      items.append(items.isEmpty() ? "" : ",").append("{\"AssignmentId\":\"" + id + "\"}");
    }
    upstream.answering(200, "{\"Assignments\":[" + items + "]}");
    return this;
  }

  private DisableHitTest ok() {
    upstream.answering(200, "");
    return this;
  }

  private DisableHitTest refused(String code) {
    upstream.answering(
        400,
        "{\"__type\":\"RequestError\",\"TurkErrorCode\":\"AWS.MechanicalTurk."
            + code
            + "\",\"Message\":\"No. (1)\"}");
    return this;
  }

  private DisableHitTest busy() {
    upstream.answering(400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");
    return this;
  }

  private DisableHitTest lost() {
    upstream.answering(500, "");
    return this;
  }

  private Exchange disable() {
    return client.call("DisableHIT", "HITId=3H");
  }

  private void assertAcknowledged(Exchange exchange) {
    assertEquals(
        "<?xml version=\"1.0\"?>\n<DisableHITResponse><OperationRequest><RequestId>"
            + LegacyClient.REQUEST_ID
            + "</RequestId></OperationRequest><DisableHITResult><Request><IsValid>True</IsValid>"
            + "</Request></DisableHITResult></DisableHITResponse>\n",
        exchange.answer().xml());
  }

  private void assertFailed(String code, Exchange exchange) {
    assertEquals(Optional.of(code), exchange.answer().errorCode(), exchange.answer().xml());
  }

  @Test
  void aHitIsExpiredItsSubmittedWorkApprovedAndItselfDeleted() {
    hitIs("Assignable").ok().submitted("3A", "3B").ok().ok();
    submitted("3C").ok().submitted().hitIs("Reviewable").ok();

    assertAcknowledged(disable());
    assertEquals(
        List.of(
            GET,
            EXPIRE,
            LIST,
            approve("3A"),
            approve("3B"),
            LIST,
            approve("3C"),
            LIST,
            GET,
            DELETE),
        upstream.asked());
    assertEquals(Map.of(), errands.kept);
  }

  @Test
  void whileWorkersStillWorkTheRestIsPromisedAndLeftToAnErrand() {
    hitIs("Unassignable").ok().submitted();
    hitIs("Unassignable").hitIs("Unassignable").busy().hitIs("Unassignable");

    assertAcknowledged(disable());
    assertEquals(Map.of("3H", PROMISED), errands.kept);
    assertEquals(
        List.of(
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4)),
        client.pauses);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Reviewable", "Reviewing", "Disposed"})
  void aHitThatIsNotActiveIsRefused(String status) {
    hitIs(status);

    Exchange exchange = disable();

    assertEquals(
        "<DisableHITResult><Request><IsValid>False</IsValid><Errors><Error>"
            + "<Code>AWS.MechanicalTurk.InvalidHITState</Code><Message>This HIT is currently in"
            + " the state '"
            + status
            + "'.  This operation can be called with a status of: Assignable, Unassignable"
            + " (1462357230000)</Message><Data><Key>HITId</Key><Value>3H</Value></Data>"
            + "<Data><Key>CurrentState</Key><Value>"
            + status
            + "</Value></Data><Data><Key>ExpectedStates</Key>"
            + "<Value>Assignable, Unassignable</Value></Data></Error></Errors></Request>"
            + "</DisableHITResult>",
        exchange.answer().xml().replaceAll("(?s).*(<DisableHITResult>.*)</Disable.*", "$1"));
    assertEquals(List.of(GET), upstream.asked());
    assertEquals(Map.of(), errands.kept);
  }

  @Test
  void aHitThatCannotBeExpiredIsLeftAlone() {
    hitIs("Assignable").refused("InvalidHITState");

    assertFailed("AWS.MechanicalTurk.InvalidHITState", disable());
    assertEquals(Map.of(), errands.kept);
  }

  @Test
  void whereTheMoneyEndsNothingMoreIsApprovedAndARepeatGoesOn() {
    hitIs("Assignable").ok().submitted("3A", "3B", "3C").ok().refused("InsufficientFunds");

    assertFailed("AWS.MechanicalTurk.InsufficientFunds", disable());
    assertEquals(List.of(GET, EXPIRE, LIST, approve("3A"), approve("3B")), upstream.asked());
    assertEquals(Map.of("3H", BEGUN), errands.kept);

    // Expired and with nobody at work it is Reviewable, a state in which none can begin.
    hitIs("Reviewable").submitted("3B", "3C").ok().ok().submitted().hitIs("Reviewable").ok();
    assertAcknowledged(disable());
    assertEquals(
        List.of(GET, LIST, approve("3B"), approve("3C"), LIST, GET, DELETE),
        upstream.asked().subList(5, 12));
    assertEquals(Map.of(), errands.kept);
  }

  @Test
  void aHitWhoseDisablingStoppedIsStillShown() {
    errands.keep(BEGUN);
    hitIs("Reviewable");

    Exchange exchange = client.call("GetHIT", "HITId=3H&ResponseGroup=HITDetail");

    assertEquals(true, exchange.answer().xml().contains("<HITStatus>Reviewable</HITStatus>"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"1", "2", "3", "4", "6"})
  void whatIsInterruptedIsSafelyRepeated(int step) {
    hitIs("Assignable");
    if (step > 1) {
      ok();
    }
    if (step > 2) {
      submitted("3A");
    }
    if (step > 3) {
      ok();
    }
    if (step > 4) {
      submitted("3B");
    }
    if (step > 5) {
      lost();
    }
    busy();

    Exchange exchange = disable();

    assertFailed("ServiceUnavailable", exchange);
    assertEquals(503, exchange.answer().status());
    assertEquals(Map.of("3H", BEGUN), errands.kept);
  }

  @Test
  void workThatSomebodyDecidedMeanwhileIsPassedOver() {
    hitIs("Assignable").ok().submitted("3A", "3B").refused("InvalidAssignmentState");
    upstream.answering(200, "{\"Assignment\":{\"AssignmentStatus\":\"Rejected\"}}");
    ok().submitted().hitIs("Reviewable").ok();

    assertAcknowledged(disable());
    assertEquals("GetAssignment{\"AssignmentId\":\"3A\"}", upstream.asked().get(4));
    assertEquals(approve("3B"), upstream.asked().get(5));
  }

  @Test
  void workThatComesInBeforeTheDeletionIsApprovedToo() {
    hitIs("Assignable").ok().submitted().hitIs("Reviewable").refused("InvalidHITState");
    submitted("3A").ok().submitted().hitIs("Reviewable").ok();

    assertAcknowledged(disable());
    assertEquals(
        List.of(GET, DELETE, LIST, approve("3A"), LIST, GET, DELETE),
        upstream.asked().subList(3, 10));
  }

  @Test
  void aPromisedHitIsGoneForItsRequester() {
    errands.keep(PROMISED);

    assertAcknowledged(disable());
    assertEquals(List.of(), upstream.asked());

    hitIs("Unassignable");
    Exchange alone = client.call("GetHIT", "HITId=3H&ResponseGroup=HITDetail");
    assertEquals(true, alone.answer().xml().contains("<HITStatus>Disposed</HITStatus>"));
    assertEquals(
        "Unassignable",
        alone.legs().get(0).reply().answer() instanceof ModernAnswer.Success raw
            ? raw.output().path("HIT").path("HITStatus").asText()
            : "");

    for (String list : List.of("SearchHITs", "GetReviewableHITs")) {
      upstream.answering(200, "{\"HITs\":[{\"HITId\":\"3H\"},{\"HITId\":\"3G\"}]}");
      String xml = client.call(list, "").answer().xml();
      assertEquals(true, xml.contains("<TotalNumResults>1</TotalNumResults>"), xml);
      assertEquals(true, xml.contains("<HITId>3G</HITId>"), xml);
    }
  }

  @Test
  void aListThatWasReadBeforeThePromiseIsNotShownAfterIt() {
    PagedUpstream hits = working().list("ListHITs", "HITs", List.of("{\"HITId\":\"3H\"}"));
    LegacyClient other = new LegacyClient(hits, errands);
    hits.answer(
        "GetHIT",
        call -> {
          other.call("SearchHITs", "");
          return hitAtWork();
        });
    assertAcknowledged(other.call("DisableHIT", "HITId=3H"));

    String xml = other.call("SearchHITs", "").answer().xml();
    assertEquals(true, xml.contains("<TotalNumResults>0</TotalNumResults>"), xml);
  }

  @Test
  void aListThatWasReadForAStatisticDoesNotShowAPromisedHit() {
    errands.keep(PROMISED);
    PagedUpstream hits = working();
    hits.list("ListHITs", "HITs", List.of("{\"HITId\":\"3H\"}", "{\"HITId\":\"3G\"}"));
    LegacyClient other = new LegacyClient(hits, errands);
    other.call("GetRequesterStatistic", "Statistic=NumberHITsReviewable");

    String xml = other.call("SearchHITs", "").answer().xml();
    assertEquals("ListHITs 1", hits.asked());
    assertEquals(true, xml.contains("<TotalNumResults>1</TotalNumResults>"), xml);
    assertEquals(true, xml.contains("<HITId>3G</HITId>"), xml);
  }

  @Test
  void whatAnErrandChangesIsSeenInListsAtOnce() {
    PagedUpstream hits = working().list("ListHITs", "HITs", List.of("{\"HITId\":\"3G\"}"));
    LegacyClient other = new LegacyClient(hits, errands);
    other.call("SearchHITs", "");
    hits.list("ListAssignmentsForHIT", "Assignments", List.of("{\"AssignmentId\":\"3A\"}"));
    hits.answer(
        "ApproveAssignment",
        call -> {
          working(hits);
          return PagedUpstream.read(200, "");
        });
    other.translator().carryOn(PROMISED).toCompletableFuture().join();
    hits.asked();

    other.call("SearchHITs", "");
    assertEquals("ListHITs 1", hits.asked());
  }

  /** A HIT that somebody works on, and no submitted work. */
  private static PagedUpstream working() {
    return working(new PagedUpstream());
  }

  private static PagedUpstream working(PagedUpstream hits) {
    return hits.list("ListAssignmentsForHIT", "Assignments", List.of())
        .answer("GetHIT", call -> hitAtWork());
  }

  private static ModernAnswer hitAtWork() {
    return PagedUpstream.read(
        200,
        "{\"HIT\":{\"HITId\":\"3H\",\"HITStatus\":\"Unassignable\",\"Expiration\":1462357230,"
            + "\"AssignmentDurationInSeconds\":600}}");
  }

  @Test
  void anErrandApprovesAndDeletesOnceNobodyWorks() {
    submitted("3A").ok().submitted().hitIs("Unassignable");
    assertEquals(Optional.of("AWS.MechanicalTurk.InvalidHITState"), carryOn());

    submitted().hitIs("Reviewable").ok();
    assertEquals(Optional.empty(), carryOn());
    assertEquals(List.of(LIST, approve("3A"), LIST, GET, LIST, GET, DELETE), upstream.asked());
  }

  @Test
  void anErrandThatFailsIsNotDone() {
    submitted("3A").refused("InsufficientFunds");
    assertEquals(Optional.of("AWS.MechanicalTurk.InsufficientFunds"), carryOn());

    busy();
    assertEquals(Optional.of("ServiceUnavailable"), carryOn());
  }

  @Test
  void anErrandForAHitThatIsGoneIsDone() {
    refused("HITDoesNotExist");
    assertEquals(Optional.empty(), carryOn());
  }

  @Test
  void anErrandOfAnUnknownRequesterIsNotCarriedOut() {
    Errand other = new Errand("AKIDOTHER", "3H", DEADLINE, true, 0);
    assertEquals(
        Optional.of("UnknownAccessKeyId"),
        client.translator().carryOn(other).toCompletableFuture().join());
  }

  private Optional<String> carryOn() {
    return client.translator().carryOn(PROMISED).toCompletableFuture().join();
  }
}
