package org.mturkproxy.proxy.admin;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an operator's program asks for. */
public final class AdminRequest {

  private final String path;
  private final Map<String, List<String>> query;
  private final HttpHeaders headers;

  private AdminRequest(String path, Map<String, List<String>> query, HttpHeaders headers) {
    this.path = path;
    this.query = query;
    this.headers = headers;
  }

  /**
   * Reads a request target.
   *
   * @throws IllegalArgumentException if its percent-encoding is broken
   */
  static AdminRequest of(String target, HttpHeaders headers) {
    QueryStringDecoder decoder = new QueryStringDecoder(target);
    return new AdminRequest(decoder.path(), decoder.parameters(), headers);
  }

  /** The path, decoded. */
  public String path() {
    return path;
  }

  /** The first value of a parameter of the query string; nothing if it is empty. */
  public Optional<String> parameter(String name) {
    return query.getOrDefault(name, List.of()).stream()
        .findFirst()
        .filter(value -> !value.isEmpty());
  }

  /** The first value of a header line. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
