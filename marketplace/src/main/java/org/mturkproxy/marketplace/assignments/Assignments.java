package org.mturkproxy.marketplace.assignments;

import static org.mturkproxy.marketplace.call.TurkErrorCode.ASSIGNMENT_DOES_NOT_EXIST;

import java.util.List;
import java.util.Optional;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.store.Transaction;

/** Finds assignments. */
public final class Assignments {

  private Assignments() {}

  /** An assignment in any state, whoever's HIT it belongs to. */
  public static Optional<Assignment> find(Transaction transaction, String id) {
    return transaction.first(
        "SELECT * FROM assignment WHERE assignment_id = ?", Assignment::of, id);
  }

  /**
   * The ids of all work that was handed in for a HIT, in the order of submission. Not the work
   * itself: all the answers together may be more than the process can hold.
   */
  public static List<String> idsOfHit(Transaction transaction, String hitId) {
    return transaction.list(
        "SELECT assignment_id FROM assignment WHERE hit_id = ?"
            + " AND status IN ('Submitted', 'Approved', 'Rejected') ORDER BY submission",
        row -> row.text("assignment_id"),
        hitId);
  }

  /**
   * Work that was handed in to this account.
   *
   * @throws ApiException {@code AssignmentDoesNotExist}, also while somebody still works on it
   */
  public static Assignment handedIn(Transaction transaction, String account, String id) {
    return find(transaction, id)
        .filter(assignment -> assignment.account().equals(account))
        .filter(assignment -> assignment.status().handedIn())
        .orElseThrow(
            () ->
                ApiException.refused(
                    ASSIGNMENT_DOES_NOT_EXIST, "Assignment " + id + " does not exist."));
  }
}
