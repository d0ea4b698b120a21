package org.mturkproxy.translator.operations;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Counts what a statistic is about, for each of its periods. Told by several threads. */
final class StatisticCounts {

  private final Statistic statistic;
  private final Optional<String> worker;
  private final Instant now;
  private final List<StatisticPeriod> periods;
  private final BigDecimal[] sums;
  private final long[] numbers;

  /**
   * Counts nothing yet.
   *
   * @param worker whose assignments alone are counted
   */
  StatisticCounts(
      Statistic statistic, Optional<String> worker, Instant now, List<StatisticPeriod> periods) {
    this.statistic = statistic;
    this.worker = worker;
    this.now = now;
    this.periods = List.copyOf(periods);
    this.sums = new BigDecimal[periods.size()];
    this.numbers = new long[periods.size()];
    Arrays.fill(sums, BigDecimal.ZERO);
  }

  /** Counts a HIT. */
  void hit(JsonNode hit) {
    boolean expired = !time(hit, "Expiration").isAfter(now);
    String status = hit.path("HITStatus").asText();
    switch (statistic) {
      case NUMBER_HITS_ASSIGNABLE -> addNow(one(status.equals("Assignable") && !expired));
      case NUMBER_HITS_REVIEWABLE -> addNow(one(status.equals("Reviewable")));
      case NUMBER_HITS_CREATED -> add(time(hit, "CreationTime"), BigDecimal.ONE);
      default ->
          addNow(money(hit, "Reward").multiply(BigDecimal.valueOf(stillToPay(hit, expired))));
    }
  }

  /** Assignments that may still be paid: being worked on, undecided, and to be had. */
  private static long stillToPay(JsonNode hit, boolean expired) {
    long available = hit.path("NumberOfAssignmentsAvailable").asLong();
    long pending = hit.path("NumberOfAssignmentsPending").asLong();
    long completed = hit.path("NumberOfAssignmentsCompleted").asLong();
    long undecided = hit.path("MaxAssignments").asLong() - available - pending - completed;
    return pending + Math.max(0, undecided) + (expired ? 0 : available);
  }

  /** Counts an assignment of a HIT, or a payment for one. */
  void belowHit(JsonNode hit, JsonNode item) {
    String status = item.path("AssignmentStatus").asText();
    boolean approved = status.equals("Approved");
    boolean rejected = status.equals("Rejected");
    if (worker.isPresent() && !worker.get().equals(item.path("WorkerId").asText())) {
      return;
    }
    Instant decided = time(item, approved ? "ApprovalTime" : "RejectionTime");
    switch (statistic) {
      case NUMBER_ASSIGNMENTS_PENDING ->
          addIf(status.equals("Submitted"), time(item, "SubmitTime"), BigDecimal.ONE);
      case NUMBER_ASSIGNMENTS_APPROVED -> addIf(approved, decided, BigDecimal.ONE);
      case NUMBER_ASSIGNMENTS_REJECTED -> addIf(rejected, decided, BigDecimal.ONE);
      case PERCENT_ASSIGNMENTS_APPROVED -> addIf(approved || rejected, decided, one(approved));
      case PERCENT_ASSIGNMENTS_REJECTED -> addIf(approved || rejected, decided, one(rejected));
      case TOTAL_REWARD_PAYOUT -> addIf(approved, decided, money(hit, "Reward"));
      default -> add(time(item, "GrantTime"), money(item, "BonusAmount"));
    }
  }

  private void addIf(boolean counted, Instant at, BigDecimal value) {
    if (counted) {
      add(at, value);
    }
  }

  /** What is so now is so for each period. */
  private void addNow(BigDecimal value) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = sums[i].add(value);
    }
  }

  private synchronized void add(Instant at, BigDecimal value) {
    for (int i = 0; i < sums.length; i++) {
      if (periods.get(i).has(at)) {
        sums[i] = sums[i].add(value);
        numbers[i]++;
      }
    }
  }

  synchronized BigDecimal sum(int period) {
    return sums[period];
  }

  /** How many were looked at for a share. */
  synchronized long number(int period) {
    return numbers[period];
  }

  private static BigDecimal one(boolean counted) {
    return counted ? BigDecimal.ONE : BigDecimal.ZERO;
  }

  private static BigDecimal money(JsonNode item, String member) {
    return new BigDecimal(item.path(member).asText("0"));
  }

  /** What has no time was long ago. */
  private static Instant time(JsonNode item, String member) {
    return Instant.ofEpochSecond(
        item.path(member).decimalValue().setScale(0, RoundingMode.FLOOR).longValue());
  }
}
