package org.mturkproxy.proxy.cli;

import java.net.InetSocketAddress;

/**
 * A proxy, or a marketplace alone, that serves. Closing it lets the calls under way end, then stops
 * everything it started.
 */
public interface Running extends AutoCloseable {

  /** Where clients connect; its port is never 0. */
  InetSocketAddress address();

  /** The same as a URL. */
  default String url() {
    String host = address().getAddress().getHostAddress();
    return "http://%s:%d/"
        .formatted(host.contains(":") ? "[" + host + "]" : host, address().getPort());
  }

  @Override
  void close();
}
