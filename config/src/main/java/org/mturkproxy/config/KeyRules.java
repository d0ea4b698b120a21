package org.mturkproxy.config;

import java.util.List;
import java.util.Optional;

/**
 * What a legacy key may do.
 *
 * @param limits how much of the upstream it may use
 * @param operations the legacy operations that it may call; absent: all
 */
public record KeyRules(CallLimits limits, Optional<List<String>> operations) {

  /** What holds where nothing is written. */
  public static final KeyRules DEFAULT = new KeyRules(CallLimits.DEFAULT);

  public KeyRules {
    operations = operations.map(List::copyOf);
  }

  /** Rules for a key that may call everything. */
  public KeyRules(CallLimits limits) {
    this(limits, Optional.empty());
  }
}
