package org.mturkproxy.marketplace.notifications;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.mturkproxy.marketplace.call.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages from the outbox to the courier, at least once each. One that does not arrive stays
 * and is tried again, ever more seldom, until it is forgotten with the other old ones.
 */
public final class Postman {

  private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

  private static final int ROUND = 100;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final int MOST_DOUBLINGS = 10;

  private final Transactions transactions;
  private final Courier courier;

  /** A postman for the outbox of this database. */
  public Postman(Transactions transactions, Courier courier) {
    this.transactions = transactions;
    this.courier = courier;
  }

  private record Message(
      long seq, String transport, String destination, String body, int attempts) {}

  /** Delivers what is due. The courier runs outside of any transaction. */
  public void round() {
    List<Message> due =
        transactions.read(
            (transaction, now) ->
                transaction.list(
                    "SELECT * FROM delivery WHERE due_at <= ? AND transport <> 'Email'"
                        + " ORDER BY due_at, seq LIMIT ?",
                    row ->
                        new Message(
                            row.whole("seq"),
                            row.text("transport"),
                            row.text("destination"),
                            row.text("body"),
                            row.number("attempts")),
                    now,
                    ROUND));
    due.forEach(this::deliver);
  }

  private void deliver(Message message) {
    try {
      courier.deliver(message.transport(), message.destination(), message.body());
    } catch (RuntimeException e) {
      LOG.warn("a notification was not delivered: {}", e.getClass().getSimpleName());
      failed(message, e.getClass().getSimpleName());
      return;
    }
    transactions.write(
        (transaction, now) ->
            transaction.update(
                "UPDATE delivery SET delivered_at = ?, attempts = attempts + 1, due_at = NULL,"
                    + " failure = NULL WHERE seq = ?",
                now,
                message.seq()));
  }

  private void failed(Message message, String failure) {
    long pause = FIRST_PAUSE.toSeconds() << Math.min(message.attempts(), MOST_DOUBLINGS);
    transactions.write(
        (transaction, now) -> {
          Instant again = now.plusSeconds(pause);
          return transaction.update(
              "UPDATE delivery SET attempts = attempts + 1, due_at = ?, failure = ? WHERE seq = ?",
              again,
              failure,
              message.seq());
        });
  }
}
