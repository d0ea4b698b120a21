package org.mturkproxy.marketplace.hits;

import java.time.Instant;
import java.util.Optional;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.store.Row;

/**
 * A HIT.
 *
 * @param question the document that Workers see; for a layout, the filled one
 * @param assignmentReviewPolicy as JSON, as given
 * @param hitReviewPolicy as JSON, as given
 */
public record Hit(
    long seq,
    String id,
    String account,
    String typeId,
    String groupId,
    HitType type,
    Optional<String> layoutId,
    Instant createdAt,
    String question,
    Optional<String> annotation,
    HitState state,
    Optional<String> assignmentReviewPolicy,
    Optional<String> hitReviewPolicy) {

  static Hit of(Row row) {
    return new Hit(
        row.whole("seq"),
        row.text("hit_id"),
        row.text("account_id"),
        row.text("hit_type_id"),
        row.text("group_id"),
        HitType.of(row),
        row.optionalText("layout_id"),
        row.time("created_at"),
        row.text("question"),
        row.optionalText("annotation"),
        HitState.of(row),
        row.optionalText("assignment_review_policy"),
        row.optionalText("hit_review_policy"));
  }

  /** The same HIT in another state. */
  Hit with(HitState next) {
    return new Hit(
        seq,
        id,
        account,
        typeId,
        groupId,
        type,
        layoutId,
        createdAt,
        question,
        annotation,
        next,
        assignmentReviewPolicy,
        hitReviewPolicy);
  }

  /** As the API writes it. */
  public Output view() {
    return new Output()
        .text("HITId", id)
        .text("HITTypeId", typeId)
        .text("HITGroupId", groupId)
        .text("HITLayoutId", layoutId)
        .time("CreationTime", createdAt)
        .text("Question", question)
        .text("HITStatus", state.status().wire())
        .whole("MaxAssignments", state.maxAssignments())
        .time("Expiration", state.expiresAt())
        .text("RequesterAnnotation", annotation)
        // The other values belong to a review by Amazon's staff, which nobody does here.
        .text("HITReviewStatus", "NotReviewed")
        .whole("NumberOfAssignmentsPending", state.pending())
        .whole("NumberOfAssignmentsAvailable", state.available())
        .whole("NumberOfAssignmentsCompleted", state.completed())
        .all(type.view());
  }
}
