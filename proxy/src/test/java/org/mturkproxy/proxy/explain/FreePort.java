package org.mturkproxy.proxy.explain;

import java.io.IOException;
import java.net.ServerSocket;

/** A port that nobody had a moment ago. */
final class FreePort {

  private FreePort() {}

  static int one() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
