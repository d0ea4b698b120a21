package org.mturkproxy.marketplace.workers;

import java.time.Instant;
import java.util.List;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.store.Transaction;

/** What MTurk would mail to Workers; here it is kept for whoever plays them. */
public final class WorkerMail {

  private WorkerMail() {}

  /** Sends a message. */
  public static void send(
      Transaction transaction,
      String account,
      String worker,
      String subject,
      String body,
      Instant now) {
    transaction.update(
        "INSERT INTO worker_message (worker_id, account_id, sent_at, subject, body)"
            + " VALUES (?, ?, ?, ?, ?)",
        worker,
        account,
        now,
        subject,
        body);
  }

  /** The Worker's newest messages, at most a thousand of them, oldest first. */
  public static List<Output> inbox(Transaction transaction, String worker) {
    return transaction.list(
        "SELECT sent_at, subject, body FROM (SELECT seq, sent_at, subject, body"
            + " FROM worker_message WHERE worker_id = ? ORDER BY seq DESC LIMIT 1000) AS newest"
            + " ORDER BY seq",
        row ->
            new Output()
                .time("SentTime", row.time("sent_at"))
                .text("Subject", row.text("subject"))
                .text("MessageText", row.text("body")),
        worker);
  }
}
