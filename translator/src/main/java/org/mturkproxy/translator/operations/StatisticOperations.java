package org.mturkproxy.translator.operations;

import static org.mturkproxy.translator.catalogue.Operation.operation;
import static org.mturkproxy.translator.declared.ApiVersion.V2011_10_01;
import static org.mturkproxy.translator.declared.ApiVersion.V2013_11_15;
import static org.mturkproxy.translator.parameter.Parameter.optional;
import static org.mturkproxy.translator.parameter.Parameter.required;
import static org.mturkproxy.translator.parameter.Types.oneOf;
import static org.mturkproxy.translator.parameter.Types.whole;
import static org.mturkproxy.translator.result.Content.DOUBLE;
import static org.mturkproxy.translator.result.Content.LONG;
import static org.mturkproxy.translator.result.Content.TEXT;
import static org.mturkproxy.translator.result.Content.TIME;
import static org.mturkproxy.translator.result.Element.element;
import static org.mturkproxy.translator.result.Element.structure;
import static org.mturkproxy.translator.result.ResponseGroup.MINIMAL;
import static org.mturkproxy.translator.result.ResponseGroup.PARAMETERS;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.catalogue.Procedure;
import org.mturkproxy.translator.declared.Versions;
import org.mturkproxy.translator.declared.Vocabulary;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.parameter.Parameter;
import org.mturkproxy.translator.parameter.Types;
import org.mturkproxy.translator.result.Content;
import org.mturkproxy.translator.result.Shape;
import org.mturkproxy.translator.value.Text;

/** Numbers about what a Requester, or one of their Workers, did. */
final class StatisticOperations {

  static final String TIME_PERIOD = "TimePeriod";
  static final String COUNT = "Count";
  static final String WORKER_ID = "WorkerId";
  private static final String STATISTIC = "Statistic";

  /** No list goes back so far. */
  private static final int MOST_DAYS = 3650;

  private static final Vocabulary PERIODS =
      Vocabulary.of(
          TIME_PERIOD,
          StatisticPeriod.ONE_DAY,
          StatisticPeriod.SEVEN_DAYS,
          StatisticPeriod.THIRTY_DAYS,
          StatisticPeriod.LIFE_TO_DATE);

  /** One type in the schema, though either operation has its own. */
  private static final Vocabulary STATISTICS =
      Vocabulary.of("RequesterStatistic", ofRequester())
          .since(V2011_10_01, Statistic.REFUSED_OF_WORKER);

  private static final Parameter PERIOD =
      optional(TIME_PERIOD, oneOf(PERIODS))
          .otherwise(new Text(StatisticPeriod.LIFE_TO_DATE))
          .kept();

  private static final Parameter DAYS = optional(COUNT, whole(1, MOST_DAYS)).kept();

  /** 5.11, and 4.25: the order is that of the manual's samples. */
  private static final Shape RESULT =
      Shape.of(
              element(WORKER_ID, TEXT).in(PARAMETERS).since(V2011_10_01),
              element(STATISTIC, Content.oneOf(STATISTICS)).in(PARAMETERS).since(V2011_10_01),
              element(TIME_PERIOD, Content.oneOf(PERIODS)).in(PARAMETERS).since(V2011_10_01),
              structure(
                      "DataPoint",
                      Shape.named(
                          "DataPoint",
                          element("Date", TIME).mandatory(),
                          element("LongValue", LONG),
                          element("DoubleValue", DOUBLE)))
                  .repeated())
          .inSchema("DataPoint", STATISTIC, TIME_PERIOD);

  private StatisticOperations() {}

  static List<Operation> all(StatisticPolicy policy) {
    return List.of(ofRequester(policy), ofWorker(policy));
  }

  /** 4.25 */
  private static Operation ofRequester(StatisticPolicy policy) {
    return operation("GetRequesterStatistic")
        .costs(
            "0 if refused; ⌈N/100⌉ for N HITs, and one or more for each HIT where assignments or bonuses count")
        .differs(
            "Most are refused, as the withdrawn ones were since 2016-11-01; see [statistics](configuration.md#statistics). HITs that are deleted or older than 120 days do not count. With more than 1,000 HITs all are refused.")
        .takes(required(STATISTIC, oneOf(STATISTICS, ofRequester())).kept(), PERIOD, DAYS)
        .echoed(Versions.since(V2011_10_01))
        .bareEcho(Versions.until(V2013_11_15))
        .groups(EnumSet.of(PARAMETERS), EnumSet.of(MINIMAL, PARAMETERS))
        .answers("GetStatisticResult", RESULT)
        .runsRepeatably(
            procedure(policy, false), "ListHITs", "ListAssignmentsForHIT", "ListBonusPayments");
  }

  /** 4.26 */
  private static Operation ofWorker(StatisticPolicy policy) {
    String[] names =
        Stream.concat(
                computed()
                    .filter(name -> name.matches("(Number|Percent)Assignments(Approved|Rejected)")),
                Arrays.stream(Statistic.REFUSED_OF_WORKER))
            .toArray(String[]::new);
    return operation("GetRequesterWorkerStatistic")
        .since(V2011_10_01)
        .bareEcho(Versions.until(V2013_11_15))
        .costs("0 if refused; ⌈N/100⌉ for N HITs, and one or more for each HIT with submissions")
        .differs("As GetRequesterStatistic; with the default configuration all are refused.")
        .takes(
            required(STATISTIC, oneOf(STATISTICS, names)).kept(),
            PERIOD,
            required(WORKER_ID, Types.WORKER_ID).kept(),
            DAYS)
        .groups(EnumSet.of(PARAMETERS), EnumSet.of(MINIMAL, PARAMETERS))
        .answers("GetStatisticResult", RESULT)
        .runsRepeatably(procedure(policy, true), "ListHITs", "ListAssignmentsForHIT");
  }

  private static String[] ofRequester() {
    return Stream.concat(computed(), Arrays.stream(Statistic.REFUSED)).toArray(String[]::new);
  }

  private static Stream<String> computed() {
    return Arrays.stream(Statistic.values()).map(Statistic::wireName);
  }

  private static Procedure procedure(StatisticPolicy policy, boolean ofWorker) {
    return (request, calls) -> run(request, calls, policy, ofWorker);
  }

  private static CompletionStage<Outcome> run(
      Arguments request, Calls calls, StatisticPolicy policy, boolean ofWorker) {
    String name = request.given().text(STATISTIC).orElseThrow();
    Optional<Statistic> statistic =
        Statistic.named(name).filter(one -> one.isComputed(policy, ofWorker));
    if (statistic.isEmpty()) {
      return CompletableFuture.completedFuture(refused(name));
    }
    Optional<String> past =
        request
            .given()
            .text(TIME_PERIOD)
            .filter(period -> !period.equals(StatisticPeriod.LIFE_TO_DATE));
    return past.isPresent() && statistic.get().isOfNowOnly()
        ? CompletableFuture.completedFuture(
            new Outcome.Failed(
                LegacyErrors.invalidValue(
                    TIME_PERIOD, past.get(), name + " is there for LifeToDate only.")))
        : new StatisticRun(statistic.get(), request.given(), calls).run();
  }

  /** As the real service answered from 2016-11-01 on for those that it had withdrawn. */
  static Outcome refused(String statistic) {
    return new Outcome.Failed(
        LegacyErrors.invalidValue(STATISTIC, statistic, "This statistic is no longer supported."));
  }
}
