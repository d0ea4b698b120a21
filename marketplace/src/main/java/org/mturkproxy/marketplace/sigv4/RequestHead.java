package org.mturkproxy.marketplace.sigv4;

import java.util.ArrayList;
import java.util.List;

/**
 * What the signature covers besides the body, exactly as it stood on the wire.
 *
 * @param method such as {@code POST}
 * @param path the request target up to the question mark, still percent-encoded
 * @param query the part after the question mark, still percent-encoded; empty if there was none
 * @param headers every header line, in the order received
 */
public record RequestHead(String method, String path, String query, List<Header> headers) {

  public RequestHead {
    headers = List.copyOf(headers);
  }

  /** The values of a header, in the order received. */
  public List<String> values(String name) {
    List<String> values = new ArrayList<>(1);
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase(name)) {
        values.add(header.value());
      }
    }
    return List.copyOf(values);
  }
}
