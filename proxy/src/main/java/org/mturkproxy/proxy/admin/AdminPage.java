package org.mturkproxy.proxy.admin;

/**
 * What is shown to an operator.
 *
 * @param status the HTTP status
 * @param contentType the media type
 * @param text all of it
 */
public record AdminPage(int status, String contentType, String text) {

  /** Plain text. */
  public static AdminPage text(int status, String text) {
    return new AdminPage(status, "text/plain; charset=utf-8", text);
  }
}
