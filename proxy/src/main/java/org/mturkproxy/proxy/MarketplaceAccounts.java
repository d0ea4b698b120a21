package org.mturkproxy.proxy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.MarketplaceAccount;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.marketplace.Account;

/** Who may call a marketplace of our own. */
final class MarketplaceAccounts {

  private MarketplaceAccounts() {}

  /**
   * Each pair that legacy keys sign upstream with is an account, which keys with the same pair
   * share; then come those that are configured for modern clients.
   *
   * @throws IllegalArgumentException if a pair is not known here, or one id has two secrets
   */
  static Collection<Account> of(List<KeyConfig> keys, List<MarketplaceAccount> others) {
    Map<String, Account> accounts = new LinkedHashMap<>();
    keys.forEach(key -> add(accounts, account(key)));
    others.forEach(
        other -> add(accounts, new Account(other.accessKeyId(), other.secret(), other.account())));
    return new ArrayList<>(accounts.values());
  }

  private static void add(Map<String, Account> accounts, Account account) {
    Account other = accounts.put(account.accessKeyId(), account);
    if (other != null && !other.secret().reveal().equals(account.secret().reveal())) {
      throw new IllegalArgumentException(
          "The access key " + account.accessKeyId() + " is given two different secrets.");
    }
    if (other != null && !other.account().equals(account.account())) {
      throw new IllegalArgumentException(
          "The access key " + account.accessKeyId() + " is given two different accounts.");
    }
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
            + " signs upstream with credentials that a marketplace of our own cannot know: with it,"
            + " give \"same\" or a pair.");
  }
}
