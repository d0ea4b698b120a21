package org.mturkproxy.marketplace.hits;

import static org.mturkproxy.marketplace.call.TurkErrorCode.INVALID_HIT_STATE;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.events.Event;
import org.mturkproxy.marketplace.events.EventType;
import org.mturkproxy.marketplace.events.Events;
import org.mturkproxy.marketplace.store.Transaction;

/** Moves HITs from state to state, and says so. */
public final class HitLife {

  private HitLife() {}

  /**
   * Changes the state of a HIT, lets it settle, writes it down. What is changed is the state as it
   * is now, so that nothing that happened since the HIT was read is taken back.
   *
   * @return the HIT as it is now
   */
  public static Hit change(
      Transaction transaction, Hit hit, UnaryOperator<HitState> change, Instant at) {
    HitState before = Hits.state(transaction, hit);
    HitState next = change.apply(before).settled(at);
    Hits.save(transaction, hit, next, at);
    boolean reviewable = next.status() == HitStatus.REVIEWABLE && !before.status().isUnderReview();
    if (reviewable) {
      emit(transaction, hit, EventType.HIT_REVIEWABLE, Optional.empty(), at);
      if (hit.hitReviewPolicy().isPresent()) {
        reviewIsDue(transaction, hit, Optional.empty(), at);
      }
    }
    return hit.with(next);
  }

  /** Has a review policy run before anybody looks: of an assignment, or else of the HIT. */
  public static void reviewIsDue(
      Transaction transaction, Hit hit, Optional<String> assignmentId, Instant at) {
    transaction.update(
        "INSERT INTO review_due (hit_id, assignment_id, at) VALUES (?, ?, ?)",
        hit.id(),
        assignmentId,
        at);
  }

  /** The clock does what is due: the HIT expires, or is deleted. */
  public static void due(Transaction transaction, String hitId, Instant at) {
    Hit hit = Hits.find(transaction, hitId).orElseThrow();
    if (hit.state().isDeletedAt(at)) {
      dispose(transaction, hit, at);
    } else {
      emit(transaction, hit, EventType.HIT_EXPIRED, Optional.empty(), at);
      change(transaction, hit, state -> state, at);
    }
  }

  /** Deletes the HIT; it can still be looked at by its id. */
  static void dispose(Transaction transaction, Hit hit, Instant at) {
    change(transaction, hit, state -> state.in(HitStatus.DISPOSED), at);
    transaction.update("DELETE FROM hit_requirement WHERE hit_seq = ?", hit.seq());
    emit(transaction, hit, EventType.HIT_DISPOSED, Optional.empty(), at);
  }

  /** Tells of something that happened to the HIT or one of its assignments. */
  public static void emit(
      Transaction transaction, Hit hit, EventType type, Optional<String> assignmentId, Instant at) {
    Events.emit(
        transaction,
        new Event(hit.account(), type.wire(), at, hit.typeId(), hit.id(), assignmentId));
  }

  /** The HIT's state does not allow the operation. The two blanks are the service's. */
  static ApiException invalidState(Hit hit, HitStatus... allowed) {
    String states =
        List.of(allowed).stream().map(HitStatus::wire).collect(Collectors.joining(", "));
    return ApiException.refused(
        INVALID_HIT_STATE,
        "This HIT is currently in the state '"
            + hit.state().status().wire()
            + "'.  This operation can be called with a status of: "
            + states);
  }
}
