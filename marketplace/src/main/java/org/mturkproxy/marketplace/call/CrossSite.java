package org.mturkproxy.marketplace.call;

import java.util.List;
import java.util.Locale;
import org.mturkproxy.marketplace.http.HttpCall;
import org.mturkproxy.marketplace.sigv4.RequestHead;

/**
 * Keeps the web pages in a user's browser away from interfaces that need no signature. A browser
 * tells the page's {@code Origin} with every POST, and sends JSON to another site only after asking
 * that site (Fetch standard, CORS-safelisted request-header).
 */
public final class CrossSite {

  private CrossSite() {}

  /** Refuses what a web page sends. */
  public static void refusePages(HttpCall call) {
    refusePages(call.head());
  }

  /** The same, when only the head has arrived. */
  public static void refusePages(RequestHead head) {
    if (!head.values("origin").isEmpty()) {
      throw ApiException.framework(
          403, "AccessDeniedException", "Calls from web pages (with an Origin) are not accepted.");
    }
  }

  /** Refuses what is not declared to be JSON; parameters such as a charset do not matter. */
  public static void requireJson(HttpCall call) {
    List<String> types = call.head().values("content-type");
    if (types.size() != 1
        || !types
            .get(0)
            .split(";", -1)[0]
            .trim()
            .toLowerCase(Locale.ROOT)
            .equals("application/json")) {
      throw ApiException.framework(
          415, "UnsupportedMediaTypeException", "The Content-Type must be application/json.");
    }
  }
}
