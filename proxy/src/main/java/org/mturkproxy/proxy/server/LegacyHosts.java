package org.mturkproxy.proxy.server;

import java.util.Locale;
import java.util.Set;

/** The hosts of the legacy service ({@code legacy-api.md} 1.1), in whose place we answer. */
final class LegacyHosts {

  private static final Set<String> HOSTS =
      Set.of("mechanicalturk.amazonaws.com", "mechanicalturk.sandbox.amazonaws.com");

  private LegacyHosts() {}

  /** Whether it is one of them. */
  static boolean has(String host) {
    return HOSTS.contains(host.toLowerCase(Locale.ROOT));
  }
}
