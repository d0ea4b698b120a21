package org.mturkproxy.marketplace.hits;

import static org.mturkproxy.marketplace.call.TurkErrorCode.HIT_DOES_NOT_EXIST;

import java.time.Instant;
import java.util.Optional;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.store.Transaction;

/** The table of HITs. */
public final class Hits {

  static final String SELECT =
      "SELECT hit.*, hit_type.group_id, hit_type.auto_approval_delay, hit_type.assignment_duration,"
          + " hit_type.reward_cents, hit_type.title, hit_type.keywords, hit_type.description,"
          + " hit_type.requirements"
          + " FROM hit JOIN hit_type ON hit_type.hit_type_id = hit.hit_type_id";

  private Hits() {}

  /** A HIT, whoever owns it; a deleted one is still found. */
  public static Optional<Hit> find(Transaction transaction, String id) {
    return transaction.first(SELECT + " WHERE hit.hit_id = ?", Hit::of, id);
  }

  /**
   * A HIT of this account.
   *
   * @throws ApiException {@code HITDoesNotExist}, also if it is somebody else's
   */
  public static Hit own(Transaction transaction, String account, String id) {
    return find(transaction, id)
        .filter(hit -> hit.account().equals(account))
        .orElseThrow(
            () -> ApiException.refused(HIT_DOES_NOT_EXIST, "Hit " + id + " does not exist."));
  }

  /** Adds a new HIT; its number is given here. */
  static void insert(Transaction transaction, Hit hit, Instant now) {
    HitState state = hit.state();
    long seq =
        transaction
            .first(
                "INSERT INTO hit (hit_id, account_id, hit_type_id, layout_id, created_at, question,"
                    + " annotation, max_assignments, expires_at, status, pending, submitted, completed,"
                    + " listed, active_at, due_at, assignment_review_policy, hit_review_policy)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?) RETURNING seq",
                row -> row.whole("seq"),
                hit.id(),
                hit.account(),
                hit.typeId(),
                hit.layoutId(),
                hit.createdAt(),
                hit.question(),
                hit.annotation(),
                state.maxAssignments(),
                state.expiresAt(),
                state.status().wire(),
                state.pending(),
                state.submitted(),
                state.completed(),
                state.activeAt(),
                state.dueAt(now),
                hit.assignmentReviewPolicy(),
                hit.hitReviewPolicy())
            .orElseThrow();
    insertRequirements(transaction, hit, seq);
  }

  /** Writes down which Qualification types a listed HIT requires, by its present type. */
  static void indexRequirements(Transaction transaction, String hitId) {
    Hit hit = find(transaction, hitId).orElseThrow();
    transaction.update("DELETE FROM hit_requirement WHERE hit_seq = ?", hit.seq());
    insertRequirements(transaction, hit, hit.seq());
  }

  private static void insertRequirements(Transaction transaction, Hit hit, long seq) {
    for (var requirement : hit.type().requirements()) {
      transaction.update(
          "INSERT INTO hit_requirement (account_id, qualification_type_id, hit_seq)"
              + " VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
          hit.account(),
          requirement.typeId(),
          seq);
    }
  }

  /** The state as it is now, whatever the HIT was when it was read. */
  static HitState state(Transaction transaction, Hit hit) {
    return transaction
        .first(
            "SELECT status, max_assignments, expires_at, pending, submitted, completed, active_at"
                + " FROM hit WHERE seq = ?",
            HitState::of,
            hit.seq())
        .orElseThrow();
  }

  /** Writes down a new state. */
  static void save(Transaction transaction, Hit hit, HitState state, Instant now) {
    transaction.update(
        "UPDATE hit SET status = ?, max_assignments = ?, expires_at = ?, pending = ?,"
            + " submitted = ?, completed = ?, listed = ?, active_at = ?, due_at = ? WHERE seq = ?",
        state.status().wire(),
        state.maxAssignments(),
        state.expiresAt(),
        state.pending(),
        state.submitted(),
        state.completed(),
        state.status() != HitStatus.DISPOSED,
        state.activeAt(),
        state.dueAt(now),
        hit.seq());
  }
}
