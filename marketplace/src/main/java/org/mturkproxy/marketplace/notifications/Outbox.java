package org.mturkproxy.marketplace.notifications;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.marketplace.call.Transactions;

/** The messages that are not delivered yet, in the order in which each is due. */
final class Outbox {

  private final Transactions transactions;

  Outbox(Transactions transactions) {
    this.transactions = transactions;
  }

  /** A message, which was tried so many times. */
  record Message(long seq, String body, int attempts) {}

  /**
   * Where something is to go, now or later. Mail is carried by nobody. Read one by one, since there
   * are few destinations, and perhaps many messages for one that is dead.
   */
  List<Destination> destinations() {
    return transactions.readTimeless(
        (transaction, now) -> {
          List<Destination> found = new ArrayList<>();
          Destination last = new Destination("", "");
          while (true) {
            Optional<Destination> next =
                transaction.first(
                    "SELECT transport, destination FROM delivery WHERE due_at IS NOT NULL"
                        + " AND (transport, destination) > (?, ?)"
                        + " ORDER BY transport, destination LIMIT 1",
                    row -> new Destination(row.text("transport"), row.text("destination")),
                    last.transport(),
                    last.address());
            if (next.isEmpty()) {
              return List.copyOf(found);
            }
            last = next.get();
            if (!last.transport().equals("Email")) {
              found.add(last);
            }
          }
        });
  }

  /** The time by which messages are due. */
  Instant now() {
    return transactions.readTimeless((transaction, now) -> now);
  }

  /** What is due there next, if it is due now. */
  Optional<Message> next(Destination destination) {
    return transactions.readTimeless(
        (transaction, now) ->
            transaction.first(
                "SELECT seq, body, attempts FROM delivery WHERE transport = ? AND destination = ?"
                    + " AND due_at <= ? ORDER BY due_at, seq LIMIT 1",
                row -> new Message(row.whole("seq"), row.text("body"), row.number("attempts")),
                destination.transport(),
                destination.address(),
                now));
  }

  void delivered(Message message) {
    transactions.writeTimeless(
        (transaction, now) ->
            transaction.update(
                "UPDATE delivery SET delivered_at = ?, attempts = attempts + 1, due_at = NULL,"
                    + " failure = NULL WHERE seq = ?",
                now,
                message.seq()));
  }

  void failed(Message message, String failure, Duration pause) {
    transactions.writeTimeless(
        (transaction, now) ->
            transaction.update(
                "UPDATE delivery SET attempts = attempts + 1, due_at = ?, failure = ?"
                    + " WHERE seq = ?",
                now.plus(pause),
                failure,
                message.seq()));
  }
}
