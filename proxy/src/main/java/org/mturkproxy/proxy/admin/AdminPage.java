package org.mturkproxy.proxy.admin;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is shown to an operator.
 *
 * @param status the HTTP status
 * @param contentType the media type
 * @param text all of it
 * @param headers header lines that take the place of the usual ones, or stand beside them
 */
public record AdminPage(int status, String contentType, String text, Map<String, String> headers)
    implements AdminAnswer {

  public AdminPage {
    headers = Map.copyOf(headers);
  }

  public AdminPage(int status, String contentType, String text) {
    this(status, contentType, text, Map.of());
  }

  /** Plain text. */
  public static AdminPage text(int status, String text) {
    return new AdminPage(status, "text/plain; charset=utf-8", text);
  }

  /** JSON that is written already. */
  public static AdminPage json(int status, String json) {
    return new AdminPage(status, "application/json", json);
  }

  /** The same with one more header line. */
  public AdminPage with(String name, String value) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put(name, value);
    return new AdminPage(status, contentType, text, all);
  }
}
