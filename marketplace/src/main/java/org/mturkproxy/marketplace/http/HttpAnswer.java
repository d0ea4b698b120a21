package org.mturkproxy.marketplace.http;

import java.util.List;
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
  private final Delivery delivery;

  /** Takes the body as it is; nobody may change it afterwards. */
  public HttpAnswer(int status, List<Header> headers, byte[] body, Delivery delivery) {
    this.status = status;
    this.headers = List.copyOf(headers);
    this.body = body;
    this.delivery = delivery;
  }

  /** An answer that goes out as it should. */
  public HttpAnswer(int status, List<Header> headers, byte[] body) {
    this(status, headers, body, Delivery.WHOLE);
  }

  /** The same answer, delivered in another way. */
  public HttpAnswer delivered(Delivery other) {
    return new HttpAnswer(status, headers, body, other);
  }

  /** The status code. */
  public int status() {
    return status;
  }

  /** The headers, without those that the front adds. */
  public List<Header> headers() {
    return headers;
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
