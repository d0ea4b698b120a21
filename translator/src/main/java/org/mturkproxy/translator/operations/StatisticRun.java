package org.mturkproxy.translator.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.catalogue.Plan.PagedList;
import org.mturkproxy.translator.lists.FewAtATime;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;

/** Computes one statistic from the modern lists ({@code mapping.md} 3.11). */
final class StatisticRun {

  /** A statistic of more HITs would take a thousand calls and more. */
  private static final long MOST_HITS = 1000;

  private static final int SHARE_DECIMALS = 6;

  private final Statistic statistic;
  private final Structure given;
  private final Calls calls;
  private final List<StatisticPeriod> periods;
  private final StatisticCounts counts;
  private final List<JsonNode> hits = new ArrayList<>();

  StatisticRun(Statistic statistic, Structure given, Calls calls) {
    this.statistic = statistic;
    this.given = given;
    this.calls = calls;
    this.periods =
        StatisticPeriod.of(
            given.text(StatisticOperations.TIME_PERIOD).orElse(StatisticPeriod.LIFE_TO_DATE),
            given.whole(StatisticOperations.COUNT, 1),
            calls.now());
    this.counts =
        new StatisticCounts(
            statistic, given.text(StatisticOperations.WORKER_ID), calls.now(), periods);
  }

  CompletionStage<Outcome> run() {
    return calls
        .each(HitOperations.ALL_HITS, Structure.EMPTY, MOST_HITS + 1, hits::add)
        .thenCompose(
            failed -> {
              if (failed.isPresent()) {
                return CompletableFuture.completedFuture(failed);
              }
              if (hits.size() > MOST_HITS) {
                calls.warn("There are more than 1000 HITs: no statistic is computed of so many.");
                return CompletableFuture.completedFuture(
                    Optional.of(StatisticOperations.refused(statistic.wireName())));
              }
              return readBelowHits();
            })
        .thenApply(failed -> failed.orElseGet(this::answer));
  }

  private CompletionStage<Optional<Outcome>> readBelowHits() {
    return switch (statistic.source()) {
      case HITS -> {
        hits.forEach(counts::hit);
        yield CompletableFuture.completedFuture(Optional.empty());
      }
      case SUBMITTED -> each(withSubmissions(), AssignmentOperations.ASSIGNMENTS, "Submitted");
      case ASSIGNMENTS ->
          each(
              withSubmissions(),
              AssignmentOperations.ASSIGNMENTS,
              "Submitted",
              "Approved",
              "Rejected");
      case BONUSES -> each(hits, AssignmentOperations.BONUS_PAYMENTS);
    };
  }

  private CompletionStage<Optional<Outcome>> each(
      List<JsonNode> of, PagedList list, String... statuses) {
    return new FewAtATime<>(
            of,
            calls,
            hit -> {
              Structure input = Structure.EMPTY.with("HITId", new Text(hit.path("HITId").asText()));
              List<Value> asked = Stream.of(statuses).<Value>map(Text::new).toList();
              return calls.each(
                  list,
                  asked.isEmpty() ? input : input.with("AssignmentStatuses", new Items(asked)),
                  Long.MAX_VALUE,
                  item -> counts.belowHit(hit, item));
            })
        .run();
  }

  /** A HIT that does not tell its numbers is looked into as well. */
  private List<JsonNode> withSubmissions() {
    return hits.stream()
        .filter(
            hit ->
                !hit.has("MaxAssignments")
                    || hit.path("MaxAssignments").asLong()
                            - hit.path("NumberOfAssignmentsAvailable").asLong()
                            - hit.path("NumberOfAssignmentsPending").asLong()
                        > 0)
        .toList();
  }

  private Outcome answer() {
    if (!statistic.isExact()) {
      calls.warn(
          "The true value may be greater: HITs that are deleted, or older than 120 days, are not"
              + " counted.");
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode result = answer.putObject("GetStatisticResult");
    given.text(StatisticOperations.WORKER_ID).ifPresent(id -> result.put("WorkerId", id));
    result.put("Statistic", statistic.wireName());
    result.put(
        "TimePeriod",
        given.text(StatisticOperations.TIME_PERIOD).orElse(StatisticPeriod.LIFE_TO_DATE));
    ArrayNode points = result.putArray("DataPoint");
    for (int i = 0; i < periods.size(); i++) {
      ObjectNode point = points.addObject();
      point.put("Date", periods.get(i).date().getEpochSecond());
      put(point, counts.sum(i), counts.number(i));
    }
    return new Outcome.Done(answer);
  }

  private void put(ObjectNode point, BigDecimal sum, long number) {
    switch (statistic.value()) {
      case LONG -> point.put("LongValue", sum.longValueExact());
      case DOUBLE -> point.put("DoubleValue", plain(sum));
      case SHARE ->
          point.put(
              "DoubleValue",
              number == 0
                  ? "0"
                  : plain(
                      sum.divide(
                          BigDecimal.valueOf(number), SHARE_DECIMALS, RoundingMode.HALF_UP)));
    }
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
