package org.mturkproxy.proxy.server;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** What becomes of a connection once its request is answered (RFC 9112 section 9.3). */
enum Afterwards {
  /** The next request may come: the default of HTTP/1.1, of which nothing need be said. */
  STAY_OPEN,
  /** The same for HTTP/1.0, where a client that asks for it waits to be told. */
  STAY_OPEN_AND_SAY_SO,
  /** The client wants it closed, and has to be told so (clients.md S1.13). */
  CLOSE,
  /** It cannot be used again: part of the request is still coming and nobody will read it. */
  CLOSE_UNREAD;

  static Afterwards of(HttpRequest request) {
    if (!HttpUtil.isKeepAlive(request)) {
      return CLOSE;
    }
    return request.protocolVersion().equals(HttpVersion.HTTP_1_0)
        ? STAY_OPEN_AND_SAY_SO
        : STAY_OPEN;
  }

  boolean closes() {
    return this == CLOSE || this == CLOSE_UNREAD;
  }
}
