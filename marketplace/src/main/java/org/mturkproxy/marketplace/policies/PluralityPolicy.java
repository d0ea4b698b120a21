package org.mturkproxy.marketplace.policies;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.Input;

/**
 * {@code SimplePlurality/2011-09-01}: compares a HIT's assignments with each other (companion
 * section 5.13). Thresholds are percent.
 *
 * @param disregardBelow assignments with a lower known-answer score do not count
 */
public record PluralityPolicy(
    List<String> questionIds,
    int agreementThreshold,
    boolean disregardRejected,
    OptionalInt disregardBelow,
    OptionalInt approveAtLeast,
    OptionalInt rejectBelow,
    Optional<String> rejectReason,
    Optional<Extension> extension) {

  private static final String NAME = "SimplePlurality/2011-09-01";

  private static final int MOST_QUESTIONS = 15;
  private static final int PERCENT = 100;

  private static final Set<String> KEYS =
      Set.of(
          "QuestionIds",
          "QuestionIDs",
          "QuestionAgreementThreshold",
          "DisregardAssignmentIfRejected",
          "DisregardAssignmentIfKnownAnswerScoreIsLessThan",
          "ExtendIfHITAgreementScoreIsLessThan",
          "ExtendMaximumAssignments",
          "ExtendMinimumTimeInSeconds",
          "ApproveIfWorkerAgreementScoreIsAtLeast",
          "RejectIfWorkerAgreementScoreIsLessThan",
          "RejectReason");

  public PluralityPolicy {
    questionIds = List.copyOf(questionIds);
  }

  /**
   * Reads and checks it.
   *
   * @throws ApiException if this is another policy, or its parameters are wrong
   */
  public static PluralityPolicy read(Input policy) {
    if (!policy.text("PolicyName").equals(NAME)) {
      throw ApiException.notValid(policy.text("PolicyName"), "PolicyName");
    }
    PolicyParameters parameters = new PolicyParameters(policy, KEYS);
    return new PluralityPolicy(
        questionIds(parameters),
        parameters
            .number("QuestionAgreementThreshold", 0, PERCENT)
            .orElseThrow(() -> parameters.missing("QuestionAgreementThreshold")),
        parameters.flag("DisregardAssignmentIfRejected"),
        parameters.number("DisregardAssignmentIfKnownAnswerScoreIsLessThan", 0, PERCENT + 1),
        parameters.number("ApproveIfWorkerAgreementScoreIsAtLeast", 0, PERCENT + 1),
        parameters.number("RejectIfWorkerAgreementScoreIsLessThan", 0, PERCENT + 1),
        parameters.value("RejectReason"),
        Extension.read(parameters, "ExtendIfHITAgreementScoreIsLessThan", 1, PERCENT, true));
  }

  /** The manual's table and its samples spell the key differently; some give one comma list. */
  private static List<String> questionIds(PolicyParameters parameters) {
    List<String> given = parameters.values("QuestionIds");
    if (given.isEmpty()) {
      given = parameters.values("QuestionIDs");
    }
    List<String> ids =
        given.stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .map(String::trim)
            .filter(id -> !id.isEmpty())
            .distinct()
            .toList();
    if (ids.isEmpty()) {
      throw parameters.missing("QuestionIds");
    }
    if (ids.size() > MOST_QUESTIONS) {
      throw ApiException.parameter(
          "The parameter QuestionIds must not have more than " + MOST_QUESTIONS + " values.");
    }
    return ids;
  }
}
