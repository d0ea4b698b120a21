package org.mturkproxy.proxy;

import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.SignaturesConfig;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.config.UpstreamTarget;
import org.mturkproxy.translator.LegacyTranslator;
import org.mturkproxy.translator.authentication.Permissions;
import org.mturkproxy.translator.authentication.SignatureCheck;
import org.mturkproxy.translator.lists.Snapshots;
import org.mturkproxy.translator.operations.StatisticPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the configuration says to the translator. */
final class TranslatorOptions {

  private static final Logger LOG = LoggerFactory.getLogger(TranslatorOptions.class);

  /** However much is configured, three quarters of the heap are for everything else. */
  private static final long SHARE_OF_HEAP = 4;

  private TranslatorOptions() {}

  static LegacyTranslator.Options of(ProxyConfig config) {
    long most = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    return new LegacyTranslator.Options(
            switch (config.statistics()) {
              case REFUSE -> StatisticPolicy.REFUSE;
              case EXACT -> StatisticPolicy.EXACT;
              case LOWER_BOUNDS -> StatisticPolicy.LOWER_BOUNDS;
            },
            new Snapshots.Limits(
                Math.min(most, config.lists().maxBytes()), config.lists().maxAge()),
            ForkJoinPool.commonPool())
        .with(signatures(config));
  }

  private static SignatureCheck signatures(ProxyConfig config) {
    SignaturesConfig signatures = config.signatures();
    boolean explained =
        switch (signatures.explain()) {
          case LOOPBACK -> config.listen().isLoopback();
          case ALWAYS -> true;
          case NEVER -> false;
        };
    return new SignatureCheck(
        switch (signatures.mode()) {
          case ENFORCE -> SignatureCheck.Mode.ENFORCE;
          case LOG -> SignatureCheck.Mode.LOG;
          case OFF -> SignatureCheck.Mode.OFF;
        },
        explained,
        failure ->
            LOG.warn("call {} not authenticated: {}", failure.requestId(), failure.reason()));
  }

  /** What a key may do where calls go to that upstream. */
  static Permissions permissions(KeyConfig key, UpstreamTarget target) {
    return new Permissions(
        key.rules().operations().map(Set::copyOf), target instanceof UpstreamTarget.Production);
  }

  /** Names what the modern calls of a legacy key are signed with. */
  static String credential(KeyConfig key) {
    UpstreamCredentials upstream = key.upstream();
    if (upstream instanceof UpstreamCredentials.Given given) {
      return "key " + given.accessKeyId();
    }
    if (upstream instanceof UpstreamCredentials.Profile profile) {
      return "profile " + profile.name();
    }
    if (upstream instanceof UpstreamCredentials.AssumedRole role) {
      return "role " + role.arn();
    }
    return upstream instanceof UpstreamCredentials.DefaultChain
        ? "default chain"
        : "key " + key.id();
  }
}
