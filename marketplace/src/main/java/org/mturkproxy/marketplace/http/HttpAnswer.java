package org.mturkproxy.marketplace.http;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.marketplace.sigv4.Header;

/**
 * A whole answer.
 *
 * <p>{@code Content-Length}, {@code Connection} and {@code Date} are added when it is written.
 */
public final class HttpAnswer {

  /** How the answer goes out; all but the first serve tests of a client's behaviour. */
  public enum Delivery {
    /** As it should. */
    WHOLE,
    /** Not at all: the connection is closed instead. */
    CLOSED,
    /** With half of the announced body, then the connection is closed. */
    CUT
  }

  private final int status;
  private final List<Header> headers;
  private final byte[] body;
  private final Optional<FileBody> file;
  private final Delivery delivery;

  /** Takes the body as it is; nobody may change it afterwards. */
  public HttpAnswer(int status, List<Header> headers, byte[] body, Delivery delivery) {
    this(status, headers, body, Optional.empty(), delivery);
  }

  private HttpAnswer(
      int status, List<Header> headers, byte[] body, Optional<FileBody> file, Delivery delivery) {
    this.status = status;
    this.headers = List.copyOf(headers);
    this.body = body;
    this.file = file;
    this.delivery = delivery;
  }

  /** A body that is a file; it is sent without being held. */
  public record FileBody(Path path, long bytes) {}

  /** An answer whose body is a file. */
  public static HttpAnswer ofFile(List<Header> headers, FileBody file) {
    return new HttpAnswer(200, headers, new byte[0], Optional.of(file), Delivery.WHOLE);
  }

  /** An answer that goes out as it should. */
  public HttpAnswer(int status, List<Header> headers, byte[] body) {
    this(status, headers, body, Delivery.WHOLE);
  }

  /** The same answer, delivered in another way. */
  public HttpAnswer delivered(Delivery other) {
    return new HttpAnswer(status, headers, body, file, other);
  }

  /** The status code. */
  public int status() {
    return status;
  }

  /** The headers, without those that the front adds. */
  public List<Header> headers() {
    return headers;
  }

  /** The file that is the body instead of {@link #body()}. */
  public Optional<FileBody> file() {
    return file;
  }

  /** The body's bytes; not to be changed. */
  public byte[] body() {
    return body;
  }

  /** How it goes out. */
  public Delivery delivery() {
    return delivery;
  }
}
