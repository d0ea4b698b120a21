package org.mturkproxy.config;

import java.net.URI;
import java.util.Optional;

/**
 * Where legacy clients connect.
 *
 * @param host address to bind; loopback unless configured
 * @param port TCP port; 0 takes a free one
 * @param maxUrlBytes longest request target
 * @param maxBodyBytes longest body
 * @param publicUrl the root under which clients see this proxy, for the WSDL; empty: wherever they
 *     asked for it
 * @param limits what connections may take
 * @param tls the port for TLS; absent: there is none
 */
public record ListenConfig(
    String host,
    int port,
    int maxUrlBytes,
    int maxBodyBytes,
    Optional<URI> publicUrl,
    ConnectionLimits limits,
    Optional<TlsConfig> tls) {

  /** Plain HTTP alone, seen where it is, with the usual limits of connections. */
  public ListenConfig(String host, int port, int maxUrlBytes, int maxBodyBytes) {
    this(
        host,
        port,
        maxUrlBytes,
        maxBodyBytes,
        Optional.empty(),
        Defaults.CONNECTION_LIMITS,
        Optional.empty());
  }

  /** The same, seen by clients under another root. */
  public ListenConfig withPublicUrl(URI root) {
    return new ListenConfig(host, port, maxUrlBytes, maxBodyBytes, Optional.of(root), limits, tls);
  }

  /** The same with other limits of connections. */
  public ListenConfig withLimits(ConnectionLimits others) {
    return new ListenConfig(host, port, maxUrlBytes, maxBodyBytes, publicUrl, others, tls);
  }

  /** The same with a port for TLS. */
  public ListenConfig withTls(TlsConfig other) {
    return new ListenConfig(
        host, port, maxUrlBytes, maxBodyBytes, publicUrl, limits, Optional.of(other));
  }

  /** Whether only this machine can connect. */
  public boolean isLoopback() {
    return isLoopback(host) && tls.map(TlsConfig::host).filter(h -> !isLoopback(h)).isEmpty();
  }

  static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]{1,3}){3}");
  }
}
