package org.mturkproxy.proxy.upstream;

import java.net.URI;
import java.util.Locale;

/**
 * The address of a modern API. Calls go to its root ({@code mapping.md} 1.2).
 *
 * @param host a name or an IP address
 * @param port the TCP port
 * @param tls whether it is {@code https}
 */
public record Endpoint(String host, int port, boolean tls) {

  private static final String PRODUCTION_HOST = "mturk-requester.us-east-1.amazonaws.com";
  private static final String SANDBOX_HOST = "mturk-requester-sandbox.us-east-1.amazonaws.com";

  /** Amazon's production service ({@code mapping.md} 1.1): real money. */
  public static final Endpoint PRODUCTION = new Endpoint(PRODUCTION_HOST, 443, true);

  /** Amazon's sandbox. */
  public static final Endpoint SANDBOX = new Endpoint(SANDBOX_HOST, 443, true);

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException for what is no {@code http} or {@code https} address of a
   *     host's root, and for Amazon's production host, which must be asked for by name
   */
  public static Endpoint of(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    if ((!tls && !scheme.equals("http")) || uri.getHost() == null) {
      throw new IllegalArgumentException("not an http or https address: " + uri);
    }
    boolean root = uri.getRawPath() == null || uri.getRawPath().matches("/?");
    if (!root || uri.getRawQuery() != null || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("an upstream address is only scheme, host and port");
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    if (host.equals(PRODUCTION_HOST)) {
      throw new IllegalArgumentException(
          "this address spends real money: ask for it by the name production");
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
    return new Endpoint(host.replaceAll("[\\[\\]]", ""), port, tls);
  }

  /** The {@code Host} header: with the port where it is not the scheme's own. */
  String hostHeader() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return port == (tls ? 443 : 80) ? name : name + ":" + port;
  }

  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + hostHeader() + "/";
  }
}
