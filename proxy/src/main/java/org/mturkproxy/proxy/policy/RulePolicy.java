package org.mturkproxy.proxy.policy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.mturkproxy.config.PolicyRule;
import org.mturkproxy.config.PolicyRule.Action;
import org.mturkproxy.translator.error.LegacyError;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.policy.CallPolicy;
import org.mturkproxy.translator.policy.Treatment;

/** The configured rules that are about one caller. */
final class RulePolicy implements CallPolicy {

  /** These are about leaving the legacy API: a modern call has done so. */
  private static final Set<Action> LEGACY_ONLY =
      EnumSet.of(Action.WARN, Action.REFUSE, Action.BROWN_OUT);

  private static final int PERCENT = 100;

  private final List<PolicyRule> rules;

  RulePolicy(List<PolicyRule> rules, String keyId) {
    this.rules =
        rules.stream()
            .filter(rule -> rule.keys().isEmpty() || rule.keys().contains(keyId))
            .toList();
  }

  @Override
  public Treatment of(Asked asked) {
    for (PolicyRule rule : rules) {
      boolean named = rule.operations().isEmpty() || rule.operations().contains(asked.operation());
      if (named && !(asked.modern() && LEGACY_ONLY.contains(rule.action()))) {
        return treatment(rule, asked);
      }
    }
    return new Treatment.Allow();
  }

  private static Treatment treatment(PolicyRule rule, Asked asked) {
    return switch (rule.action()) {
      case ALLOW -> new Treatment.Allow();
      case DRY_RUN -> new Treatment.DryRun();
      case WARN -> new Treatment.Warn(WarningHeaders.of(rule), "Policy: warned.");
      case REFUSE -> new Treatment.Refuse(refusal(rule, asked), "Policy: refused.");
      case BROWN_OUT ->
          isBrownedOut(rule, asked)
              ? new Treatment.Refuse(brownOut(rule, asked), "Policy: refused by a brown-out.")
              : new Treatment.Allow();
      case READ_ONLY ->
          asked.changes()
              ? new Treatment.Refuse(readOnly(rule, asked), "Policy: refused, read-only.")
              : new Treatment.Allow();
    };
  }

  private static boolean isBrownedOut(PolicyRule rule, Asked asked) {
    Instant at = asked.at();
    boolean now =
        rule.windows().isEmpty() || rule.windows().stream().anyMatch(window -> window.has(at));
    return now && percentile(asked.requestId()) < rule.percent();
  }

  /** From 0 to 99, the same for the same id. The id is random, so its bits will do. */
  private static int percentile(String requestId) {
    return (int)
        Math.floorMod(UUID.fromString(requestId).getLeastSignificantBits(), (long) PERCENT);
  }

  private static LegacyError refusal(PolicyRule rule, Asked asked) {
    String message =
        asked.operation() + " is not carried out here any more." + instead(rule, asked);
    return rule.error()
        .map(code -> LegacyErrors.refusedByPolicy(code, message))
        .orElseGet(() -> LegacyErrors.refusedByPolicy(message));
  }

  private static LegacyError brownOut(PolicyRule rule, Asked asked) {
    String message =
        asked.operation() + " is not carried out at the moment, for a test." + instead(rule, asked);
    return LegacyErrors.refusedByPolicy(
        rule.error().orElse(LegacyErrors.SERVICE_UNAVAILABLE), message);
  }

  private static LegacyError readOnly(PolicyRule rule, Asked asked) {
    return LegacyErrors.refusedByPolicy(
        asked.operation() + " is not carried out: this access key may only read." + told(rule));
  }

  private static String instead(PolicyRule rule, Asked asked) {
    List<String> modern = asked.modernOperations();
    String call =
        modern.isEmpty()
            ? ""
            : " Call " + String.join(", ", modern) + " of the API version 2017-01-17 instead.";
    return call + told(rule);
  }

  private static String told(PolicyRule rule) {
    Optional<String> message = Optional.of(rule.message()).filter(text -> !text.isEmpty());
    return message.map(text -> " " + text).orElse("")
        + rule.link().map(link -> " See " + link).orElse("");
  }
}
