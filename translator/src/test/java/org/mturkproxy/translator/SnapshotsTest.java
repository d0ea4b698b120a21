package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.execution.Pauses;
import org.mturkproxy.translator.lists.Snapshots;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.operations.StatisticPolicy;

/**
 * A list is read once for all its pages, and never shown older than it may be ({@code mapping.md}
 * 3.4 rules 2, 3, 4, 7, 8, 9 and 10; traps 1 to 5 of 5.3).
 */
final class SnapshotsTest {

  private static final String THROTTLED =
      "{\"__type\":\"ThrottlingException\",\"message\":\"Rate\"}";
  private static final Duration AGE = Duration.ofSeconds(30);

  private final TurnableClock clock = new TurnableClock();
  private final PagedUpstream upstream = new PagedUpstream();
  private final PagedUpstream another = new PagedUpstream();
  private final ManualTime pauses = new ManualTime();
  private LegacyClient client = client(12 << 20, AGE);

  /** Time-outs that come when the test says so. */
  private static final class ManualTime implements Pauses {
    private final List<Runnable> timeouts = new ArrayList<>();

    @Override
    public CompletionStage<Void> pause(Duration time) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public <T> void atMost(Duration time, CompletableFuture<T> awaited, T otherwise) {
      timeouts.add(() -> awaited.complete(otherwise));
    }

    void runOut() {
      timeouts.forEach(Runnable::run);
      timeouts.clear();
    }
  }

  private LegacyClient client(long mostBytes, Duration maxAge) {
    LegacySecret secret = new LegacySecret(LegacyClient.SECRET);
    return new LegacyClient(
        List.of(
            new Requester(LegacyClient.KEY, secret, upstream, "one", false),
            new Requester("AKIDSAME", secret, upstream, "one", false),
            new Requester("AKIDOTHER", secret, another, "other", false)),
        clock,
        pauses,
        new LegacyTranslator.Options(
            StatisticPolicy.EXACT, new Snapshots.Limits(mostBytes, maxAge), Runnable::run));
  }

  private CompletableFuture<Exchange> begin(String operation, String parameters) {
    return client.begin(LegacyClient.KEY, operation, parameters);
  }

  private String call(String operation, String parameters) {
    return begin(operation, parameters).join().answer().xml();
  }

