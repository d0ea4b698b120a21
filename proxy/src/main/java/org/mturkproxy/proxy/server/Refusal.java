package org.mturkproxy.proxy.server;

import org.mturkproxy.translator.error.LegacyError;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.exchange.Transport;

/**
 * Why a request is answered before anybody looks at what it asks for.
 *
 * <p>The HTTP status is 200 for what a legacy client can run into: rturk, Perl and Node read the
 * XML of no other status (clients.md R1.4). No legacy client sends another method or broken HTTP;
 * whoever does is a monitor or a scanner, and reads statuses. 503 means "try again" to all.
 */
enum Refusal {
  METHOD_NOT_ALLOWED(405),
  NO_SUCH_FILE(404),
  URL_TOO_LARGE(200),
  BODY_TOO_LARGE(200),
  HEADERS_TOO_LARGE(431),
  UNREADABLE(400),
  TOO_SLOW(408),
  NO_TUNNEL(403),
  ELSEWHERE(403),
  BUSY(503);

  private final int status;

  Refusal(int status) {
    this.status = status;
  }

  /** In SOAP the status that means "try again" is another one (clients.md S5). */
  int status(Transport transport) {
    return this == BUSY && transport == Transport.SOAP ? 500 : status;
  }

  LegacyError error() {
    return switch (this) {
      case METHOD_NOT_ALLOWED -> LegacyErrors.methodNotAllowed();
      case NO_SUCH_FILE ->
          LegacyErrors.unreadableHttp("there is no WSDL and no schema of that version or name");
      case URL_TOO_LARGE ->
          LegacyErrors.tooLarge("URL", " Send the parameters in the body of a POST.");
      case BODY_TOO_LARGE -> LegacyErrors.tooLarge("body", "");
      case HEADERS_TOO_LARGE -> LegacyErrors.unreadableHttp("its headers are too large");
      case BUSY -> LegacyErrors.serviceUnavailable();
      case TOO_SLOW -> LegacyErrors.unreadableHttp("it took too long to come");
      case NO_TUNNEL ->
          LegacyErrors.unreadableHttp(
              "CONNECT leads to the legacy hosts only, to port 443 where TLS is configured");
      case ELSEWHERE -> LegacyErrors.unreadableHttp("its URL leads to another host");
      case UNREADABLE -> LegacyErrors.unreadableHttp("it is not HTTP/1.1");
    };
  }
}
