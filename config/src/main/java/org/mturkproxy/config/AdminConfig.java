package org.mturkproxy.config;

import java.util.Set;

/**
 * Where operators and their programs look: health, metrics, the configuration in use.
 *
 * @param host address to bind; loopback unless configured
 * @param port TCP port; 0 takes a free one
 * @param hosts names in the {@code Host} header that are answered besides {@code localhost} and
 *     addresses, in lower case
 * @param required whether nothing starts when the port is taken; the default port, which nobody
 *     asked for, is done without then
 * @param page whether it shows the traffic too, on a page
 */
public record AdminConfig(
    String host, int port, Set<String> hosts, boolean required, boolean page) {

  public AdminConfig {
    hosts = Set.copyOf(hosts);
  }

  /** With the page where this machine alone can connect: nobody signs in there. */
  public AdminConfig(String host, int port, Set<String> hosts, boolean required) {
    this(host, port, hosts, required, ListenConfig.isLoopback(host));
  }
}
