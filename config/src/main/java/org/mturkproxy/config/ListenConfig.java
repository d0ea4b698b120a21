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
 */
public record ListenConfig(
    String host, int port, int maxUrlBytes, int maxBodyBytes, Optional<URI> publicUrl) {

  /** Seen where it is. */
  public ListenConfig(String host, int port, int maxUrlBytes, int maxBodyBytes) {
    this(host, port, maxUrlBytes, maxBodyBytes, Optional.empty());
  }

  /** Whether only this machine can connect. */
  public boolean isLoopback() {
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]{1,3}){3}");
  }
}
