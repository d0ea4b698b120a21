package org.mturkproxy.proxy.policy;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.PolicyRule;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.marketplace.model.Operations;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.operations.LegacyOperations;
import org.mturkproxy.translator.policy.CallPolicy;

/** The configured policy, for each caller. */
public final class Policies {

  private final ProxyConfig config;

  /**
   * Takes the policy of a configuration.
   *
   * @throws IllegalArgumentException if it names a key or an operation that does not exist: such a
   *     rule would do nothing, in silence
   */
  public Policies(ProxyConfig config) {
    this.config = config;
    Set<String> keys = config.keys().stream().map(KeyConfig::id).collect(Collectors.toSet());
    Set<String> operations =
        Stream.concat(
                LegacyOperations.catalogue().operations().stream().map(Operation::name),
                Operations.ALL.stream().map(operation -> operation.name()))
            .collect(Collectors.toSet());
    for (PolicyRule rule : config.policy()) {
      refuseUnknown("key", rule.keys(), keys);
      refuseUnknown("operation", rule.operations(), operations);
    }
  }

  private static void refuseUnknown(String what, Set<String> named, Set<String> known) {
    Set<String> unknown = new TreeSet<>(named);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "policy: no such " + what + ": " + String.join(", ", unknown));
    }
  }

  /** What the holder of a key may call. */
  public CallPolicy of(String keyId) {
    return config.policy().isEmpty() ? CallPolicy.ALLOW : new RulePolicy(config.policy(), keyId);
  }
}
