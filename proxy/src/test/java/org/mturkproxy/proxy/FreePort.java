package org.mturkproxy.proxy;

import java.io.IOException;
import java.net.ServerSocket;

/** A port that nobody had a moment ago. */
public final class FreePort {

  private FreePort() {}

  /** One. */
  public static int one() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
