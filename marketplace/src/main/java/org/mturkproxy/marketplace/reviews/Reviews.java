package org.mturkproxy.marketplace.reviews;

import java.time.Instant;
import java.util.Optional;
import org.mturkproxy.marketplace.call.Input;
import org.mturkproxy.marketplace.hits.Hit;
import org.mturkproxy.marketplace.hits.Hits;
import org.mturkproxy.marketplace.policies.KnownAnswersPolicy;
import org.mturkproxy.marketplace.policies.PluralityPolicy;
import org.mturkproxy.marketplace.store.Ids;
import org.mturkproxy.marketplace.store.Transaction;

/** Runs review policies when they are due. */
public final class Reviews {

  private final Ids ids;

  /** Reviews whose actions get their ids from there. */
  public Reviews(Ids ids) {
    this.ids = ids;
  }

  /** Runs the policy of an assignment that was handed in, or of a HIT that became Reviewable. */
  public void run(
      Transaction transaction, String hitId, Optional<String> assignmentId, Instant at) {
    Hit hit = Hits.find(transaction, hitId).orElseThrow();
    if (assignmentId.isPresent()) {
      hit.assignmentReviewPolicy()
          .map(json -> KnownAnswersPolicy.read(Input.stored(json)))
          .ifPresent(
              policy ->
                  new KnownAnswersReview(transaction, ids, hit, at)
                      .run(policy, assignmentId.get()));
    } else {
      hit.hitReviewPolicy()
          .map(json -> PluralityPolicy.read(Input.stored(json)))
          .ifPresent(policy -> new PluralityReview(transaction, ids, hit, at).run(policy));
    }
  }
}
