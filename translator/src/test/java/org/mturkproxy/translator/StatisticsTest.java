package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.lists.Snapshots;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.operations.StatisticPolicy;

/**
 * The statistics, row by row of {@code mapping.md} 3.11. It is 2016-05-04T10:20:30Z, 03:20 in the
 * morning on the Pacific coast, where a day begins at 07:00Z (traps 7 and 8 of 5.3).
 */
@Tag("trap-5.3.7")
@Tag("trap-5.3.8")
final class StatisticsTest {

  private final TurnableClock clock = new TurnableClock();
  private final PagedUpstream upstream = new PagedUpstream();

  private static long at(String time) {
    return Instant.parse(time).getEpochSecond();
  }

  /** Three HITs with eight assignments; the last HIT has no submissions. */
  private StatisticsTest world() {
    upstream.list(
        "ListHITs",
        "HITs",
        List.of(
            hit(
                "3A",
                "Assignable",
                "0.50",
                "2016-05-04T07:00:00Z",
                "2016-05-09T00:00:00Z",
                10,
                2,
                1,
                4),
            hit(
                "3B",
                "Reviewable",
                "1.10",
                "2016-05-04T06:59:59Z",
                "2016-05-01T00:00:00Z",
                5,
                2,
                0,
                2),
            // Its state has not been looked at since it expired.
            hit(
                "3C",
                "Assignable",
                "2.00",
                "2015-12-01T00:00:00Z",
                "2016-05-04T10:20:30Z",
                3,
                3,
                0,
                0)));
    upstream.answer("ListAssignmentsForHIT", this::assignments);
    upstream.answer(
        "ListBonusPayments",
        call ->
            PagedUpstream.read(
                200,
                call.input().text("HITId").orElseThrow().equals("3A")
                    ? "{\"BonusPayments\":[%s,%s,%s]}"
                        .formatted(
                            bonus("0.25", "2016-05-04T07:00:00Z"),
                            bonus("0.25", "2016-05-04T07:00:00Z"),
                            bonus("3", "2016-04-27T07:00:00Z"))
                    : "{\"BonusPayments\":[]}"));
    return this;
  }

