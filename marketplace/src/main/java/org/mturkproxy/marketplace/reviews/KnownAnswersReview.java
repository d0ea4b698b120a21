package org.mturkproxy.marketplace.reviews;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mturkproxy.marketplace.assignments.Assignment;
import org.mturkproxy.marketplace.assignments.Assignments;
import org.mturkproxy.marketplace.assignments.Decisions;
import org.mturkproxy.marketplace.documents.Answers;
import org.mturkproxy.marketplace.hits.Hit;
import org.mturkproxy.marketplace.policies.KnownAnswersPolicy;
import org.mturkproxy.marketplace.store.Ids;
import org.mturkproxy.marketplace.store.Transaction;

/** Scores one assignment by the answers that are known. */
final class KnownAnswersReview {

  private final Transaction transaction;
  private final Ids ids;
  private final Hit hit;
  private final Instant at;

  KnownAnswersReview(Transaction transaction, Ids ids, Hit hit, Instant at) {
    this.transaction = transaction;
    this.ids = ids;
    this.hit = hit;
    this.at = at;
  }

  void run(KnownAnswersPolicy policy, String assignmentId) {
    Assignment assignment = Assignments.find(transaction, assignmentId).orElseThrow();
    ReviewLog log = new ReviewLog(transaction, ids, hit.id(), Optional.of(assignmentId), at);
    Map<String, Set<String>> given = Answers.parse(assignment.answer().orElseThrow());
    policy
        .answers()
        .forEach(
            (question, correct) ->
                log.found(
                    assignmentId,
                    Optional.of(question),
                    "KnownAnswerCorrect",
                    isCorrect(given, question, correct) ? "1" : "0"));
    int score = score(policy, given);
    log.found(assignmentId, Optional.empty(), "KnownAnswerScore", Integer.toString(score));
    if (policy.approveAtLeast().isPresent() && score >= policy.approveAtLeast().getAsInt()) {
      log.act(
          "approve",
          assignmentId,
          () -> Decisions.approve(transaction, assignment, policy.approveReason(), at));
    } else if (policy.rejectBelow().isPresent() && score < policy.rejectBelow().getAsInt()) {
      log.act(
          "reject",
          assignmentId,
          () -> Decisions.reject(transaction, assignment, policy.rejectReason(), at));
    }
    policy
        .extension()
        .filter(extension -> score < extension.below())
        .filter(extension -> hit.state().maxAssignments() < extension.maximumAssignments())
        .ifPresent(
            extension ->
                log.actOnHit(
                    "extend", () -> ExtensionRun.run(transaction, hit.id(), extension, at)));
  }

  /** Percent of the known questions that were answered with exactly the correct set. */
  static int score(KnownAnswersPolicy policy, Map<String, Set<String>> given) {
    long correct =
        policy.answers().entrySet().stream()
            .filter(entry -> isCorrect(given, entry.getKey(), entry.getValue()))
            .count();
    return Math.toIntExact(correct * 100 / policy.answers().size());
  }

  private static boolean isCorrect(
      Map<String, Set<String>> given, String question, Set<String> correct) {
    return given.getOrDefault(question, Set.of()).equals(correct);
  }
}
