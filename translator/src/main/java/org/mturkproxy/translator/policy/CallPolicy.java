package org.mturkproxy.translator.policy;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/** What a Requester may call, and how they are told to call something else. */
@FunctionalInterface
public interface CallPolicy {

  /** Everything, as if there were no policy. */
  CallPolicy ALLOW = asked -> new Treatment.Allow();

  /** What is done with a call of the Requester that this is for; called on an event loop. */
  Treatment of(Asked asked);

  /**
   * A call of a known Requester.
   *
   * @param operation the legacy operation, or the modern one
   * @param modern whether it is a modern call
   * @param changes whether it may change anything
   * @param modernOperations what a modern client calls instead
   * @param requestId as in the answer
   * @param at when the call came in
   */
  record Asked(
      String operation,
      boolean modern,
      boolean changes,
      List<String> modernOperations,
      String requestId,
      Instant at) {

    public Asked {
      requireNonNull(operation, "operation");
      requireNonNull(requestId, "requestId");
      requireNonNull(at, "at");
      modernOperations = List.copyOf(modernOperations);
    }
  }
}
