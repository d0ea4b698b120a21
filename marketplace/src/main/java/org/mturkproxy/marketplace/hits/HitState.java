package org.mturkproxy.marketplace.hits;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.mturkproxy.marketplace.store.Row;

/**
 * What changes about a HIT during its life.
 *
 * @param pending assignments that are being worked on
 * @param submitted assignments that were handed in and wait for a decision
 * @param completed assignments that were approved or rejected
 * @param activeAt its creation or the last time somebody handed in an assignment
 */
public record HitState(
    HitStatus status,
    int maxAssignments,
    Instant expiresAt,
    int pending,
    int submitted,
    int completed,
    Instant activeAt) {

  /**
   * After this time without activity a HIT is deleted by itself (mapping section 3.2: "120 days
   * old"), but never while work can still be done or must still be decided.
   */
  static final Duration KEPT = Duration.ofDays(120);

  static HitState of(Row row) {
    return new HitState(
        HitStatus.of(row.text("status")),
        row.number("max_assignments"),
        row.time("expires_at"),
        row.number("pending"),
        row.number("submitted"),
        row.number("completed"),
        row.time("active_at"));
  }

  /** Assignments that somebody could still accept, if the HIT has not expired. */
  public int available() {
    return maxAssignments - pending - submitted - completed;
  }

  /** Whether it has expired. */
  public boolean expired(Instant now) {
    return !expiresAt.isAfter(now);
  }

  /** The same counts with the status that they, and the time, lead to. */
  HitState settled(Instant now) {
    if (status == HitStatus.DISPOSED) {
      return this;
    }
    HitStatus next;
    if (!expired(now) && available() > 0) {
      next = HitStatus.ASSIGNABLE;
    } else if (pending > 0) {
      next = HitStatus.UNASSIGNABLE;
    } else if (status == HitStatus.REVIEWING) {
      next = HitStatus.REVIEWING;
    } else {
      next = HitStatus.REVIEWABLE;
    }
    return in(next);
  }

  /** When the clock has something to do next: the HIT expires, or is deleted. */
  Optional<Instant> dueAt(Instant now) {
    if (status == HitStatus.DISPOSED) {
      return Optional.empty();
    }
    if (!status.isUnderReview() || submitted > 0) {
      return expired(now) ? Optional.empty() : Optional.of(expiresAt);
    }
    Instant deletion = activeAt.plus(KEPT);
    if (expiresAt.isBefore(deletion)) {
      return Optional.of(expired(now) ? deletion : expiresAt);
    }
    return Optional.of(expired(now) ? expiresAt : deletion);
  }

  /** Whether the clock deletes it at this time, which is when it is due. */
  boolean isDeletedAt(Instant time) {
    return status.isUnderReview() && submitted == 0 && !activeAt.plus(KEPT).isAfter(time);
  }

  HitState in(HitStatus next) {
    return new HitState(next, maxAssignments, expiresAt, pending, submitted, completed, activeAt);
  }

  /** Another expiration. */
  public HitState expiringAt(Instant time) {
    return new HitState(status, maxAssignments, time, pending, submitted, completed, activeAt);
  }

  /** More assignments. */
  public HitState withMore(int assignments) {
    return new HitState(
        status,
        Math.addExact(maxAssignments, assignments),
        expiresAt,
        pending,
        submitted,
        completed,
        activeAt);
  }

  /** Somebody begins to work. */
  public HitState accepted() {
    return new HitState(
        status, maxAssignments, expiresAt, pending + 1, submitted, completed, activeAt);
  }

  /** Somebody stops working without handing anything in. */
  public HitState givenUp() {
    return new HitState(
        status, maxAssignments, expiresAt, pending - 1, submitted, completed, activeAt);
  }

  /** Somebody hands in. */
  public HitState submittedAt(Instant time) {
    return new HitState(
        status, maxAssignments, expiresAt, pending - 1, submitted + 1, completed, time);
  }

  /** The Requester, or the clock, decides about a submission. */
  public HitState decided() {
    return new HitState(
        status, maxAssignments, expiresAt, pending, submitted - 1, completed + 1, activeAt);
  }
}
