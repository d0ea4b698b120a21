package org.mturkproxy.proxy.cli;

import java.net.InetSocketAddress;

/**
 * A proxy that serves. Closing it lets the calls under way end, then stops everything it started.
 */
public interface Running extends AutoCloseable {

  /** Where legacy clients connect; its port is never 0. */
  InetSocketAddress address();

  @Override
  void close();
}
