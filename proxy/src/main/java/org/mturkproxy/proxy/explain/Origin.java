package org.mturkproxy.proxy.explain;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Where a member of a modern call comes from when it is not the legacy request: a snippet must work
 * it out, not copy what it was in the example.
 */
public sealed interface Origin {

  /** A token, made new for each call. */
  record Token() implements Origin {}

  /** The time of the call, in whole seconds, and so many more. */
  record Now(long plusSeconds) implements Origin {}

  /**
   * The answer to an earlier call.
   *
   * @param call which one, from 0
   * @param path the members that lead to the value; a number is the place in a list
   * @param plus what is added to it: seconds to a time, a number to a number; 0 for a copy
   * @param notPast whether a time that is past counts as the time of the call
   */
  record Answer(int call, List<String> path, long plus, boolean notPast) implements Origin {
    public Answer {
      path = List.copyOf(requireNonNull(path, "path"));
    }
  }
}
