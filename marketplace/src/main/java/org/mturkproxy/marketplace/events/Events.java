package org.mturkproxy.marketplace.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.mturkproxy.marketplace.call.Input;
import org.mturkproxy.marketplace.store.Transaction;

/**
 * The journal of events. An event that a Requester asked to be told of becomes a message in the
 * same transaction, so none is lost and none is told that did not happen.
 */
public final class Events {

  /** How long events and messages are kept. */
  public static final Duration KEPT = Duration.ofDays(14);

  private static final int BATCH = 500;

  private Events() {}

  /** Writes down an event. */
  public static void emit(Transaction transaction, Event event) {
    transaction.update(
        "INSERT INTO event (account_id, event_type, at, hit_type_id, hit_id, assignment_id)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        event.account(),
        event.type(),
        event.at(),
        event.hitTypeId(),
        event.hitId(),
        event.assignmentId());
    wanted(transaction, event)
        .ifPresent(specification -> Messages.put(transaction, specification, event));
  }

  /**
   * Forgets what is old, as much of it as one transaction may hold others up for.
   *
   * @return whether there may be more
   */
  public static boolean forgetSome(Transaction transaction, Instant now) {
    Instant since = now.minus(KEPT);
    int events =
        transaction.update(
            "DELETE FROM event WHERE seq IN (SELECT seq FROM event WHERE at < ? LIMIT ?)",
            since,
            BATCH);
    int messages =
        transaction.update(
            "DELETE FROM delivery WHERE seq IN"
                + " (SELECT seq FROM delivery WHERE created_at < ? LIMIT ?)",
            since,
            BATCH);
    return events == BATCH || messages == BATCH;
  }

  private static Optional<Input> wanted(Transaction transaction, Event event) {
    return transaction
        .first(
            "SELECT specification FROM notification_setting"
                + " WHERE hit_type_id = ? AND active = 1 AND allowed = 1",
            row -> Input.stored(row.text("specification")),
            event.hitTypeId())
        .filter(specification -> specification.texts("EventTypes").contains(event.type()));
  }
}
