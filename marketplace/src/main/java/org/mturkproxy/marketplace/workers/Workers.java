package org.mturkproxy.marketplace.workers;

import java.util.Optional;
import org.mturkproxy.marketplace.store.Transaction;

/** What the service knows about Workers, over all Requesters. */
public final class Workers {

  private Workers() {}

  /**
   * A Worker.
   *
   * @param approved how many of their assignments were approved
   * @param rejected how many were rejected
   */
  public record Worker(
      Optional<String> country,
      Optional<String> subdivision,
      boolean adult,
      boolean masters,
      long approved,
      long rejected) {

    static final Worker UNKNOWN =
        new Worker(Optional.empty(), Optional.empty(), false, false, 0, 0);

    /** Percent of the decided assignments that were approved; all, if none was decided yet. */
    public int percentApproved() {
      long decided = approved + rejected;
      return decided == 0 ? 100 : Math.toIntExact(approved * 100 / decided);
    }
  }

  /** What is known; one who was never heard of is a Worker like any other. */
  public static Worker get(Transaction transaction, String workerId) {
    return transaction
        .first(
            "SELECT * FROM worker WHERE worker_id = ?",
            row ->
                new Worker(
                    row.optionalText("country"),
                    row.optionalText("subdivision"),
                    row.flag("adult"),
                    row.flag("masters"),
                    row.whole("approved"),
                    row.whole("rejected")),
            workerId)
        .orElse(Worker.UNKNOWN);
  }

  /** Counts decided assignments. */
  public static void count(Transaction transaction, String workerId, int approved, int rejected) {
    add(transaction, workerId);
    transaction.update(
        "UPDATE worker SET approved = approved + ?, rejected = rejected + ? WHERE worker_id = ?",
        approved,
        rejected,
        workerId);
  }

  /** Sets what the service would find out by itself. */
  public static void describe(
      Transaction transaction,
      String workerId,
      Optional<String> country,
      Optional<String> subdivision,
      boolean adult,
      boolean masters) {
    add(transaction, workerId);
    transaction.update(
        "UPDATE worker SET country = ?, subdivision = ?, adult = ?, masters = ?"
            + " WHERE worker_id = ?",
        country,
        subdivision,
        adult,
        masters,
        workerId);
  }

  private static void add(Transaction transaction, String workerId) {
    transaction.update(
        "INSERT INTO worker (worker_id, adult, masters, approved, rejected)"
            + " VALUES (?, 0, 0, 0, 0) ON CONFLICT (worker_id) DO NOTHING",
        workerId);
  }
}
