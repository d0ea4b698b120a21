package org.mturkproxy.marketplace.assignments;

import static org.mturkproxy.marketplace.call.TurkErrorCode.INVALID_ASSIGNMENT_STATE;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.mturkproxy.marketplace.account.Accounts;
import org.mturkproxy.marketplace.account.Payment;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.events.EventType;
import org.mturkproxy.marketplace.hits.Hit;
import org.mturkproxy.marketplace.hits.HitLife;
import org.mturkproxy.marketplace.hits.HitState;
import org.mturkproxy.marketplace.hits.HitStatus;
import org.mturkproxy.marketplace.hits.Hits;
import org.mturkproxy.marketplace.store.Transaction;
import org.mturkproxy.marketplace.workers.Workers;

/** Approves and rejects work, whoever decides: the Requester, a review policy, or the clock. */
public final class Decisions {

  /** How long after its submission rejected work can still be approved (mapping section 3.2). */
  private static final Duration OVERRIDABLE = Duration.ofDays(30);

  private Decisions() {}

  /**
   * Approves submitted work and pays for it.
   *
   * @throws ApiException {@code InvalidAssignmentState} if it is not submitted, {@code
   *     InsufficientFunds}
   */
  public static void approve(
      Transaction transaction, Assignment assignment, Optional<String> feedback, Instant at) {
    requireSubmitted(assignment);
    Hit hit = Hits.find(transaction, assignment.hitId()).orElseThrow();
    pay(transaction, assignment, hit, at);
    save(transaction, assignment, AssignmentStatus.APPROVED, "approved_at", at, feedback);
    Workers.count(transaction, assignment.workerId(), 1, 0);
    HitLife.change(transaction, hit, HitState::decided, at);
    HitLife.emit(transaction, hit, EventType.ASSIGNMENT_APPROVED, Optional.of(assignment.id()), at);
  }

  /**
   * Approves work that was rejected, and pays for it.
   *
   * @throws ApiException {@code InvalidAssignmentState} if that is not possible any more, {@code
   *     InsufficientFunds}
   */
  static void approveRejected(
      Transaction transaction, Assignment assignment, Optional<String> feedback, Instant at) {
    Hit hit = Hits.find(transaction, assignment.hitId()).orElseThrow();
    boolean inTime = assignment.submittedAt().orElseThrow().plus(OVERRIDABLE).isAfter(at);
    if (hit.state().status() == HitStatus.DISPOSED || !inTime) {
      throw invalidState();
    }
    pay(transaction, assignment, hit, at);
    save(transaction, assignment, AssignmentStatus.APPROVED, "approved_at", at, feedback);
    Workers.count(transaction, assignment.workerId(), 1, -1);
    HitLife.emit(transaction, hit, EventType.ASSIGNMENT_APPROVED, Optional.of(assignment.id()), at);
  }

  /**
   * Rejects submitted work.
   *
   * @throws ApiException {@code InvalidAssignmentState} if it is not submitted
   */
  public static void reject(
      Transaction transaction, Assignment assignment, Optional<String> feedback, Instant at) {
    requireSubmitted(assignment);
    Hit hit = Hits.find(transaction, assignment.hitId()).orElseThrow();
    save(transaction, assignment, AssignmentStatus.REJECTED, "rejected_at", at, feedback);
    Workers.count(transaction, assignment.workerId(), 0, 1);
    HitLife.change(transaction, hit, HitState::decided, at);
    HitLife.emit(transaction, hit, EventType.ASSIGNMENT_REJECTED, Optional.of(assignment.id()), at);
  }

  private static void pay(Transaction transaction, Assignment assignment, Hit hit, Instant at) {
    Payment payment =
        Payment.reward(assignment.reward(), hit.state().maxAssignments(), hit.type().forMasters());
    Accounts.pay(transaction, assignment.account(), payment, assignment.id(), at);
  }

  private static void save(
      Transaction transaction,
      Assignment assignment,
      AssignmentStatus status,
      String timeColumn,
      Instant at,
      Optional<String> feedback) {
    transaction.update(
        "UPDATE assignment SET status = ?, "
            + timeColumn
            + " = ?, feedback = coalesce(?, feedback), due_at = NULL WHERE seq = ?",
        status.wire(),
        at,
        feedback,
        assignment.seq());
  }

  private static void requireSubmitted(Assignment assignment) {
    if (assignment.status() != AssignmentStatus.SUBMITTED) {
      throw invalidState();
    }
  }

  private static ApiException invalidState() {
    return ApiException.refused(
        INVALID_ASSIGNMENT_STATE,
        "This operation can be called with a status of: " + AssignmentStatus.SUBMITTED.wire());
  }
}
