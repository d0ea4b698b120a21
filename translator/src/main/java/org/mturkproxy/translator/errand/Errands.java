package org.mturkproxy.translator.errand;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps errands where they survive a restart, and has those that are promised carried on, with
 * growing pauses, until they are done or their deadline has passed. There is one for each HIT.
 */
public interface Errands {

  /** Keeps nothing: whoever needs an errand is refused. */
  Errands NOWHERE =
      new Errands() {
        @Override
        public Optional<Errand> find(String requester, String hitId) {
          return Optional.empty();
        }

        @Override
        public CompletionStage<Void> keep(Errand errand) {
          return CompletableFuture.failedFuture(
              new IllegalStateException("errands are kept nowhere"));
        }

        @Override
        public CompletionStage<Void> drop(String requester, String hitId) {
          return CompletableFuture.completedFuture(null);
        }
      };

  /** Takes every errand and forgets it: for calls that are only thought of. */
  Errands IMAGINED = NOWHERE.onlyRead();

  /** The errand about a Requester's HIT. From memory: it is asked on event loops. */
  Optional<Errand> find(String requester, String hitId);

  /**
   * Keeps an errand in the place of an earlier one.
   *
   * @return completes when it is durable; exceptionally when it cannot be kept
   */
  CompletionStage<Void> keep(Errand errand);

  /**
   * Forgets an errand that is done.
   *
   * @return completes when that is durable; exceptionally when it cannot be
   */
  CompletionStage<Void> drop(String requester, String hitId);

  /** These errands, for a call that must leave nothing: it sees them and changes none. */
  default Errands onlyRead() {
    Errands kept = this;
    return new Errands() {
      @Override
      public Optional<Errand> find(String requester, String hitId) {
        return kept.find(requester, hitId);
      }

      @Override
      public CompletionStage<Void> keep(Errand errand) {
        return CompletableFuture.completedFuture(null);
      }

      @Override
      public CompletionStage<Void> drop(String requester, String hitId) {
        return CompletableFuture.completedFuture(null);
      }
    };
  }
}
