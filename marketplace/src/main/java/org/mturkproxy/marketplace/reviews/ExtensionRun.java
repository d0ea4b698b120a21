package org.mturkproxy.marketplace.reviews;

import java.time.Instant;
import org.mturkproxy.marketplace.hits.Hit;
import org.mturkproxy.marketplace.hits.HitExtensions;
import org.mturkproxy.marketplace.hits.HitLife;
import org.mturkproxy.marketplace.hits.Hits;
import org.mturkproxy.marketplace.policies.Extension;
import org.mturkproxy.marketplace.store.Transaction;

/** What a policy does that asks one more Worker. */
final class ExtensionRun {

  private ExtensionRun() {}

  /**
   * Asks one more Worker, and keeps the HIT open for as long as the policy wants.
   *
   * @throws org.mturkproxy.marketplace.call.ApiException why that is not possible
   */
  static void run(Transaction transaction, String hitId, Extension extension, Instant at) {
    Hit hit = Hits.find(transaction, hitId).orElseThrow();
    HitExtensions.addAssignments(transaction, hit, 1, at);
    Instant needed = at.plusSeconds(extension.minimumSeconds());
    Hit extended = Hits.find(transaction, hitId).orElseThrow();
    if (extension.minimumSeconds() > 0 && extended.state().expiresAt().isBefore(needed)) {
      HitLife.change(transaction, extended, state -> state.expiringAt(needed), at);
    }
  }
}
