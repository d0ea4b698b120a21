package org.mturkproxy.translator.errand;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The errands of one Requester. */
public final class Backlog {

  private final Errands errands;
  private final String requester;
  private final Runnable hidden;

  /**
   * The errands of this Requester.
   *
   * @param requester their legacy access key id
   * @param hidden told when a HIT is promised to be gone, and lists must not show it any more
   */
  public Backlog(Errands errands, String requester, Runnable hidden) {
    this.errands = requireNonNull(errands, "errands");
    this.requester = requireNonNull(requester, "requester");
    this.hidden = requireNonNull(hidden, "hidden");
  }

  /** Whether a call has begun to disable the HIT, so that another may go on. */
  public boolean isBegun(String hitId, Instant now) {
    return errand(hitId).filter(errand -> errand.deadline().isAfter(now)).isPresent();
  }

  /** Whether a caller was told that the HIT is gone. */
  public boolean isPromised(String hitId) {
    return errand(hitId).filter(Errand::promised).isPresent();
  }

  /** Notes, before anything is changed, that the HIT is being disabled. */
  public CompletionStage<Void> begin(String hitId, Instant deadline) {
    return errands.keep(new Errand(requester, hitId, deadline, false, 0));
  }

  /** Has the rest done after the call. */
  public CompletionStage<Void> promise(String hitId, Instant deadline) {
    return errands.keep(new Errand(requester, hitId, deadline, true, 0)).thenRun(hidden);
  }

  /** Notes that there is nothing left to do. */
  public CompletionStage<Void> done(String hitId) {
    return errands.drop(requester, hitId);
  }

  private Optional<Errand> errand(String hitId) {
    return errands.find(requester, hitId);
  }
}
