package org.mturkproxy.marketplace.http;

import org.mturkproxy.marketplace.sigv4.RequestHead;

/** A whole request. */
public final class HttpCall {

  private final RequestHead head;
  private final byte[] body;

  /** Takes the body as it is; nobody may change it afterwards. */
  public HttpCall(RequestHead head, byte[] body) {
    this.head = head;
    this.body = body;
  }

  /** Request line and headers. */
  public RequestHead head() {
    return head;
  }

  /** The body's bytes; not to be changed. */
  public byte[] body() {
    return body;
  }
}
