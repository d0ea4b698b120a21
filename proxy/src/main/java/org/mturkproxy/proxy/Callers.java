package org.mturkproxy.proxy;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.UpstreamTarget;
import org.mturkproxy.proxy.guard.Guards;
import org.mturkproxy.proxy.passthrough.ModernCaller;
import org.mturkproxy.proxy.policy.Policies;
import org.mturkproxy.proxy.spend.SpendGuard;
import org.mturkproxy.proxy.state.SpendLedger.Spender;
import org.mturkproxy.proxy.upstream.UpstreamClient;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.authentication.Requesters;

/** Who may call, by the configuration in use; it may change while calls are under way. */
final class Callers implements Requesters {

  /** The callers of one configuration. */
  record Known(Map<String, Requester> legacy, Map<String, ModernCaller> modern) {}

  private final UpstreamClient client;
  private final Guards guards;
  private final SpendGuard spend;
  private volatile Known known = new Known(Map.of(), Map.of());

  Callers(UpstreamClient client, Guards guards, SpendGuard spend) {
    this.client = client;
    this.guards = guards;
    this.spend = spend;
  }

  /**
   * Makes the callers of a configuration, which nobody finds before {@link #use}.
   *
   * @throws IllegalArgumentException if it cannot be used
   */
  Known of(ProxyConfig config) {
    Policies policies = new Policies(config);
    Map<String, String> accounts = UpstreamAccounts.of(config);
    Map<String, Requester> legacy =
        config.keys().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    KeyConfig::id,
                    key -> requester(key, accounts.get(key.id()), config, policies)));
    return new Known(legacy, ModernCaller.of(config.keys(), legacy));
  }

  private Requester requester(
      KeyConfig key, String account, ProxyConfig config, Policies policies) {
    UpstreamTarget target = config.upstream().target();
    String credential = TranslatorOptions.credential(key);
    return new Requester(
        key.id(),
        new LegacySecret(key.secret().reveal()),
        spend.around(
            guards.around(client.forKey(key), credential, key.rules()),
            new Spender(key.id(), account),
            key.rules().spend()),
        credential,
        target instanceof UpstreamTarget.Sandbox,
        TranslatorOptions.permissions(key, target),
        policies.of(key.id()));
  }

  /** From now on, these are the callers. */
  void use(Known callers) {
    known = callers;
  }

  @Override
  public Optional<Requester> find(String accessKeyId) {
    return Optional.ofNullable(known.legacy().get(accessKeyId));
  }

  /** Who signs modern calls with this key. */
  Optional<ModernCaller> modern(String accessKeyId) {
    return Optional.ofNullable(known.modern().get(accessKeyId));
  }
}