  private static String hit(
      String id, String status, String reward, String created, String expires, int... numbers) {
    return "{\"HITId\":\"%s\",\"HITStatus\":\"%s\",\"Reward\":\"%s\",\"CreationTime\":%d,\"Expiration\":%d,"
            .formatted(id, status, reward, at(created), at(expires))
        + ("\"MaxAssignments\":%d,\"NumberOfAssignmentsAvailable\":%d,"
                + "\"NumberOfAssignmentsPending\":%d,\"NumberOfAssignmentsCompleted\":%d}")
            .formatted(numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  private static String bonus(String amount, String granted) {
    return "{\"BonusAmount\":\"%s\",\"GrantTime\":%d.5}".formatted(amount, at(granted));
  }

  private ModernAnswer assignments(ModernCall call) {
    String asked = call.input().members().get("AssignmentStatuses").toString();
    List<String> found = new ArrayList<>();
    if (call.input().text("HITId").orElseThrow().equals("3A")) {
      found.add(assignment("1", "A1", "Approved", "2016-05-04T07:00:00Z"));
      found.add(assignment("2", "A1", "Approved", "2016-05-04T06:59:59Z"));
      found.add(assignment("3", "A2", "Approved", "2016-04-28T07:00:00Z"));
      found.add(assignment("4", "A1", "Rejected", "2016-04-28T06:59:59Z"));
      found.add(assignment("5", "A1", "Submitted", "2016-05-04T09:00:00Z"));
      found.add(assignment("6", "A2", "Submitted", "2016-05-03T09:00:00Z"));
    } else {
      found.add(assignment("7", "A2", "Approved", "2016-04-05T07:00:00Z"));
      found.add(assignment("8", "A2", "Rejected", "2016-04-05T06:59:59Z"));
    }
    return PagedUpstream.read(
        200,
        "{\"Assignments\":["
            + String.join(
                ",",
                found.stream()
                    .filter(one -> asked.contains("Approved") || one.contains("Submitted"))
                    .toList())
            + "]}");
  }

  private static String assignment(String id, String worker, String status, String time) {
    String member =
        switch (status) {
          case "Approved" -> "ApprovalTime";
          case "Rejected" -> "RejectionTime";
          default -> "SubmitTime";
        };
    return "{\"AssignmentId\":\"%s\",\"WorkerId\":\"%s\",\"AssignmentStatus\":\"%s\",\"%s\":%d.250}"
        .formatted(id, worker, status, member, at(time));
  }

  private Exchange call(StatisticPolicy policy, String operation, String parameters) {
    Requester requester =
        new Requester(
            LegacyClient.KEY, new LegacySecret(LegacyClient.SECRET), upstream, "one", false);
    LegacyClient client =
        new LegacyClient(
            List.of(requester),
            clock,
            time -> CompletableFuture.completedFuture(null),
            new LegacyTranslator.Options(policy, Snapshots.Limits.DEFAULT, Runnable::run));
    return client.begin(LegacyClient.KEY, operation, parameters).join();
  }

  /** The values with their dates: {@code 05-04 07Z LongValue 3}. */
  private static String values(Exchange exchange) {
    Matcher matcher =
        Pattern.compile(
                "<DataPoint><Date>2016-(\\d\\d-\\d\\d)T(\\d\\d):00:00Z</Date><(\\w+)>([^<]*)<")
            .matcher(exchange.answer().xml());
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add("%s %sZ %s %s".formatted((Object[]) groups(matcher)));
    }
    return String.join(", ", found);
  }

  private static String[] groups(Matcher matcher) {
    return new String[] {matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)};
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "NumberHITsAssignable|LifeToDate|LongValue 1|ListHITs 1",
        "NumberHITsReviewable|LifeToDate|LongValue 1|ListHITs 1",
        "NumberHITsReviewable|SevenDays|LongValue 1|ListHITs 1",
        "NumberAssignmentsPending|LifeToDate|LongValue 2|ListAssignmentsForHIT 2, ListHITs 1",
        "NumberAssignmentsPending|OneDay|LongValue 1|ListAssignmentsForHIT 2, ListHITs 1",
        "NumberAssignmentsPending|ThirtyDays|LongValue 2|ListAssignmentsForHIT 2, ListHITs 1",
        // 0.50 x (1 pending + 3 undecided + 2 available) + 1.10 x (1 undecided): it has expired.
        "EstimatedRewardLiability|LifeToDate|DoubleValue 4.1|ListHITs 1",
      })
  void whatIsExactIsComputedByDefault(String statistic, String period, String value, String calls) {
    Exchange exchange =
        world()
            .call(
                StatisticPolicy.EXACT,
                "GetRequesterStatistic",
                "Statistic=" + statistic + "&TimePeriod=" + period);
    assertEquals("05-04 07Z " + value, values(exchange));
    assertEquals(calls, upstream.asked());
    assertEquals(List.of(), exchange.warnings());
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "NumberAssignmentsApproved|LifeToDate|LongValue 4|ListAssignmentsForHIT 2, ListHITs 1",
        "NumberAssignmentsApproved|OneDay|LongValue 1|ListAssignmentsForHIT 2, ListHITs 1",
        "NumberAssignmentsApproved|SevenDays|LongValue 3|ListAssignmentsForHIT 2, ListHITs 1",
        "NumberAssignmentsApproved|ThirtyDays|LongValue 4|ListAssignmentsForHIT 2, ListHITs 1",
        "NumberAssignmentsRejected|LifeToDate|LongValue 2|ListAssignmentsForHIT 2, ListHITs 1",
        "NumberAssignmentsRejected|SevenDays|LongValue 0|ListAssignmentsForHIT 2, ListHITs 1",
        "NumberAssignmentsRejected|ThirtyDays|LongValue 1|ListAssignmentsForHIT 2, ListHITs 1",
        "TotalRewardPayout|LifeToDate|DoubleValue 2.6|ListAssignmentsForHIT 2, ListHITs 1",
        "TotalRewardPayout|OneDay|DoubleValue 0.5|ListAssignmentsForHIT 2, ListHITs 1",
        "TotalBonusPayout|LifeToDate|DoubleValue 3.5|ListBonusPayments 3, ListHITs 1",
        "TotalBonusPayout|SevenDays|DoubleValue 0.5|ListBonusPayments 3, ListHITs 1",
        "NumberHITsCreated|LifeToDate|LongValue 3|ListHITs 1",
        "NumberHITsCreated|OneDay|LongValue 1|ListHITs 1",
      })
  void lowerBoundsAreComputedWhenConfiguredAndSaidToBeSuch(
      String statistic, String period, String value, String calls) {
    Exchange exchange =
        world()
            .call(
                StatisticPolicy.LOWER_BOUNDS,
                "GetRequesterStatistic",
                "Statistic=" + statistic + "&TimePeriod=" + period);
    assertEquals("05-04 07Z " + value, values(exchange));
    assertEquals(calls, upstream.asked());
    assertEquals(1, exchange.warnings().size());
    assertTrue(exchange.warnings().get(0).text().startsWith("The true value may be greater"));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "NumberAssignmentsApproved, LifeToDate, LongValue 2",
    "NumberAssignmentsApproved, OneDay, LongValue 1",
    "NumberAssignmentsRejected, LifeToDate, LongValue 1",
    "PercentAssignmentsApproved, LifeToDate, DoubleValue 0.666667",
    "PercentAssignmentsApproved, OneDay, DoubleValue 1",
    "PercentAssignmentsRejected, LifeToDate, DoubleValue 0.333333",
    "PercentAssignmentsRejected, OneDay, DoubleValue 0",
  })
  void ofAWorkerOnlyTheirAssignmentsCount(String statistic, String period, String value) {
    String parameters = "WorkerId=A1&Statistic=" + statistic + "&TimePeriod=" + period;
    Exchange exchange =
        world().call(StatisticPolicy.LOWER_BOUNDS, "GetRequesterWorkerStatistic", parameters);
    assertEquals("05-04 07Z " + value, values(exchange));
    Exchange refused =
        world().call(StatisticPolicy.EXACT, "GetRequesterWorkerStatistic", parameters);
    assertRefused(refused, statistic);
  }

  @Test
  void aShareOfNothingIsZero() {
    Exchange exchange =
        world()
            .call(
                StatisticPolicy.LOWER_BOUNDS,
                "GetRequesterWorkerStatistic",
                "WorkerId=A3&Statistic=PercentAssignmentsApproved");
    assertEquals("05-04 07Z DoubleValue 0", values(exchange));
  }

  private static void assertRefused(Exchange exchange, String statistic) {
    assertTrue(
        exchange
            .answer()
            .xml()
            .contains(
                "<GetStatisticResult><Request><IsValid>False</IsValid><Errors><Error>"
                    + "<Code>AWS.MechanicalTurk.InvalidParameterValue</Code><Message>The value"
                    + " \""
                    + statistic
                    + "\" is not valid for the parameter Statistic. This statistic is no longer"
                    + " supported. ("),
        exchange.answer().xml());
    assertEquals(200, exchange.answer().status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NumberAssignmentsAvailable",
        "NumberAssignmentsAccepted",
        "NumberAssignmentsReturned",
        "NumberAssignmentsAbandoned",
        "PercentAssignmentsApproved",
        "PercentAssignmentsRejected",
        "AverageRewardAmount",
        "TotalRewardFeePayout",
        "TotalBonusFeePayout",
        "TotalFeePayout",
        "TotalRewardAndFeePayout",
        "NumberHITsCompleted",
        "EstimatedFeeLiability",
        "EstimatedTotalLiability"
      })
  void theRestIsRefusedAsTheRealServiceDidWithoutACall(String statistic) {
    for (StatisticPolicy policy : StatisticPolicy.values()) {
      assertRefused(
          call(policy, "GetRequesterStatistic", "TimePeriod=LifeToDate&Statistic=" + statistic),
          statistic);
    }
    assertEquals("", upstream.asked());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NumberKnownAnswersCorrect",
        "NumberKnownAnswersIncorrect",
        "NumberKnownAnswersEvaluated",
        "PercentKnownAnswersCorrect",
        "NumberPluralityAnswersCorrect",
        "NumberPluralityAnswersIncorrect",
        "NumberPluralityAnswersEvaluated",
        "PercentPluralityAnswersCorrect"
      })
  void whatReviewPoliciesCountedIsRefusedForWorkersAndUnknownForRequesters(String statistic) {
    assertRefused(
        call(
            StatisticPolicy.LOWER_BOUNDS,
            "GetRequesterWorkerStatistic",
            "WorkerId=A1&Statistic=" + statistic),
        statistic);
    Exchange exchange =
        call(StatisticPolicy.LOWER_BOUNDS, "GetRequesterStatistic", "Statistic=" + statistic);
    assertEquals("AWS.InvalidEnumeratedParameter", exchange.answer().errorCode().orElseThrow());
  }

  @Test
  void thePolicyRefuseComputesNothing() {
    assertRefused(
        call(StatisticPolicy.REFUSE, "GetRequesterStatistic", "Statistic=NumberHITsReviewable"),
        "NumberHITsReviewable");
    assertEquals("", upstream.asked());
  }

  @ParameterizedTest
  @ValueSource(strings = {"NumberHITsAssignable", "EstimatedRewardLiability"})
  void whatIsOnlyOfNowIsThereForLifeToDateAlone(String statistic) {
    for (String period : List.of("OneDay", "SevenDays", "ThirtyDays")) {
      Exchange exchange =
          call(
              StatisticPolicy.EXACT,
              "GetRequesterStatistic",
              "Statistic=" + statistic + "&TimePeriod=" + period);
      assertTrue(
          exchange
              .answer()
              .xml()
              .contains("The value \"" + period + "\" is not valid for the parameter TimePeriod."));
    }
    assertEquals("", upstream.asked());
  }

  @Test
  void severalDaysAreAsManyPointsTheLastOneToday() {
    Exchange exchange =
        world()
            .call(
                StatisticPolicy.EXACT,
                "GetRequesterStatistic",
                "Statistic=NumberAssignmentsPending&TimePeriod=OneDay&Count=3");
    assertEquals(
        "05-02 07Z LongValue 0, 05-03 07Z LongValue 1, 05-04 07Z LongValue 1", values(exchange));
  }

  @Test
  void aDayBeginsAnHourLaterInWinterAndBelongsToThePacific() {
    clock.advance(Duration.between(clock.instant(), Instant.parse("2016-11-07T07:59:59Z")));
    String parameters = "Statistic=NumberHITsReviewable&TimePeriod=OneDay&Count=2";
    assertEquals("11-05 07Z LongValue 1, 11-06 07Z LongValue 1", values(world().later(parameters)));
    clock.advance(Duration.ofSeconds(1));
    assertEquals("11-06 07Z LongValue 1, 11-07 08Z LongValue 1", values(later(parameters)));
  }

  private Exchange later(String parameters) {
    Requester requester =
        new Requester(
            LegacyClient.KEY, new LegacySecret(LegacyClient.SECRET), upstream, "one", false);
    return new LegacyClient(
            List.of(requester),
            clock,
            time -> CompletableFuture.completedFuture(null),
            LegacyTranslator.Options.DEFAULT)
        .beginAt(clock.instant(), "GetRequesterStatistic", parameters)
        .join();
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "3650, true", "3651, false", "x, false"})
  void theNumberOfDaysHasLimits(String count, boolean valid) {
    Exchange exchange =
        world()
            .call(
                StatisticPolicy.EXACT,
                "GetRequesterStatistic",
                "Statistic=NumberHITsReviewable&TimePeriod=OneDay&Count=" + count);
    assertEquals(valid, exchange.answer().errorCode().isEmpty());
  }

  @Test
  void aCountWithAnotherPeriodIsIgnoredAndNoPeriodIsAll() {
    world();
    for (String parameters : List.of("&TimePeriod=SevenDays&Count=5", "")) {
      Exchange exchange =
          call(
              StatisticPolicy.EXACT,
              "GetRequesterStatistic",
              "Statistic=NumberHITsReviewable" + parameters);
      assertEquals("05-04 07Z LongValue 1", values(exchange));
    }
  }

  @Test
  void theAnswerIsInTheOrderOfTheSamplesAndTheParametersAreAGroup() {
    String parameters = "Statistic=NumberAssignmentsApproved&WorkerId=A1&TimePeriod=OneDay";
    String value =
        "<DataPoint><Date>2016-05-04T07:00:00Z</Date><LongValue>1</LongValue></DataPoint>"
            + "</GetStatisticResult>";
    String valid = "<GetStatisticResult><Request><IsValid>True</IsValid></Request>";
    assertTrue(
        world()
            .call(StatisticPolicy.LOWER_BOUNDS, "GetRequesterWorkerStatistic", parameters)
            .answer()
            .xml()
            .contains(
                valid
                    + "<WorkerId>A1</WorkerId><Statistic>NumberAssignmentsApproved</Statistic>"
                    + "<TimePeriod>OneDay</TimePeriod>"
                    + value));
    assertTrue(
        world()
            .call(
                StatisticPolicy.LOWER_BOUNDS,
                "GetRequesterWorkerStatistic",
                parameters + "&ResponseGroup=Minimal")
            .answer()
            .xml()
            .contains(valid + value));
  }

  @Test
  void ofMoreThanAThousandHitsNoStatisticIsComputed() {
    upstream.hits(1000);
    assertEquals(
        "05-04 07Z LongValue 0",
        values(
            call(
                StatisticPolicy.EXACT, "GetRequesterStatistic", "Statistic=NumberHITsReviewable")));
    assertEquals("ListHITs 10", upstream.asked());
    upstream.hits(50_000);
    Exchange exchange =
        call(StatisticPolicy.EXACT, "GetRequesterStatistic", "Statistic=NumberHITsReviewable");
    assertRefused(exchange, "NumberHITsReviewable");
    assertEquals("ListHITs 11", upstream.asked());
    assertTrue(exchange.warnings().get(0).text().contains("more than 1000 HITs"));
  }

  @Test
  void theListsComeFromTheSnapshotsAndAFailureIsTheWholeCalls() {
    LegacyClient client =
        new LegacyClient(
            List.of(
                new Requester(
                    LegacyClient.KEY,
                    new LegacySecret(LegacyClient.SECRET),
                    world().upstream,
                    "one",
                    false)),
            clock,
            time -> CompletableFuture.completedFuture(null),
            LegacyTranslator.Options.DEFAULT);
    String pending = "Statistic=NumberAssignmentsPending";
    client.begin(LegacyClient.KEY, "SearchHITs", "").join();
    client.begin(LegacyClient.KEY, "GetRequesterStatistic", pending).join();
    client.begin(LegacyClient.KEY, "GetRequesterStatistic", pending).join();
    assertEquals("ListAssignmentsForHIT 2, ListHITs 1", upstream.asked());

    client.begin(LegacyClient.KEY, "ApproveAssignment", "AssignmentId=3A").join();
    upstream.answer(
        "ListAssignmentsForHIT", 400, "{\"__type\":\"ThrottlingException\",\"message\":\"\"}");
    Exchange failed = client.begin(LegacyClient.KEY, "GetRequesterStatistic", pending).join();
    assertEquals(503, failed.answer().status());
    assertFalse(failed.answer().xml().contains("DataPoint"));
  }
}
