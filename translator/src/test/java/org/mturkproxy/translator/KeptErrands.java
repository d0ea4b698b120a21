package org.mturkproxy.translator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.errand.Errand;
import org.mturkproxy.translator.errand.Errands;

/** Errands of one Requester in a map, by HITId; nobody carries them on. */
final class KeptErrands implements Errands {

  final Map<String, Errand> kept = new LinkedHashMap<>();

  @Override
  public Optional<Errand> find(String requester, String hitId) {
    return Optional.ofNullable(kept.get(hitId)).filter(e -> e.requester().equals(requester));
  }

  @Override
  public CompletionStage<Void> keep(Errand errand) {
    kept.put(errand.hitId(), errand);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> drop(String requester, String hitId) {
    kept.remove(hitId);
    return CompletableFuture.completedFuture(null);
  }
}
