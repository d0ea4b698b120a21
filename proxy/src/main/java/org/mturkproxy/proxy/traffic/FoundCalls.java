package org.mturkproxy.proxy.traffic;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Some of the calls that were looked for.
 *
 * @param calls the newest first
 * @param next where to look on: the last call that was looked at; nothing when there are no more
 * @param full whether as many were found as were asked for; otherwise it took too long, or there
 *     are no more
 */
public record FoundCalls(List<LoggedRecord> calls, Optional<CallId> next, boolean full) {

  public FoundCalls {
    requireNonNull(next, "next");
    calls = List.copyOf(calls);
  }
}
