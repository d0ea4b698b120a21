package org.mturkproxy.marketplace.reviews;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.Json;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.store.Ids;
import org.mturkproxy.marketplace.store.Transaction;

/**
 * Writes down one run of a review policy: the review itself as an action, what it found, and what
 * it did about it (companion section 5.14).
 */
final class ReviewLog {

  static final String RESULT = "Result";
  static final String ACTION = "Action";

  private static final String ASSIGNMENT = "Assignment";
  private static final String HIT = "HIT";

  private final Transaction transaction;
  private final Ids ids;
  private final String hitId;
  private final String level;
  private final Instant at;
  private final String reviewId;

  ReviewLog(
      Transaction transaction, Ids ids, String hitId, Optional<String> assignmentId, Instant at) {
    this.transaction = transaction;
    this.ids = ids;
    this.hitId = hitId;
    this.level = assignmentId.isPresent() ? ASSIGNMENT : HIT;
    this.at = at;
    this.reviewId =
        action("review", level, assignmentId.orElse(hitId), Optional.empty(), Optional.empty());
  }

  /** Something found about an assignment. */
  void found(String assignmentId, Optional<String> question, String key, String value) {
    result(assignmentId, ASSIGNMENT, question, key, value);
  }

  /** Something found about the HIT, or about one of its questions. */
  void foundAboutHit(Optional<String> question, String key, String value) {
    result(hitId, question.isPresent() ? "Question" : HIT, question, key, value);
  }

  private void result(
      String subject, String type, Optional<String> question, String key, String value) {
    keep(
        RESULT,
        new Output()
            .text("ActionId", reviewId)
            .text("SubjectId", subject)
            .text("SubjectType", type)
            .text("QuestionId", question)
            .text("Key", key)
            .text("Value", value)
            .node());
  }

  /**
   * Does something about an assignment; that it cannot be done is a result like any other.
   *
   * @param work throws before it changes anything if it cannot be done
   */
  boolean act(String name, String assignmentId, Runnable work) {
    return act(name, ASSIGNMENT, assignmentId, work);
  }

  /** Does something about the HIT. */
  boolean actOnHit(String name, Runnable work) {
    return act(name, HIT, hitId, work);
  }

  private boolean act(String name, String targetType, String target, Runnable work) {
    try {
      work.run();
      action(name, targetType, target, Optional.empty(), Optional.empty());
      return true;
    } catch (ApiException e) {
      action(name, targetType, target, Optional.of(e.getMessage()), e.turkErrorCode());
      return false;
    }
  }

  private String action(
      String name,
      String targetType,
      String target,
      Optional<String> failure,
      Optional<String> errorCode) {
    String id = ids.next();
    keep(
        ACTION,
        new Output()
            .text("ActionId", id)
            .text("ActionName", name)
            .text("TargetId", target)
            .text("TargetType", targetType)
            .text("Status", failure.isPresent() ? "Failed" : "Succeeded")
            .time("CompleteTime", at)
            .text("Result", failure.orElse("Succeeded"))
            .text("ErrorCode", errorCode)
            .node());
    return id;
  }

  private void keep(String kind, ObjectNode detail) {
    transaction.update(
        "INSERT INTO review_entry (hit_id, level, kind, detail) VALUES (?, ?, ?, ?)",
        hitId,
        level,
        kind,
        Json.text(detail));
  }
}
