package org.mturkproxy.proxy.server;

/**
 * Why a request is answered before anybody looks at what it asks for. The legacy service's own
 * codes for these are not known; each takes the nearest one of {@code legacy-api.md} 7.2.
 *
 * <p>The HTTP status is 200 for what a legacy client can run into: rturk, Perl and Node read the
 * XML of no other status (clients.md R1.4). No legacy client sends another method or broken HTTP;
 * whoever does is a monitor or a scanner, and reads statuses.
 */
enum Refusal {
  METHOD_NOT_ALLOWED(
      405, "AWS.InvalidOperationParameter", "Only the HTTP methods GET and POST are supported."),
  URL_TOO_LARGE(
      200,
      "AWS.MechanicalTurk.InvalidParameterValue",
      "The URL of the request is too long. Send the parameters in the body of a POST."),
  BODY_TOO_LARGE(
      200, "AWS.MechanicalTurk.InvalidParameterValue", "The body of the request is too large."),
  HEADERS_TOO_LARGE(
      431, "AWS.MissingOperationParameter", "The HTTP headers of the request are too large."),
  UNREADABLE(400, "AWS.MissingOperationParameter", "The request is not readable as HTTP/1.1.");

  private final int status;
  private final String code;
  private final String message;

  Refusal(int status, String code, String message) {
    this.status = status;
    this.code = code;
    this.message = message;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String message() {
    return message;
  }
}
