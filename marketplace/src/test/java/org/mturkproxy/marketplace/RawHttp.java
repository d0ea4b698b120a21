package org.mturkproxy.marketplace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;

/** Requests that HTTP clients refuse to make. */
final class RawHttp {

  private static final int MILLIS = 10_000;

  private RawHttp() {}

  /** POSTs nothing to a target as it is written; all that comes back, status line first. */
  static String post(URI endpoint, String target) throws IOException {
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      socket.setSoTimeout(MILLIS);
      String request =
          "POST "
              + target
              + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
