package org.mturkproxy.proxy.settings;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.mturkproxy.config.CallLimits;
import org.mturkproxy.config.DurationText;
import org.mturkproxy.config.KeyRules;
import org.mturkproxy.config.SpendCaps;

/** In words, what a key may do. */
final class KeyRulesText {

  private KeyRulesText() {}

  static String of(KeyRules rules) {
    return rules.operations().map(names -> String.join(", ", names)).orElse("all operations")
        + rules.environments().map(names -> "; only in " + String.join(", ", names)).orElse("")
        + "; "
        + limits(rules.limits())
        + spend(rules.spend());
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

  private static String spend(SpendCaps caps) {
    List<String> words = new ArrayList<>();
    caps.reward().ifPresent(most -> words.add(usd(most) + " for an assignment"));
    caps.assignments().ifPresent(most -> words.add(most + " assignments for a HIT"));
    caps.bonus().ifPresent(most -> words.add(usd(most) + " for a bonus"));
    caps.bonusesPerDay().ifPresent(most -> words.add(usd(most) + " a day for bonuses"));
    caps.rewardsPerDay().ifPresent(most -> words.add(usd(most) + " a day for HITs"));
    return words.isEmpty() ? "" : "; at most " + String.join(", ", words);
  }

  private static String usd(BigDecimal amount) {
    return amount.toPlainString() + " USD";
  }
}
