package org.mturkproxy.proxy.page;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What the page says of the proxy as a whole.
 *
 * @param state {@code starting}, {@code ready} or {@code stopping}
 * @param environment the word for what is called
 * @param production whether real money is behind it
 * @param legacyUrl where legacy clients connect
 * @param tlsUrl the same with TLS
 */
public record PageStatus(
    String state,
    String environment,
    boolean production,
    Optional<String> legacyUrl,
    Optional<String> tlsUrl) {

  public PageStatus {
    requireNonNull(state, "state");
    requireNonNull(environment, "environment");
    requireNonNull(legacyUrl, "legacyUrl");
    requireNonNull(tlsUrl, "tlsUrl");
  }
}
