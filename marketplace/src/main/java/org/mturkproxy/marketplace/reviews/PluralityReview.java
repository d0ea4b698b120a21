package org.mturkproxy.marketplace.reviews;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mturkproxy.marketplace.assignments.Assignment;
import org.mturkproxy.marketplace.assignments.Assignments;
import org.mturkproxy.marketplace.assignments.Decisions;
import org.mturkproxy.marketplace.call.Input;
import org.mturkproxy.marketplace.documents.Answers;
import org.mturkproxy.marketplace.hits.Hit;
import org.mturkproxy.marketplace.policies.KnownAnswersPolicy;
import org.mturkproxy.marketplace.policies.PluralityPolicy;
import org.mturkproxy.marketplace.store.Ids;
import org.mturkproxy.marketplace.store.Transaction;

/** Compares the assignments of one HIT with each other. */
final class PluralityReview {

  /** Longer answers are not compared (companion section 5.13). */
  private static final int LONGEST_ANSWER = 256;

  private final Transaction transaction;
  private final Ids ids;
  private final Hit hit;
  private final Instant at;

  PluralityReview(Transaction transaction, Ids ids, Hit hit, Instant at) {
    this.transaction = transaction;
    this.ids = ids;
    this.hit = hit;
    this.at = at;
  }

  /** An assignment that counts, with its answer to each question. */
  private record Voter(String assignmentId, Map<String, String> answers) {}

  void run(PluralityPolicy policy) {
    ReviewLog log = new ReviewLog(transaction, ids, hit.id(), Optional.empty(), at);
    List<Voter> voters = voters(policy);
    Map<String, String> agreed = new LinkedHashMap<>();
    for (String question : policy.questionIds()) {
      agreement(policy, log, voters, question).ifPresent(answer -> agreed.put(question, answer));
    }
    int hitScore = agreed.size() * 100 / policy.questionIds().size();
    log.foundAboutHit(Optional.empty(), "HitAgreementScore", Integer.toString(hitScore));
    Map<Voter, Integer> scores = new LinkedHashMap<>();
    voters.forEach(voter -> scores.put(voter, workerScore(log, voter, agreed)));
    boolean extended =
        policy
            .extension()
            .filter(extension -> hitScore < extension.below())
            .filter(extension -> hit.state().maxAssignments() < extension.maximumAssignments())
            .map(
                extension ->
                    log.actOnHit(
                        "extend", () -> ExtensionRun.run(transaction, hit.id(), extension, at)))
            .orElse(false);
    // More answers are to come: only then can the Workers be judged.
    if (!extended && !agreed.isEmpty()) {
      scores.forEach((voter, score) -> decide(policy, log, voter.assignmentId(), score));
    }
  }

  private List<Voter> voters(PluralityPolicy policy) {
    List<Voter> voters = new ArrayList<>();
    for (String id : Assignments.idsOfHit(transaction, hit.id())) {
      Assignment assignment = Assignments.find(transaction, id).orElseThrow();
      Map<String, Set<String>> given = Answers.parse(assignment.answer().orElseThrow());
      boolean disregarded =
          (policy.disregardRejected() && assignment.isRejected())
              || (policy.disregardBelow().isPresent()
                  && knownScore(given) < policy.disregardBelow().getAsInt());
      if (!disregarded) {
        Map<String, String> answers = new TreeMap<>();
        given.forEach(
            (question, values) ->
                answers.put(question, values.stream().sorted().collect(Collectors.joining("|"))));
        answers.keySet().retainAll(policy.questionIds());
        answers.values().removeIf(answer -> answer.length() > LONGEST_ANSWER);
        voters.add(new Voter(id, answers));
      }
    }
    return voters;
  }

  /** Without known answers nobody is below any score. */
  private int knownScore(Map<String, Set<String>> given) {
    return hit.assignmentReviewPolicy()
        .map(json -> KnownAnswersPolicy.read(Input.stored(json)))
        .map(known -> KnownAnswersReview.score(known, given))
        .orElse(100);
  }

  /** The answer that more Workers gave than any other, if they are enough. */
  private static Optional<String> agreement(
      PluralityPolicy policy, ReviewLog log, List<Voter> voters, String question) {
    Map<String, Integer> votes = new TreeMap<>();
    for (Voter voter : voters) {
      String answer = voter.answers().get(question);
      if (answer != null) {
        votes.merge(answer, 1, Integer::sum);
      }
    }
    int most = votes.values().stream().mapToInt(count -> count).max().orElse(0);
    int score = voters.isEmpty() ? 0 : most * 100 / voters.size();
    List<String> leading =
        votes.entrySet().stream()
            .filter(vote -> vote.getValue() == most)
            .map(Map.Entry::getKey)
            .toList();
    boolean found = leading.size() == 1 && score >= policy.agreementThreshold();
    Optional<String> id = Optional.of(question);
    log.foundAboutHit(id, "AgreedAnswerFound", Boolean.toString(found));
    if (found) {
      log.foundAboutHit(id, "AgreedAnswer", leading.get(0));
    }
    log.foundAboutHit(id, "AnswerAgreementScore", Integer.toString(score));
    return found ? Optional.of(leading.get(0)) : Optional.empty();
  }

  private static int workerScore(ReviewLog log, Voter voter, Map<String, String> agreed) {
    long correct =
        agreed.entrySet().stream()
            .filter(entry -> entry.getValue().equals(voter.answers().get(entry.getKey())))
            .count();
    int score = agreed.isEmpty() ? 0 : Math.toIntExact(correct * 100 / agreed.size());
    String id = voter.assignmentId();
    log.found(id, Optional.empty(), "WorkerAgreementScore", Integer.toString(score));
    log.found(id, Optional.empty(), "PluralityAnswersCorrect", Long.toString(correct));
    log.found(
        id, Optional.empty(), "PluralityAnswersIncorrect", Long.toString(agreed.size() - correct));
    return score;
  }

  private void decide(PluralityPolicy policy, ReviewLog log, String id, int score) {
    Assignment assignment = Assignments.find(transaction, id).orElseThrow();
    if (policy.approveAtLeast().isPresent() && score >= policy.approveAtLeast().getAsInt()) {
      log.act(
          "approve", id, () -> Decisions.approve(transaction, assignment, Optional.empty(), at));
    } else if (policy.rejectBelow().isPresent() && score < policy.rejectBelow().getAsInt()) {
      log.act(
          "reject", id, () -> Decisions.reject(transaction, assignment, policy.rejectReason(), at));
    }
  }
}
