package org.mturkproxy.proxy.explain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.mturkproxy.translator.modern.ModernCall;

/**
 * One modern call that a legacy call becomes.
 *
 * @param call the call; members with an origin hold what they are in the example
 * @param origins the top members that do not come from the legacy request
 * @param conditions what must hold for it to be made; empty where only success before it counts
 */
public record ExplainedCall(
    ModernCall call, Map<String, Origin> origins, List<Condition> conditions) {

  public ExplainedCall {
    requireNonNull(call, "call");
    origins = Map.copyOf(origins);
    conditions = List.copyOf(conditions);
  }

  /**
   * A member of an earlier answer that decides whether the call is made.
   *
   * @param call which call's answer, from 0
   * @param path the members that lead to it
   * @param values those with which the call is made
   */
  public record Condition(int call, List<String> path, List<String> values) {
    public Condition {
      path = List.copyOf(path);
      values = List.copyOf(values);
    }
  }
}
