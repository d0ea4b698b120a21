package org.mturkproxy.proxy.page;

import java.util.Optional;
import org.mturkproxy.proxy.admin.AdminRequest;
import org.mturkproxy.proxy.traffic.CallId;
import org.mturkproxy.proxy.traffic.CallSearch;

/**
 * Which calls the page wants to list.
 *
 * @param before the last one that it has
 * @param limit how many
 */
record CallQuery(CallSearch filter, Optional<CallId> before, int limit) {

  private static final int USUAL = 100;
  private static final int MOST = 200;

  /** Reads it; nothing if it makes no sense. */
  static Optional<CallQuery> of(AdminRequest request) {
    Optional<String> before = request.parameter("before");
    Optional<CallId> id = before.flatMap(CallId::parse);
    int limit = request.parameter("limit").map(CallQuery::number).orElse(USUAL);
    if (before.isPresent() != id.isPresent() || limit < 1 || limit > MOST) {
      return Optional.empty();
    }
    return Optional.of(
        new CallQuery(
            new CallSearch(
                request.parameter("caller"),
                request.parameter("transport"),
                request.parameter("operation"),
                request.parameter("outcome"),
                request.parameter("text")),
            id,
            limit));
  }

  private static int number(String text) {
    return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
  }
}
