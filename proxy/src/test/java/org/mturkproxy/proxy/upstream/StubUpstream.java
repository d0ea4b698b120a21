package org.mturkproxy.proxy.upstream;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ServerSocketFactory;

/**
 * An upstream that does what a test tells it, on loopback, byte for byte. Reactions are taken in
 * turn, one a request; the last one is repeated.
 */
public final class StubUpstream implements AutoCloseable {

  /** What the stub does with a request that it has read. */
  public interface Reaction {

    /** Writes what it likes; the connection is kept only if this says so. */
    boolean react(OutputStream out) throws IOException;
  }

  /**
   * A request as it came.
   *
   * @param headers by lower-case name
   * @param connection which connection it came on, counted from 1
   */
  public record Seen(Map<String, String> headers, String text, int connection) {

    byte[] body() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  private final ServerSocket listening;
  private final Queue<Reaction> reactions;
  private final Collection<Seen> seen = new ConcurrentLinkedQueue<>();
  private final Collection<Socket> sockets = new ConcurrentLinkedQueue<>();

  public StubUpstream(Reaction... reactions) throws IOException {
    this(ServerSocketFactory.getDefault(), reactions);
  }

  StubUpstream(ServerSocketFactory factory, Reaction... reactions) throws IOException {
    this.listening = factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.reactions = new ConcurrentLinkedQueue<>(List.of(reactions));
    start("stub-upstream", this::accept);
  }

  public static Reaction answer(int status, String body, String... headers) {
    return out -> {
      write(out, status, body, headers);
      return true;
    };
  }

  public static Reaction ok(String json) {
    return answer(200, json);
  }

  /** The same, and the connection ends though nobody said so. */
  public static Reaction answerThenClose(int status, String body) {
    return out -> {
      write(out, status, body);
      return false;
    };
  }

  static Reaction raw(String bytes) {
    return out -> {
      out.write(bytes.getBytes(StandardCharsets.UTF_8));
      out.flush();
      return false;
    };
  }

  public static Reaction closeWithoutAnswer() {
    return out -> false;
  }

  /** Nothing, until the client gives up. */
  static Reaction silence() {
    return out -> true;
  }

  private static void write(OutputStream out, int status, String body, String... headers)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(head.toString().getBytes(StandardCharsets.UTF_8));
    all.write(bytes);
    all.writeTo(out);
    out.flush();
  }

  public int port() {
    return listening.getLocalPort();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  public List<Seen> seen() {
    return List.copyOf(seen);
  }

  private void accept() {
    try {
      for (int number = 1; ; number++) {
        Socket socket = listening.accept();
        sockets.add(socket);
        int connection = number;
        start("stub-upstream-" + number, () -> serve(socket, connection));
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private void serve(Socket socket, int connection) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean keep = true;
      while (keep) {
        Map<String, String> headers = headers(in);
        byte[] body = in.readNBytes(Integer.parseInt(headers.get("content-length")));
        seen.add(new Seen(headers, new String(body, StandardCharsets.UTF_8), connection));
        Reaction reaction = reactions.size() > 1 ? reactions.remove() : reactions.element();
        keep = reaction.react(socket.getOutputStream());
      }
    } catch (IOException | UncheckedIOException e) {
      // The client went away, or TLS failed: some tests want just that.
    }
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      lines.add(line);
    }
    Map<String, String> headers = new HashMap<>();
    headers.put("", lines.get(0));
    for (String line : lines.subList(1, lines.size())) {
      String[] header = line.split(": ", 2);
      headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
    }
    return headers;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next == -1) {
        throw new IOException("ended");
      }
      line.append((char) next);
    }
    return line.toString().trim();
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
