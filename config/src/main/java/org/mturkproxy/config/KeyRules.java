package org.mturkproxy.config;

import java.util.List;
import java.util.Optional;

/**
 * What a legacy key may do.
 *
 * @param limits how much of the upstream it may use
 * @param operations the legacy operations that it may call; absent: all
 * @param environments the upstreams that it is for, by their words in the configuration; absent:
 *     any
 * @param spend how much it may spend
 */
public record KeyRules(
    CallLimits limits,
    Optional<List<String>> operations,
    Optional<List<String>> environments,
    SpendCaps spend) {

  /** What holds where nothing is written. */
  public static final KeyRules DEFAULT = new KeyRules(CallLimits.DEFAULT);

  public KeyRules {
    operations = operations.map(List::copyOf);
    environments = environments.map(List::copyOf);
  }

  /** Rules for a key that may spend, anywhere, what its account has. */
  public KeyRules(CallLimits limits, Optional<List<String>> operations) {
    this(limits, operations, Optional.empty(), SpendCaps.NONE);
  }

  /** Rules for a key that may call everything. */
  public KeyRules(CallLimits limits) {
    this(limits, Optional.empty());
  }
}
