package org.mturkproxy.proxy.server;

import io.netty.util.NetUtil;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The target of a request line. Clients that take us for their HTTP proxy write the whole URL
 * (absolute form, RFC 9112 section 3.2.2), Perl's LWP for https as well. We answer it ourselves; it
 * never leads anywhere else.
 *
 * @param authority host and port, if it names any
 * @param path path and query
 */
record RequestTarget(Optional<String> authority, String path) {

  private static final Pattern ABSOLUTE =
      Pattern.compile("(?i)https?://([^/?#]*)([^#]*).*", Pattern.DOTALL);

  static RequestTarget of(String written) {
    if (written.startsWith("/")) {
      return new RequestTarget(Optional.empty(), written);
    }
    Matcher absolute = ABSOLUTE.matcher(written);
    if (!absolute.matches()) {
      return new RequestTarget(Optional.empty(), written);
    }
    String rest = absolute.group(2);
    return new RequestTarget(
        Optional.of(absolute.group(1)), rest.startsWith("/") ? rest : "/" + rest);
  }

  /** Whether it is for us: it names nobody, a legacy host, this machine, or an address. */
  boolean isOurs() {
    if (authority.isEmpty()) {
      return true;
    }
    String host = authority.get().replaceFirst(":[0-9]*$", "");
    return LegacyHosts.has(host)
        || host.equalsIgnoreCase("localhost")
        || NetUtil.isValidIpV4Address(host)
        || host.startsWith("[");
  }
}
