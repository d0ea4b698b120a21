package org.mturkproxy.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;

/** A modern API that gives every call the same answer, on a thread for each connection. */
final class CannedUpstream implements AutoCloseable {

  private final ServerSocket listening;
  private final byte[] answer;

  CannedUpstream(String body) throws IOException {
    this.listening = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    this.answer =
        ("HTTP/1.1 200 OK\r\nx-amzn-RequestId: 0f1c2d3e-0000-4000-8000-000000000000\r\n"
                + "Content-Type: application/x-amz-json-1.1\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body)
            .getBytes(ISO_8859_1);
    daemon(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "canned-upstream");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        socket.setTcpNoDelay(true);
        daemon(() -> serve(socket));
      }
    } catch (IOException e) {
      if (!listening.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Until the proxy hangs up. */
  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      byte[] buffer = new byte[16_384];
      int filled = 0;
      while (true) {
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
          return;
        }
        filled += read;
        int end = end(buffer, filled);
        if (end >= 0) {
          out.write(answer);
          filled -= end;
          System.arraycopy(buffer, end, buffer, 0, filled);
        }
      }
    } catch (IOException e) {
      // It hung up.
    }
  }

  /** Where the first request ends, or -1 while it has not. */
  private static int end(byte[] buffer, int filled) {
    String text = new String(buffer, 0, filled, ISO_8859_1).toLowerCase(Locale.ROOT);
    int head = text.indexOf("\r\n\r\n");
    if (head < 0) {
      return -1;
    }
    int field = text.indexOf("content-length:");
    int line = text.indexOf("\r\n", field);
    int end = head + 4 + Integer.parseInt(text.substring(field + 15, line).trim());
    return end <= filled ? end : -1;
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
