package org.mturkproxy.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.marketplace.Account;
import org.mturkproxy.marketplace.Marketplace;

/**
 * A modern API that runs inside this process.
 *
 * @param uri where it listens, on loopback
 * @param running ends it
 */
record EmbeddedUpstream(URI uri, AutoCloseable running) {

  /** Starts one that knows these keys. */
  @FunctionalInterface
  interface Starter {
    EmbeddedUpstream start(MarketplaceConfig config, List<KeyConfig> keys, Clock clock)
        throws IOException;
  }

  /** The marketplace of our own, on a free port of the loopback address. */
  static EmbeddedUpstream marketplace(MarketplaceConfig config, List<KeyConfig> keys, Clock clock) {
    Marketplace marketplace =
        Marketplace.start(
            config,
            accounts(keys),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            clock);
    return new EmbeddedUpstream(marketplace.endpoint(), marketplace);
  }

  /** Each pair that signs upstream is an account; keys that sign with the same pair share it. */
  private static Collection<Account> accounts(List<KeyConfig> keys) {
    Map<String, Account> accounts = new LinkedHashMap<>();
    for (KeyConfig key : keys) {
      Account account = account(key);
      Account other = accounts.put(account.accessKeyId(), account);
      if (other != null && !other.secret().reveal().equals(account.secret().reveal())) {
        throw new IllegalArgumentException(
            "The access key " + account.accessKeyId() + " is given two different secrets.");
      }
    }
    return accounts.values();
  }

  private static Account account(KeyConfig key) {
    if (key.upstream() instanceof UpstreamCredentials.SameKey) {
      return new Account(key.id(), key.secret(), key.id());
    }
    if (key.upstream() instanceof UpstreamCredentials.Given given) {
      return new Account(given.accessKeyId(), given.secret(), given.accessKeyId());
    }
    throw new IllegalArgumentException(
        "The key "
            + key.id()
            + " signs upstream with credentials that the embedded marketplace cannot know: with it,"
            + " give \"same\" or a pair.");
  }
}
