package org.mturkproxy.marketplace.policies;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.Input;

/**
 * {@code ScoreMyKnownAnswers/2011-09-01}: compares each assignment with answers that are known
 * (companion section 5.13). Thresholds are percent; 101 can never be reached.
 *
 * @param answers the whole correct set per question
 */
public record KnownAnswersPolicy(
    Map<String, Set<String>> answers,
    OptionalInt approveAtLeast,
    Optional<String> approveReason,
    OptionalInt rejectBelow,
    Optional<String> rejectReason,
    Optional<Extension> extension) {

  private static final String NAME = "ScoreMyKnownAnswers/2011-09-01";

  private static final Set<String> KEYS =
      Set.of(
          "AnswerKey",
          "ApproveIfKnownAnswerScoreIsAtLeast",
          "ApproveReason",
          "RejectIfKnownAnswerScoreIsLessThan",
          "RejectReason",
          "ExtendIfKnownAnswerScoreIsLessThan",
          "ExtendMaximumAssignments",
          "ExtendMinimumTimeInSeconds");

  public KnownAnswersPolicy {
    answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
  }

  /**
   * Reads and checks it.
   *
   * @throws ApiException if this is another policy, or its parameters are wrong
   */
  public static KnownAnswersPolicy read(Input policy) {
    if (!policy.text("PolicyName").equals(NAME)) {
      throw ApiException.notValid(policy.text("PolicyName"), "PolicyName");
    }
    PolicyParameters parameters = new PolicyParameters(policy, KEYS);
    Map<String, Set<String>> answers = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> entry : parameters.entries("AnswerKey").entrySet()) {
      if (entry.getKey().isBlank() || entry.getValue().isEmpty()) {
        throw ApiException.notValid(entry.getKey(), "AnswerKey");
      }
      Set<String> correct = new HashSet<>();
      entry.getValue().forEach(value -> correct.add(value.trim()));
      answers.put(entry.getKey(), Set.copyOf(correct));
    }
    if (answers.isEmpty()) {
      throw parameters.missing("AnswerKey");
    }
    return new KnownAnswersPolicy(
        answers,
        parameters.number("ApproveIfKnownAnswerScoreIsAtLeast", 0, 101),
        parameters.value("ApproveReason"),
        parameters.number("RejectIfKnownAnswerScoreIsLessThan", 0, 101),
        parameters.value("RejectReason"),
        Extension.read(parameters, "ExtendIfKnownAnswerScoreIsLessThan", 0, 101, false));
  }
}
