package org.mturkproxy.marketplace.hits;

import static org.mturkproxy.marketplace.call.TurkErrorCode.HIT_TOO_OLD_FOR_EXTENSION;
import static org.mturkproxy.marketplace.call.TurkErrorCode.INVALID_MAXIMUM_ASSIGNMENTS_INCREASE;

import java.time.Instant;
import java.util.Optional;
import org.mturkproxy.marketplace.account.Accounts;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.events.EventType;
import org.mturkproxy.marketplace.store.Transaction;

/** More assignments for a HIT, whoever asks for them: the Requester or a review policy. */
public final class HitExtensions {

  private static final Instant OLDEST_EXTENSIBLE = Instant.parse("2015-07-22T00:00:00Z");
  private static final int FEE_BORDER = 10;
  private static final int MOST_ASSIGNMENTS = 1_000_000_000;

  private HitExtensions() {}

  /**
   * Adds assignments.
   *
   * @throws ApiException before anything is changed, if the rules (mapping section 2.6) or the
   *     balance do not allow it
   */
  public static void addAssignments(Transaction transaction, Hit hit, int more, Instant at) {
    int before = hit.state().maxAssignments();
    if (hit.createdAt().isBefore(OLDEST_EXTENSIBLE)) {
      throw ApiException.refused(
          HIT_TOO_OLD_FOR_EXTENSION, "HITs created before 2015-07-22 cannot be extended.");
    }
    if (before < FEE_BORDER && before + (long) more >= FEE_BORDER) {
      throw ApiException.refused(
          INVALID_MAXIMUM_ASSIGNMENTS_INCREASE,
          "A HIT that was created with fewer than 10 assignments cannot be extended to 10 or more.");
    }
    if (before + (long) more > MOST_ASSIGNMENTS) {
      throw ApiException.outOfRange(
          more, "NumberOfAdditionalAssignments", 1, MOST_ASSIGNMENTS - (long) before);
    }
    Accounts.requireFunds(transaction, hit.account(), hit.type().cost(before + more).times(more));
    HitLife.change(transaction, hit, state -> state.withMore(more), at);
    HitLife.emit(transaction, hit, EventType.HIT_EXTENDED, Optional.empty(), at);
  }
}
