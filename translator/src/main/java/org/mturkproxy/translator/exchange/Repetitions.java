package org.mturkproxy.translator.exchange;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Remembers what calls were answered whose clients did not wait for it, for the clients to repeat
 * them ({@code mapping.md} 3.3 rule 8). It is asked only for calls that would take effect twice:
 * not idempotent, and without a token of the client's.
 */
public interface Repetitions {

  /** Remembers nothing: every call is carried out. */
  Repetitions NONE =
      new Repetitions() {
        @Override
        public CompletionStage<Optional<Kept>> earlier(String requestId, String fingerprint) {
          return CompletableFuture.completedStage(Optional.empty());
        }

        @Override
        public void answered(String requestId, LegacyAnswer answer, boolean acted) {
          // Nobody will ask for it.
        }
      };

  /**
   * An answer that nobody got.
   *
   * @param requestId the call that it was made for
   */
  record Kept(String requestId, LegacyAnswer answer) {

    public Kept {
      requireNonNull(requestId, "requestId");
      requireNonNull(answer, "answer");
    }
  }

  /**
   * Announces a call before anything is done for it.
   *
   * @param requestId the call
   * @param fingerprint the same for calls that are equal, timestamp and signature aside
   * @return the answer that an equal call made for nobody: it is handed out once, and the call must
   *     then not be carried out. Completes once nobody needs wait for an earlier one; never
   *     exceptionally
   */
  CompletionStage<Optional<Kept>> earlier(String requestId, String fingerprint);

  /**
   * The announced call has its answer, and it is on its way to the client.
   *
   * @param acted whether the call may have had an effect: otherwise it may well be carried out
   *     again
   */
  void answered(String requestId, LegacyAnswer answer, boolean acted);
}
