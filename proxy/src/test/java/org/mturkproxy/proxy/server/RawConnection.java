package org.mturkproxy.proxy.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client's connection of which every byte is known. */
public final class RawConnection implements AutoCloseable {

  private static final Pattern LENGTH = Pattern.compile("content-length: (\\d+)");

  private final Socket socket;

  public RawConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
  }

  private RawConnection(Socket socket) {
    this.socket = socket;
  }

  /** Over a connection that is there already. */
  public static RawConnection over(Socket socket) {
    return new RawConnection(socket);
  }

  public Socket socket() {
    return socket;
  }

  public RawConnection send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Ends our side; the other may still answer. */
  public void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Reads one answer: its head, in lower case, and its body. */
  public String[] answer() throws IOException {
    String head = head().toLowerCase(Locale.ROOT);
    Matcher length = LENGTH.matcher(head);
    int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
    byte[] body = socket.getInputStream().readNBytes(bytes);
    return new String[] {head, new String(body, StandardCharsets.UTF_8)};
  }

  /** Reads an answer to {@code HEAD} or {@code CONNECT}: a head, in lower case, and no body. */
  public String headOnly() throws IOException {
    return head().toLowerCase(Locale.ROOT);
  }

  /** All that comes until the other side ends. */
  public String rest() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Whether the other side has ended, with nothing more to read. */
  public boolean ended() throws IOException {
    return socket.getInputStream().read() == -1;
  }

  private String head() throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next == -1) {
        throw new IOException("ended after: " + text);
      }
      bytes.write(next);
      text = bytes.toString(StandardCharsets.ISO_8859_1);
    }
    return text;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
