package org.mturkproxy.marketplace.hits;

import org.mturkproxy.marketplace.call.Call;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.call.Registry;
import org.mturkproxy.marketplace.model.HitOperations;

/** Looking at HITs. */
public final class HitFeature {

  private HitFeature() {}

  /** Adds the operations. */
  public static void register(Registry registry) {
    registry.reads(HitOperations.GET_HIT, HitFeature::getHit);
  }

  /** A deleted HIT is shown as {@code Disposed} (mapping section 6, row 15). */
  private static Output getHit(Call call) {
    Hit hit = Hits.own(call.transaction(), call.account(), call.input().text("HITId"));
    return new Output().structure("HIT", hit.view());
  }
}
