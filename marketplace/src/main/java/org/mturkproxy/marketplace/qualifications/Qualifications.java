package org.mturkproxy.marketplace.qualifications;

import java.time.Instant;
import java.util.Optional;
import org.mturkproxy.marketplace.store.Transaction;

/** The table of Qualifications. */
final class Qualifications {

  private Qualifications() {}

  /** The Worker's Qualification of this type, granted or revoked. */
  static Optional<Qualification> find(Transaction transaction, String typeId, String workerId) {
    return transaction.first(
        "SELECT * FROM qualification WHERE qualification_type_id = ? AND worker_id = ?",
        Qualification::of,
        typeId,
        workerId);
  }

  /** Grants, or changes the value of what is granted; only the former sets the time. */
  static void grant(
      Transaction transaction, String typeId, String workerId, int value, Instant now) {
    transaction.update(
        "INSERT INTO qualification"
            + " (qualification_type_id, worker_id, granted_at, integer_value, status)"
            + " VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (qualification_type_id, worker_id) DO UPDATE SET"
            + " granted_at = CASE WHEN qualification.status = excluded.status"
            + "   THEN qualification.granted_at ELSE excluded.granted_at END,"
            + " integer_value = excluded.integer_value,"
            + " status = excluded.status",
        typeId,
        workerId,
        now,
        value,
        Qualification.GRANTED);
  }

  static void revoke(Transaction transaction, Qualification qualification) {
    transaction.update(
        "UPDATE qualification SET status = ? WHERE seq = ?",
        Qualification.REVOKED,
        qualification.seq());
  }
}
