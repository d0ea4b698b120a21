package org.mturkproxy.proxy;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.config.UpstreamTarget;

/** Tells the accounts apart that the calls of legacy keys go to. */
final class UpstreamAccounts {

  private UpstreamAccounts() {}

  /** The service and the account there, in words, by legacy access key id; no secret in them. */
  static Map<String, String> of(ProxyConfig config) {
    String service = service(config);
    return config.keys().stream()
        .collect(
            Collectors.toUnmodifiableMap(KeyConfig::id, key -> service + " as " + account(key)));
  }

  private static String service(ProxyConfig config) {
    UpstreamTarget target = config.upstream().target();
    if (target instanceof UpstreamTarget.Address address) {
      return address.uri().toString();
    }
    if (target instanceof UpstreamTarget.Embedded) {
      return "marketplace in " + config.marketplace().data().map(Path::toString).orElse("memory");
    }
    return target instanceof UpstreamTarget.Production ? "production" : "sandbox";
  }

  private static String account(KeyConfig key) {
    if (key.upstream() instanceof UpstreamCredentials.Given given) {
      return given.accessKeyId();
    }
    if (key.upstream() instanceof UpstreamCredentials.Profile profile) {
      return "AWS profile " + profile.name();
    }
    if (key.upstream() instanceof UpstreamCredentials.AssumedRole role) {
      return "role " + role.arn();
    }
    return key.upstream() instanceof UpstreamCredentials.SameKey
        ? key.id()
        : "the AWS default chain";
  }
}
