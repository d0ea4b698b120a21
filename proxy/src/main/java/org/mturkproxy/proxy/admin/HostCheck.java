package org.mturkproxy.proxy.admin;

import io.netty.util.NetUtil;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps web pages from reading through a name of their own: a page's server can let its name point
 * to 127.0.0.1 later on (DNS rebinding), and the browser then takes us for that server. Its {@code
 * Host} header still has the name. Addresses cannot be pointed elsewhere, and {@code localhost} is
 * nobody's.
 */
final class HostCheck {

  private final Set<String> names;

  /** Allows these names too, in lower case. */
  HostCheck(Set<String> names) {
    this.names = names;
  }

  /** Whether a request with these {@code Host} headers may be answered: exactly one, and ours. */
  boolean allows(List<String> hosts) {
    if (hosts.size() != 1) {
      return false;
    }
    String host = withoutPort(hosts.get(0).toLowerCase(Locale.ROOT));
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    return host.equals("localhost")
        || names.contains(host)
        || (bracketed
            ? NetUtil.isValidIpV6Address(host.substring(1, host.length() - 1))
            : NetUtil.isValidIpV4Address(host));
  }

  private static String withoutPort(String host) {
    return host.replaceFirst(":[0-9]{1,5}$", "");
  }
}