  private static List<String> all(String element, String xml) {
    Matcher matcher = Pattern.compile("<" + element + ">([^<]*)<").matcher(xml);
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static String one(String element, String xml) {
    return String.join(" ", all(element, xml));
  }

  // Rules 2 and 9.

  @ParameterizedTest(name = "{0} HITs in pages of {1}: {2} calls")
  @CsvSource({"0, 10, 1", "99, 10, 1", "100, 100, 1", "101, 10, 2", "1050, 7, 11"})
  void allPagesTogetherCostOneReading(int count, int size, int calls) {
    upstream.hits(count);
    List<String> ids = new ArrayList<>();
    for (int page = 1; page <= count / size + 1; page++) {
      String xml = call("SearchHITs", "PageSize=" + size + "&PageNumber=" + page);
      ids.addAll(all("HITId", xml));
      assertEquals(Integer.toString(count), one("TotalNumResults", xml));
    }
    assertEquals("ListHITs " + calls, upstream.asked());
    assertEquals(count, ids.size());
    assertEquals(count, new HashSet<>(ids).size());
  }

  @Test
  void anotherPageSizeOrOrderIsNotAnotherReading() {
    upstream.hits(250);
    call("SearchHITs", "");
    call("SearchHITs", "PageSize=100&PageNumber=3&SortProperty=Title&SortDirection=Descending");
    call("SearchHITs", "SortProperty=Reward&ResponseGroup=Minimal");
    assertEquals("ListHITs 3", upstream.asked());
  }

  @Test
  void anotherFilterOrOperationIsAnotherReading() {
    upstream.list("ListAssignmentsForHIT", "Assignments", List.of());
    call("GetAssignmentsForHIT", "HITId=3A");
    call("GetAssignmentsForHIT", "HITId=3B");
    call("GetAssignmentsForHIT", "HITId=3A&AssignmentStatus=Submitted");
    call("SearchHITs", "");
    call("GetReviewableHITs", "");
    assertEquals("ListAssignmentsForHIT 3, ListHITs 1, ListReviewableHITs 1", upstream.asked());
  }

  @Test
  void aListIsUsedUntilItIs30SecondsOld() {
    upstream.hits(1);
    call("SearchHITs", "");
    clock.advance(AGE.minusMillis(1));
    call("SearchHITs", "");
    assertEquals("ListHITs 1", upstream.asked());
    clock.advance(Duration.ofMillis(1));
    call("SearchHITs", "");
    assertEquals("ListHITs 1", upstream.asked());
  }

  @Test
  void anAgeOfZeroKeepsNothing() {
    client = client(12 << 20, Duration.ZERO);
    upstream.hits(101);
    call("SearchHITs", "");
    call("SearchHITs", "");
    assertEquals("ListHITs 4", upstream.asked());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT30S", "PT0S"})
  void whoeverAsksMeanwhileWaitsForTheSameReading(Duration age) {
    client = client(12 << 20, age);
    upstream.hits(150).holding();
    List<CompletableFuture<Exchange>> waiting =
        IntStream.of(1, 2, 15, 16).mapToObj(n -> begin("SearchHITs", "PageNumber=" + n)).toList();
    assertEquals(1, upstream.waiting());
    upstream.release();
    CompletableFuture<Exchange> later = begin("SearchHITs", "PageSize=100");
    upstream.releaseAll();
    assertEquals("ListHITs 2", upstream.asked());
    assertEquals(
        List.of("10", "10", "10", "0"),
        waiting.stream().map(w -> one("NumResults", w.join().answer().xml())).toList());
    assertEquals("100", one("NumResults", later.join().answer().xml()));
  }

  // Rules 3, 4 and 7.

  @Test
  void anEmptyOrShortPageIsNotTheEnd() {
    upstream.answer(
        "ListHITs",
        call ->
            switch (call.input().text("NextToken").orElse("")) {
              case "" -> PagedUpstream.read(200, "{\"HITs\":[],\"NextToken\":\"a\"}");
              case "a" ->
                  PagedUpstream.read(200, "{\"HITs\":[{\"HITId\":\"3A\"}],\"NextToken\":\"b\"}");
              default ->
                  PagedUpstream.read(
                      200, "{\"HITs\":[{\"HITId\":\"3B\"},{\"HITId\":\"3A\",\"Title\":\"x\"}]}");
            });
    String xml = call("SearchHITs", "");
    assertEquals("3A 3B", one("HITId", xml));
    assertEquals("2", one("TotalNumResults", xml), "the first of two with one id counts");
    assertFalse(xml.contains("<Title>"), xml);
    assertEquals("ListHITs 3", upstream.asked());
  }

  @Test
  void oneFailedPageFailsTheWholeCallAndIsNotRemembered() {
    upstream.hits(250);
    upstream.answer(
        "ListHITs",
        call ->
            call.input().text("NextToken").orElse("").equals("200")
                ? PagedUpstream.read(400, THROTTLED)
                : upstream.page(call));
    Exchange failed = begin("SearchHITs", "").join();
    assertEquals(503, failed.answer().status());
    assertTrue(failed.answer().xml().contains("<Code>ServiceUnavailable</Code>"));
    upstream.asBefore("ListHITs");
    assertEquals("250", one("TotalNumResults", call("SearchHITs", "")));
    assertEquals("ListHITs 6", upstream.asked());
  }

  @Test
  void aRefusalIsTheAnswerOfEachWhoWaits() {
    upstream.holding();
    upstream.answer(
        "ListAssignmentsForHIT",
        400,
        "{\"__type\":\"RequestError\",\"TurkErrorCode\":\"AWS.MechanicalTurk.HITDoesNotExist\","
            + "\"Message\":\"Hit 3A does not exist.\"}");
    var first = begin("GetAssignmentsForHIT", "HITId=3A");
    var second = begin("GetAssignmentsForHIT", "HITId=3A");
    upstream.releaseAll();
    for (var each : List.of(first, second)) {
      assertTrue(
          each.join().answer().xml().contains("<Code>AWS.MechanicalTurk.HITDoesNotExist</Code>"));
    }
  }

  @Test
  void aRefusedTokenStartsTheReadingOverOnce() {
    upstream.hits(250);
    boolean[] refused = {false};
    upstream.answer(
        "ListHITs",
        call -> {
          if (call.input().text("NextToken").orElse("").equals("100") && !refused[0]) {
            refused[0] = true;
            return PagedUpstream.read(400, "{\"__type\":\"RequestError\",\"Message\":\"Token\"}");
          }
          return upstream.page(call);
        });
    String xml = call("SearchHITs", "PageSize=100&PageNumber=3");
    assertEquals("250 50", one("TotalNumResults", xml) + " " + one("NumResults", xml));
    assertEquals("ListHITs 5", upstream.asked());
  }

  @Test
  void aTokenThatIsRefusedTwiceIsTheError() {
    upstream.hits(250);
    upstream.answer(
        "ListHITs",
        call ->
            call.input().has("NextToken")
                ? PagedUpstream.read(400, "{\"__type\":\"RequestError\",\"Message\":\"Token\"}")
                : upstream.page(call));
    assertTrue(call("SearchHITs", "").contains("InvalidParameterValue"));
    assertEquals("ListHITs 4", upstream.asked());
  }

  @Test
  void paymentsAreNotCountedTwiceWhenTheReadingStartsOver() {
    String payment = "{\"WorkerId\":\"A2\",\"BonusAmount\":\"0.50\",\"AssignmentId\":\"3X\"}";
    upstream.list(
        "ListBonusPayments",
        "BonusPayments",
        IntStream.range(0, 150).mapToObj(i -> payment).toList());
    boolean[] refused = {false};
    upstream.answer(
        "ListBonusPayments",
        call -> {
          boolean first = call.input().has("NextToken") && !refused[0];
          refused[0] |= first;
          return first
              ? PagedUpstream.read(400, "{\"__type\":\"RequestError\",\"Message\":\"Token\"}")
              : upstream.page(call);
        });
    assertEquals("150", one("TotalNumResults", call("GetBonusPayments", "HITId=3H")));
  }

  @Test
  void aCircleOfTokensIsAnError() {
    upstream.answer("ListHITs", 200, "{\"HITs\":[],\"NextToken\":\"again\"}");
    assertEquals(503, begin("SearchHITs", "").join().answer().status());
    assertEquals("ListHITs 2", upstream.asked());
  }

  // Rule 7 and the special case of long lists.

  @Test
  void aLongReadingGoesOnAfterItsClientWasSentAway() {
    upstream.list(
        "ListAssignmentsForHIT",
        "Assignments",
        IntStream.range(0, 5001).mapToObj(i -> "{\"AssignmentId\":\"3X" + i + "\"}").toList());
    upstream.holding();
    CompletableFuture<Exchange> first = begin("GetAssignmentsForHIT", "HITId=3H");
    upstream.release();
    assertFalse(first.isDone());
    clock.advance(Duration.ofSeconds(50));
    pauses.runOut();
    assertEquals(503, first.join().answer().status());
    assertTrue(first.join().answer().xml().contains("<Code>ServiceUnavailable</Code>"));

    CompletableFuture<Exchange> repeated = begin("GetAssignmentsForHIT", "HITId=3H");
    upstream.releaseAll();
    assertEquals("5001", one("TotalNumResults", repeated.join().answer().xml()));
    assertEquals("ListAssignmentsForHIT 51", upstream.asked());
    call("GetAssignmentsForHIT", "HITId=3H&PageNumber=501");
    assertEquals("", upstream.asked());
  }

  @Test
  void aReadingThatNobodyCanUseStops() {
    client = client(12 << 20, Duration.ZERO);
    upstream.hits(500).holding();
    CompletableFuture<Exchange> only = begin("SearchHITs", "");
    pauses.runOut();
    assertEquals(503, only.join().answer().status());
    upstream.releaseAll();
    assertEquals("ListHITs 1", upstream.asked());
  }

  // Rule 8.

  @ParameterizedTest(name = "{0}?{1} forgets {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ApproveAssignment|AssignmentId=3A|ListAssignmentsForHIT 1, ListHITs 1",
        "ForceExpireHIT|HITId=3A|ListAssignmentsForHIT 1, ListHITs 1",
        "GrantBonus|WorkerId=A2&AssignmentId=3A&Reason=r&BonusAmount.1.Amount=1|ListAssignmentsForHIT 1, ListHITs 1",
        "AssignQualification|QualificationTypeId=3Q&WorkerId=A2|ListAssignmentsForHIT 1, ListHITs 1,"
            + " ListWorkersWithQualificationType 1",
        "DisposeQualificationType|QualificationTypeId=3Q|ListAssignmentsForHIT 1, ListHITs 1,"
            + " ListWorkersWithQualificationType 1",
        "BlockWorker|WorkerId=A2&Reason=r|ListAssignmentsForHIT 1, ListHITs 1, ListWorkerBlocks 1",
        "GetHIT|HITId=3A|''",
        "GetAccountBalance|''|''",
      })
  void aWriteForgetsWhatItMayHaveChanged(String operation, String parameters, String readAgain) {
    readAll();
    upstream.answer("GetHIT", 200, "{\"HIT\":{\"HITId\":\"3A\"}}");
    upstream.answer("GetAccountBalance", 200, "{\"AvailableBalance\":\"1\"}");
    assertTrue(call(operation, parameters).contains("<IsValid>True<"));
    upstream.asked();
    readAll();
    assertEquals(readAgain, upstream.asked());
  }

  private void readAll() {
    call("SearchHITs", "");
    call("GetAssignmentsForHIT", "HITId=3A");
    call("GetQualificationsForQualificationType", "QualificationTypeId=3Q");
    call("GetBlockedWorkers", "");
  }

  @Test
  void aRefusedWriteForgetsToo() {
    upstream.hits(1);
    call("SearchHITs", "");
    upstream.answer("ApproveAssignment", 400, "{\"__type\":\"RequestError\",\"Message\":\"no\"}");
    call("ApproveAssignment", "AssignmentId=3A");
    call("SearchHITs", "");
    assertEquals("ApproveAssignment 1, ListHITs 2", upstream.asked());
  }

  @Test
  void keysOfOneCredentialShareListsAndWritesOthersDoNot() {
    upstream.hits(1);
    another.hits(2);
    assertEquals("1", total(LegacyClient.KEY));
    assertEquals("1", total("AKIDSAME"));
    assertEquals("2", total("AKIDOTHER"));
    assertEquals("ListHITs 1", upstream.asked());
    client.begin("AKIDSAME", "ApproveAssignment", "AssignmentId=3A").join();
    assertEquals("1", total(LegacyClient.KEY));
    assertEquals("2", total("AKIDOTHER"));
    assertEquals("ApproveAssignment 1, ListHITs 1", upstream.asked());
    assertEquals("ListHITs 1", another.asked());
  }

  private String total(String key) {
    return one("TotalNumResults", client.begin(key, "SearchHITs", "").join().answer().xml());
  }

  /**
   * R: the reading begins, r: it ends, W: the write is sent, w: it is answered. Whatever overlaps
   * is not kept.
   */
  @ParameterizedTest(name = "{0}: {1} more readings")
  @CsvSource({"WwRr, 0", "RrWw, 1", "RWrw, 1", "RWwr, 1", "WRrw, 1", "WRwr, 1"})
  void aReadingThatOverlapsAWriteIsNotKept(String order, int readings) {
    upstream.hits(1).holding();
    CompletableFuture<Exchange> read = null;
    String pending = "";
    List<CompletableFuture<Exchange>> writes = new ArrayList<>();
    for (int i = 0; i < order.length(); i++) {
      char step = order.charAt(i);
      switch (step) {
        case 'R' -> read = begin("SearchHITs", "");
        case 'W' -> writes.add(begin("ApproveAssignment", "AssignmentId=3A"));
        default -> upstream.release(pending.indexOf(Character.toUpperCase(step)));
      }
      pending =
          Character.isUpperCase(step)
              ? pending + step
              : pending.replace(Character.toString(Character.toUpperCase(step)), "");
    }
    assertEquals("1", one("TotalNumResults", read.join().answer().xml()));
    assertTrue(writes.get(0).isDone());
    upstream.releaseAll();
    upstream.asked();
    call("SearchHITs", "");
    assertEquals(readings == 0 ? "" : "ListHITs 1", upstream.asked());
  }

  @Test
  void whoeverAsksAfterAWriteDoesNotGetAReadingFromBeforeIt() {
    upstream.hits(1).holding();
    var before = begin("SearchHITs", "");
    var write = begin("ApproveAssignment", "AssignmentId=3A");
    upstream.release(1);
    write.join();
    var after = begin("SearchHITs", "");
    assertEquals("ApproveAssignment 1, ListHITs 2", upstream.asked());
    upstream.hits(2).releaseAll();
    before.join();
    assertEquals("2", one("TotalNumResults", after.join().answer().xml()));
  }

  @Test
  void nothingIsKeptForAMinuteAfterAWriteThatNobodyKnowsOf() {
    upstream.hits(1);
    upstream.answer("DeleteWorkerBlock", call -> new ModernAnswer.Unknown("NoAnswer", ""));
    call("UnblockWorker", "WorkerId=A2");
    clock.advance(Duration.ofSeconds(59));
    call("SearchHITs", "");
    call("SearchHITs", "");
    clock.advance(Duration.ofSeconds(1));
    call("SearchHITs", "");
    call("SearchHITs", "");
    assertEquals("DeleteWorkerBlock 1, ListHITs 3", upstream.asked());
  }

  // Rule 10.

  @Test
  void questionsAreReadForThePageAlone() {
    upstream.hits(250);
    upstream.answer("GetHIT", this::hit);
    String xml = call("SearchHITs", "ResponseGroup=HITQuestion&PageSize=20&PageNumber=2");
    assertEquals("GetHIT 20, ListHITs 3", upstream.asked());
    List<String> expected =
        all("HITId", xml).stream()
            .map(id -> "&lt;q&gt;" + id.substring(id.indexOf('X') + 1) + "&lt;/q&gt;")
            .toList();
    assertEquals(20, expected.size());
    assertEquals(expected, all("Question", xml));
    assertFalse(call("SearchHITs", "PageSize=100").contains("<Question>"));
    assertEquals("", upstream.asked());
  }

  private ModernAnswer hit(ModernCall call) {
    String id = call.input().text("HITId").orElseThrow();
    return PagedUpstream.read(
        200,
        "{\"HIT\":{\"HITId\":\"%s\",\"Question\":\"<q>%s</q>\"}}"
            .formatted(id, id.substring(id.indexOf('X') + 1)));
  }

  @Test
  void questionsAreReadFourAtATime() {
    upstream.hits(50);
    upstream.answer("GetHIT", this::hit);
    call("SearchHITs", "");
    upstream.holding();
    var page = begin("SearchHITs", "ResponseGroup=HITQuestion&PageSize=50");
    assertEquals(4, upstream.waiting());
    upstream.releaseAll();
    page.join();
    assertEquals(4, upstream.mostAtOnce());
    assertEquals("GetHIT 50, ListHITs 1", upstream.asked());
  }

  @Test
  void aHitThatIsGoneHasNoQuestionAndAnyOtherFailureIsTheWholeCalls() {
    upstream.hits(10);
    upstream.answer(
        "GetHIT",
        400,
        "{\"__type\":\"RequestError\",\"TurkErrorCode\":\"AWS.MechanicalTurk.HITDoesNotExist\","
            + "\"Message\":\"gone\"}");
    String xml = call("SearchHITs", "ResponseGroup=HITQuestion");
    assertEquals("10", one("NumResults", xml));
    assertFalse(xml.contains("<Question>"), xml);

    upstream.answer("GetHIT", 400, THROTTLED);
    assertEquals(503, begin("SearchHITs", "ResponseGroup=HITQuestion").join().answer().status());
  }

  @Test
  void reviewableHitsHaveOnlyIdsWhateverGroupsAreAskedFor() {
    upstream.list("ListReviewableHITs", "HITs", List.of(PagedUpstream.hit(1)));
    String xml = call("GetReviewableHITs", "ResponseGroup=HITQuestion&ResponseGroup=HITDetail");
    assertTrue(xml.contains("<HIT><HITId>" + PagedUpstream.id(1) + "</HITId></HIT>"), xml);
    assertEquals("ListReviewableHITs 1", upstream.asked());
  }

  // Rule 6.

  @ParameterizedTest
  @ValueSource(strings = {"PageNumber=3", "PageNumber=2147483647&PageSize=100"})
  void aPageBeyondTheEndIsASuccessWithoutItems(String page) {
    upstream.hits(11);
    String xml = call("SearchHITs", page);
    assertTrue(xml.contains("<IsValid>True</IsValid></Request><NumResults>0</NumResults>"), xml);
    assertEquals("11", one("TotalNumResults", xml));
    assertEquals("", one("HITId", xml));
  }

  @Test
  void aPageOfBlockedWorkersMayBeVeryLong() {
    upstream.list(
        "ListWorkerBlocks",
        "WorkerBlocks",
        IntStream.range(0, 1234).mapToObj(i -> "{\"WorkerId\":\"A" + i + "\"}").toList());
    String xml = call("GetBlockedWorkers", "PageSize=65535");
    assertEquals("1234", one("NumResults", xml));
    assertEquals("A0", all("WorkerId", xml).get(0));
    assertEquals("A1233", all("WorkerId", xml).get(1233));
    assertTrue(call("GetBlockedWorkers", "PageSize=65536").contains("AWS.ParameterOutOfRange"));
    assertTrue(call("SearchHITs", "PageSize=101").contains("AWS.ParameterOutOfRange"));
  }

  // The special case of SearchQualificationTypes.

  @Test
  void everybodysTypesAreReadInLargeStepsAndStayInUpstreamsOrder() {
    upstream.list(
        "ListQualificationTypes",
        "QualificationTypes",
        IntStream.range(0, 5813)
            .mapToObj(i -> "{\"QualificationTypeId\":\"3Q%d\",\"Name\":\"%d\"}".formatted(i, i % 9))
            .toList());
    List<String> ids = new ArrayList<>();
    List<String> totals = new ArrayList<>();
    for (int page = 1; page <= 59; page++) {
      String xml = call("SearchQualificationTypes", "PageSize=100&PageNumber=" + page);
      ids.addAll(all("QualificationTypeId", xml));
      totals.add(one("TotalNumResults", xml));
    }
    assertEquals(IntStream.range(0, 5813).mapToObj(i -> "3Q" + i).toList(), ids);
    assertEquals(List.of("1001", "2001", "4001", "5813"), totals.stream().distinct().toList());
    assertEquals("ListQualificationTypes " + (10 + 20 + 40 + 59), upstream.asked());
  }

  // Memory.

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "Title, Ascending",
    "Title, Descending",
    "Reward, Ascending",
    "Reward, Descending",
    "Expiration, Ascending",
    "Expiration, Descending",
    "CreationTime, Ascending",
    "CreationTime, Descending",
    "Enumeration, Ascending",
    "Enumeration, Descending"
  })
  void aListThatDoesNotFitIsAnsweredTheSame(String property, String direction) {
    upstream.hits(321);
    LegacyClient without = client(0, AGE);
    for (String page :
        List.of("PageNumber=1", "PageNumber=17&PageSize=3", "PageNumber=33", "PageNumber=34")) {
      String parameters = page + "&SortProperty=" + property + "&SortDirection=" + direction;
      String kept = call("SearchHITs", parameters);
      upstream.asked();
      String streamed =
          without.begin(LegacyClient.KEY, "SearchHITs", parameters).join().answer().xml();
      assertEquals(kept, streamed);
      // The first page tells that there is no room.
      assertEquals("ListHITs " + (property.equals("Enumeration") ? 5 : 9), upstream.asked());
    }
  }

  @Test
  void aListThatIsTooLargeAloneIsTriedOnceOnly() {
    client = client(200_000, AGE);
    upstream.hits(20_000);
    String first = call("SearchHITs", "PageNumber=2000&SortProperty=Enumeration");
    assertEquals(PagedUpstream.id(19_999), all("HITId", first).get(9));
    String wasted = upstream.asked();
    int tried = Integer.parseInt(wasted.substring("ListHITs ".length())) - 200;
    assertTrue(tried > 0 && tried < 100, wasted);
    call("SearchHITs", "PageNumber=3&SortProperty=Enumeration");
    assertEquals("ListHITs 200", upstream.asked());
  }

  @Test
  void paymentsThatDoNotFitAreAllShown() {
    client = client(0, AGE);
    upstream.list(
        "ListBonusPayments",
        "BonusPayments",
        IntStream.range(0, 150)
            .mapToObj(i -> "{\"WorkerId\":\"A%d\",\"BonusAmount\":\"0.50\"}".formatted(i % 2))
            .toList());
    String xml = call("GetBonusPayments", "HITId=3H&PageSize=100&PageNumber=2");
    assertEquals("150 50", one("TotalNumResults", xml) + " " + one("NumResults", xml));
  }
}
