package org.mturkproxy.proxy;

import java.util.concurrent.ForkJoinPool;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.translator.LegacyTranslator;
import org.mturkproxy.translator.lists.Snapshots;
import org.mturkproxy.translator.operations.StatisticPolicy;

/** What the configuration says to the translator. */
final class TranslatorOptions {

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
        new Snapshots.Limits(Math.min(most, config.lists().maxBytes()), config.lists().maxAge()),
        ForkJoinPool.commonPool());
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
    return upstream instanceof UpstreamCredentials.DefaultChain
        ? "default chain"
        : "key " + key.id();
  }
}
