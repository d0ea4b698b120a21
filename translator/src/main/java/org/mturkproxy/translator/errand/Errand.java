package org.mturkproxy.translator.errand;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A DisableHIT that may outlast its call ({@code mapping.md} 3.7): work that Workers still have in
 * their hands is approved when they submit it, and only then the HIT can be deleted.
 *
 * @param requester the legacy access key id of whoever asked for it
 * @param hitId the HIT
 * @param deadline when it is given up
 * @param promised whether its caller was told that it is done: only then it is carried on without
 *     them. Before, it says that a repeated call goes on with what an earlier one began
 * @param attempt how often it was carried on
 */
public record Errand(
    String requester, String hitId, Instant deadline, boolean promised, int attempt) {

  public Errand {
    requireNonNull(requester, "requester");
    requireNonNull(hitId, "hitId");
    requireNonNull(deadline, "deadline");
  }

  /** This errand, after one more attempt. */
  public Errand triedAgain() {
    return new Errand(requester, hitId, deadline, promised, attempt + 1);
  }
}
