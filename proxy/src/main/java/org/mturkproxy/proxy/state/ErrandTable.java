package org.mturkproxy.proxy.state;

import java.time.Instant;
import java.util.List;
import org.mturkproxy.marketplace.store.Transaction;
import org.mturkproxy.translator.errand.Errand;

/** Errands as rows. */
final class ErrandTable {

  /**
   * One row.
   *
   * @param upstream the account that the errand's calls go to
   */
  record Kept(Errand errand, String upstream) {}

  private ErrandTable() {}

  /** All errands whose deadline has not passed; the others are forgotten. */
  static List<Kept> load(Transaction transaction, Instant now) {
    transaction.update("DELETE FROM errand WHERE deadline <= ?", now);
    return transaction.list(
        "SELECT requester, hit_id, upstream, deadline, promised, attempt FROM errand",
        row ->
            new Kept(
                new Errand(
                    row.text("requester"),
                    row.text("hit_id"),
                    row.time("deadline"),
                    row.flag("promised"),
                    row.number("attempt")),
                row.text("upstream")));
  }

  static void keep(Transaction transaction, Kept kept) {
    Errand errand = kept.errand();
    drop(transaction, errand.requester(), errand.hitId(), kept.upstream());
    transaction.update(
        "INSERT INTO errand (requester, hit_id, upstream, deadline, promised, attempt)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        errand.requester(),
        errand.hitId(),
        kept.upstream(),
        errand.deadline(),
        errand.promised(),
        errand.attempt());
  }

  static void drop(Transaction transaction, String requester, String hitId, String upstream) {
    transaction.update(
        "DELETE FROM errand WHERE requester = ? AND hit_id = ? AND upstream = ?",
        requester,
        hitId,
        upstream);
  }
}
