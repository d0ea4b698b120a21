package org.mturkproxy.proxy.explain.snippet;

import java.util.List;
import java.util.Optional;
import org.mturkproxy.proxy.explain.ExplainedCall;

/** Writes modern calls down as something that can be run. */
@FunctionalInterface
public interface Snippet {

  /**
   * Writes the calls, one after the other. Credentials are not in it: each SDK finds its own.
   *
   * @param calls what to write, in the order in which they are made
   * @param endpoint where they go to; empty for the SDK's own choice
   * @return lines, each with its end
   */
  String write(List<ExplainedCall> calls, Optional<String> endpoint);
}
