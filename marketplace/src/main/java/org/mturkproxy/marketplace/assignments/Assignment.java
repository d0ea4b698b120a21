package org.mturkproxy.marketplace.assignments;

import java.time.Instant;
import java.util.Optional;
import org.mturkproxy.marketplace.account.Money;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.store.Row;

/**
 * One Worker's work on a HIT.
 *
 * @param reward what the HIT promised when the Worker accepted
 * @param submission its place among the work that was handed in for the HIT, from 1
 * @param deadline when it is abandoned unless it was handed in
 */
public record Assignment(
    long seq,
    String id,
    String hitId,
    String account,
    String workerId,
    AssignmentStatus status,
    Money reward,
    Instant acceptedAt,
    Instant deadline,
    Optional<Instant> submittedAt,
    Optional<Long> submission,
    Optional<Instant> autoApprovalAt,
    Optional<Instant> approvedAt,
    Optional<Instant> rejectedAt,
    Optional<String> answer,
    Optional<String> feedback) {

  static Assignment of(Row row) {
    return new Assignment(
        row.whole("seq"),
        row.text("assignment_id"),
        row.text("hit_id"),
        row.text("account_id"),
        row.text("worker_id"),
        AssignmentStatus.of(row.text("status")),
        new Money(row.whole("reward_cents")),
        row.time("accepted_at"),
        row.time("deadline"),
        row.optionalTime("submitted_at"),
        row.optionalWhole("submission"),
        row.optionalTime("auto_approval_at"),
        row.optionalTime("approved_at"),
        row.optionalTime("rejected_at"),
        row.optionalText("answer"),
        row.optionalText("feedback"));
  }

  /** Whether the Requester did not take it. */
  public boolean isRejected() {
    return status == AssignmentStatus.REJECTED;
  }

  /** As the API writes it. */
  Output view() {
    return new Output()
        .text("AssignmentId", id)
        .text("WorkerId", workerId)
        .text("HITId", hitId)
        .text("AssignmentStatus", status.wire())
        .time("AutoApprovalTime", autoApprovalAt)
        .time("AcceptTime", acceptedAt)
        .time("SubmitTime", submittedAt)
        .time("ApprovalTime", approvedAt)
        .time("RejectionTime", rejectedAt)
        .time("Deadline", deadline)
        .text("Answer", answer)
        .text("RequesterFeedback", feedback.filter(text -> !text.isEmpty()));
  }
}
