package org.mturkproxy.translator.operations;

import java.util.Arrays;
import java.util.Optional;

/**
 * The statistics, and what the modern lists tell of them ({@code legacy-api.md} 4.25, {@code
 * mapping.md} 3.11).
 */
enum Statistic {
  NUMBER_HITS_ASSIGNABLE("NumberHITsAssignable", Quality.EXACT, Source.HITS, Value.LONG),
  NUMBER_HITS_REVIEWABLE("NumberHITsReviewable", Quality.EXACT, Source.HITS, Value.LONG),
  NUMBER_ASSIGNMENTS_PENDING(
      "NumberAssignmentsPending", Quality.EXACT, Source.SUBMITTED, Value.LONG),
  ESTIMATED_REWARD_LIABILITY("EstimatedRewardLiability", Quality.EXACT, Source.HITS, Value.DOUBLE),
  NUMBER_ASSIGNMENTS_APPROVED(
      "NumberAssignmentsApproved", Quality.LOWER_BOUND, Source.ASSIGNMENTS, Value.LONG),
  NUMBER_ASSIGNMENTS_REJECTED(
      "NumberAssignmentsRejected", Quality.LOWER_BOUND, Source.ASSIGNMENTS, Value.LONG),
  TOTAL_REWARD_PAYOUT("TotalRewardPayout", Quality.LOWER_BOUND, Source.ASSIGNMENTS, Value.DOUBLE),
  TOTAL_BONUS_PAYOUT("TotalBonusPayout", Quality.LOWER_BOUND, Source.BONUSES, Value.DOUBLE),
  NUMBER_HITS_CREATED("NumberHITsCreated", Quality.LOWER_BOUND, Source.HITS, Value.LONG),
  PERCENT_ASSIGNMENTS_APPROVED(
      "PercentAssignmentsApproved", Quality.LOWER_BOUND_OF_WORKER, Source.ASSIGNMENTS, Value.SHARE),
  PERCENT_ASSIGNMENTS_REJECTED(
      "PercentAssignmentsRejected", Quality.LOWER_BOUND_OF_WORKER, Source.ASSIGNMENTS, Value.SHARE);

  /** How near the lists come to it. */
  enum Quality {
    EXACT,
    LOWER_BOUND,
    /** For a Requester the table calls it approximate. */
    LOWER_BOUND_OF_WORKER
  }

  /** Which lists tell it. */
  enum Source {
    HITS,
    SUBMITTED,
    ASSIGNMENTS,
    BONUSES
  }

  /** How its values are written. */
  enum Value {
    LONG,
    DOUBLE,
    /** Of those counted, how many; from 0 to 1. */
    SHARE
  }

  /** What the real service withdrew, never had a source, or would only be a guess. */
  static final String[] REFUSED = {
    "NumberAssignmentsAvailable",
    "NumberAssignmentsAccepted",
    "NumberAssignmentsReturned",
    "NumberAssignmentsAbandoned",
    "AverageRewardAmount",
    "TotalRewardFeePayout",
    "TotalFeePayout",
    "TotalRewardAndFeePayout",
    "TotalBonusFeePayout",
    "NumberHITsCompleted",
    "EstimatedFeeLiability",
    "EstimatedTotalLiability"
  };

  /** What is counted of a Worker alone, by review policies. */
  static final String[] REFUSED_OF_WORKER = {
    "NumberKnownAnswersCorrect",
    "NumberKnownAnswersIncorrect",
    "NumberKnownAnswersEvaluated",
    "PercentKnownAnswersCorrect",
    "NumberPluralityAnswersCorrect",
    "NumberPluralityAnswersIncorrect",
    "NumberPluralityAnswersEvaluated",
    "PercentPluralityAnswersCorrect"
  };

  private final String wireName;
  private final Quality quality;
  private final Source source;
  private final Value value;

  Statistic(String wireName, Quality quality, Source source, Value value) {
    this.wireName = wireName;
    this.quality = quality;
    this.source = source;
    this.value = value;
  }

  /** The one of this name that can be computed at all. */
  static Optional<Statistic> named(String name) {
    return Arrays.stream(values()).filter(one -> one.wireName.equals(name)).findFirst();
  }

  String wireName() {
    return wireName;
  }

  Source source() {
    return source;
  }

  Value value() {
    return value;
  }

  boolean isExact() {
    return quality == Quality.EXACT;
  }

  /** Whether it is computed, for a Requester or for one of their Workers. */
  boolean isComputed(StatisticPolicy policy, boolean ofWorker) {
    return switch (quality) {
      case EXACT -> policy != StatisticPolicy.REFUSE;
      case LOWER_BOUND -> policy == StatisticPolicy.LOWER_BOUNDS;
      case LOWER_BOUND_OF_WORKER -> policy == StatisticPolicy.LOWER_BOUNDS && ofWorker;
    };
  }

  /** Whether it tells the state of now, and nothing of any time before. */
  boolean isOfNowOnly() {
    return this == NUMBER_HITS_ASSIGNABLE || this == ESTIMATED_REWARD_LIABILITY;
  }
}
