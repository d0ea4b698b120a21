package org.mturkproxy.marketplace.assignments;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.documents.Answers;
import org.mturkproxy.marketplace.events.EventType;
import org.mturkproxy.marketplace.hits.Hit;
import org.mturkproxy.marketplace.hits.HitLife;
import org.mturkproxy.marketplace.hits.HitState;
import org.mturkproxy.marketplace.hits.HitStatus;
import org.mturkproxy.marketplace.hits.Hits;
import org.mturkproxy.marketplace.qualifications.Eligibility;
import org.mturkproxy.marketplace.qualifications.Requirement;
import org.mturkproxy.marketplace.store.Ids;
import org.mturkproxy.marketplace.store.Transaction;
import org.mturkproxy.marketplace.workers.WorkerBlocks;

/** What Workers do: accept, hand in, return; and what happens if they do nothing. */
public final class Work {

  /** How long an approval waits for money before it is tried again. */
  private static final Duration WAIT_FOR_FUNDS = Duration.ofDays(1);

  private final Ids ids;

  /** Work whose assignments get their ids from there. */
  public Work(Ids ids) {
    this.ids = ids;
  }

  /**
   * A Worker accepts a HIT.
   *
   * @return the assignment's id
   * @throws ApiException why the Worker cannot
   */
  public String accept(Transaction transaction, String workerId, String hitId, Instant now) {
    Hit hit =
        Hits.find(transaction, hitId)
            .orElseThrow(() -> refused("HITDoesNotExist", "Hit " + hitId + " does not exist."));
    requireAllowed(transaction, workerId, hit);
    requireOpen(hit, now);
    String id = ids.next();
    Instant deadline = now.plusSeconds(hit.type().assignmentDuration());
    transaction.update(
        "INSERT INTO assignment (assignment_id, hit_id, account_id, worker_id, status,"
            + " reward_cents, accepted_at, deadline, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        hitId,
        hit.account(),
        workerId,
        AssignmentStatus.ACCEPTED.wire(),
        hit.type().reward().cents(),
        now,
        deadline,
        deadline);
    HitLife.change(transaction, hit, HitState::accepted, now);
    HitLife.emit(transaction, hit, EventType.ASSIGNMENT_ACCEPTED, Optional.of(id), now);
    return id;
  }

  private static void requireAllowed(Transaction transaction, String workerId, Hit hit) {
    if (WorkerBlocks.isBlocked(transaction, hit.account(), workerId)) {
      throw refused("WorkerBlocked", "The Requester does not let this Worker work.");
    }
    Optional<Requirement> unmet =
        Eligibility.unmet(transaction, hit.type().requirements(), workerId);
    if (unmet.isPresent()) {
      throw refused(
          "WorkerNotQualified",
          "The Worker does not meet the requirement of the QualificationType "
              + unmet.get().typeId()
              + ".");
    }
    List<Assignment> earlier =
        transaction.list(
            "SELECT * FROM assignment WHERE worker_id = ? AND hit_id = ?",
            Assignment::of,
            workerId,
            hit.id());
    if (earlier.stream().anyMatch(assignment -> assignment.status().binds())) {
      throw refused("DuplicateAssignment", "The Worker has an assignment of this HIT already.");
    }
  }

  private static void requireOpen(Hit hit, Instant now) {
    if (hit.state().status() == HitStatus.DISPOSED) {
      throw refused("HITDoesNotExist", "Hit " + hit.id() + " does not exist.");
    }
    if (hit.state().expired(now)) {
      throw refused("HITExpired", "The HIT has expired.");
    }
    if (hit.state().available() <= 0) {
      throw refused("NoAssignmentAvailable", "All assignments of the HIT are taken.");
    }
  }

  /**
   * A Worker hands in.
   *
   * @param answer a QuestionFormAnswers document; kept byte for byte
   * @return the assignment as it is now
   * @throws ApiException why the Worker cannot
   */
  public Assignment submit(Transaction transaction, String id, String answer, Instant now) {
    Assignment assignment = inProgress(transaction, id);
    Answers.checked(answer);
    Hit hit = Hits.find(transaction, assignment.hitId()).orElseThrow();
    Instant autoApproval = now.plusSeconds(hit.type().autoApprovalDelay());
    transaction.update(
        "UPDATE assignment SET status = ?, submitted_at = ?, auto_approval_at = ?, answer = ?,"
            + " due_at = ? WHERE seq = ?",
        AssignmentStatus.SUBMITTED.wire(),
        now,
        autoApproval,
        answer,
        autoApproval,
        assignment.seq());
    HitLife.emit(transaction, hit, EventType.ASSIGNMENT_SUBMITTED, Optional.of(id), now);
    if (hit.assignmentReviewPolicy().isPresent()) {
      HitLife.reviewIsDue(transaction, hit, Optional.of(id), now);
    }
    HitLife.change(transaction, hit, state -> state.submittedAt(now), now);
    return Assignments.find(transaction, id).orElseThrow();
  }

  /**
   * Refuses a file for an assignment that nobody works on.
   *
   * @throws ApiException why
   */
  public static void requireInProgress(Transaction transaction, String id) {
    inProgress(transaction, id);
  }

  /**
   * A Worker gives an assignment back.
   *
   * @throws ApiException why the Worker cannot
   */
  public void giveBack(Transaction transaction, String id, Instant now) {
    giveUp(
        transaction,
        inProgress(transaction, id),
        AssignmentStatus.RETURNED,
        EventType.ASSIGNMENT_RETURNED,
        now);
  }

  /** The clock does what is due: the assignment is abandoned, or approved. */
  public static void due(Transaction transaction, String id, Instant at) {
    Assignment assignment = Assignments.find(transaction, id).orElseThrow();
    if (assignment.status() == AssignmentStatus.ACCEPTED) {
      giveUp(
          transaction, assignment, AssignmentStatus.ABANDONED, EventType.ASSIGNMENT_ABANDONED, at);
      return;
    }
    try {
      Decisions.approve(transaction, assignment, Optional.empty(), at);
    } catch (ApiException insufficientFunds) {
      // Nothing was changed yet. The work stays submitted until there is money for it.
      transaction.update(
          "UPDATE assignment SET due_at = ? WHERE seq = ?",
          at.plus(WAIT_FOR_FUNDS),
          assignment.seq());
    }
  }

  private static void giveUp(
      Transaction transaction,
      Assignment assignment,
      AssignmentStatus status,
      EventType event,
      Instant at) {
    Hit hit = Hits.find(transaction, assignment.hitId()).orElseThrow();
    transaction.update(
        "UPDATE assignment SET status = ?, due_at = NULL WHERE seq = ?",
        status.wire(),
        assignment.seq());
    HitLife.change(transaction, hit, HitState::givenUp, at);
    HitLife.emit(transaction, hit, event, Optional.of(assignment.id()), at);
  }

  private static Assignment inProgress(Transaction transaction, String id) {
    Assignment assignment =
        Assignments.find(transaction, id)
            .orElseThrow(
                () -> refused("AssignmentDoesNotExist", "Assignment " + id + " does not exist."));
    return switch (assignment.status()) {
      case ACCEPTED -> assignment;
      case ABANDONED ->
          throw refused("AssignmentDurationOver", "The time for this assignment is over.");
      case RETURNED -> throw refused("AssignmentReturned", "The assignment was returned.");
      default -> throw refused("AssignmentSubmitted", "The assignment was handed in already.");
    };
  }

  /** The Workers' interface has no errors of its own in any document; these are ours. */
  private static ApiException refused(String type, String message) {
    return ApiException.framework(400, type, message);
  }
}
