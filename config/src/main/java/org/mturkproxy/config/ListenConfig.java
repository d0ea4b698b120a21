package org.mturkproxy.config;

import java.util.Optional;

/**
 * Where legacy clients connect.
 *
 * @param host address to bind; loopback unless configured
 * @param port TCP port; 0 takes a free one
 * @param maxUrlBytes longest request target
 * @param maxBodyBytes longest body
 * @param limits what connections may take
 * @param tls the port for TLS; absent: there is none
 */
public record ListenConfig(
    String host,
    int port,
    int maxUrlBytes,
    int maxBodyBytes,
    ConnectionLimits limits,
    Optional<TlsConfig> tls) {

  /** Plain HTTP alone, with the usual limits of connections. */
  public ListenConfig(String host, int port, int maxUrlBytes, int maxBodyBytes) {
    this(host, port, maxUrlBytes, maxBodyBytes, Defaults.CONNECTION_LIMITS, Optional.empty());
  }
}
