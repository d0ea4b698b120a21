package org.mturkproxy.marketplace.workers;

import java.time.Instant;
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
}
