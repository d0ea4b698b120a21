package org.mturkproxy.proxy.upstream;

import io.netty.handler.codec.http.FullHttpResponse;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An HTTP answer of the modern API, as far as its caller sees it.
 *
 * @param status the HTTP status
 * @param headers those of its header lines that clients of the modern API read, by name
 * @param body the body's bytes; a view that nobody writes to
 */
public record RawAnswer(int status, Map<String, String> headers, ByteBuffer body) {

  /** {@code mapping.md} 1.5 and 1.6. */
  private static final List<String> READ =
      List.of("Content-Type", "x-amzn-RequestId", "x-amzn-ErrorType", "Retry-After");

  public RawAnswer {
    headers = Map.copyOf(headers);
    body = body.asReadOnlyBuffer();
  }

  static RawAnswer of(FullHttpResponse answer, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : READ) {
      String value = answer.headers().get(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    return new RawAnswer(answer.status().code(), headers, ByteBuffer.wrap(body));
  }

  /** A view of its own for each reader, so that none moves another's position. */
  @Override
  public ByteBuffer body() {
    return body.duplicate();
  }
}
