package org.mturkproxy.proxy.settings;

import org.mturkproxy.config.CallLimits;
import org.mturkproxy.config.DurationText;
import org.mturkproxy.config.KeyRules;

/** In words, what a key may do. */
final class KeyRulesText {

  private KeyRulesText() {}

  static String of(KeyRules rules) {
    return rules.operations().map(names -> String.join(", ", names)).orElse("all operations")
        + rules.environments().map(names -> "; only in " + String.join(", ", names)).orElse("")
        + "; "
        + limits(rules.limits());
  }

  private static String limits(CallLimits limits) {
    return "%d modern calls at once, %d more wait up to %s"
            .formatted(limits.concurrency(), limits.waiting(), DurationText.of(limits.patience()))
        + limits
            .rate()
            .map(
                rate -> ", %d a second, %d after a pause".formatted(rate.perSecond(), rate.burst()))
            .orElse("");
  }
}
