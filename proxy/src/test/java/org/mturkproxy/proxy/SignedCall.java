package org.mturkproxy.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.mturkproxy.proxy.server.RawConnection;
import org.mturkproxy.translator.authentication.LegacySecret;

/** A legacy call as a client of its time makes it: classic signature, everything in the query. */
final class SignedCall {

  private static final String SERVICE = "AWSMechanicalTurkRequester";

  private SignedCall() {}

  /** The body of the answer; the parameters begin with an ampersand, if there are any. */
  static String answer(int port, String key, String secret, String operation, String parameters)
      throws IOException {
    try (RawConnection client = new RawConnection(port)) {
      return client.send(request(key, secret, operation, parameters)).answer()[1];
    }
  }

  /** Head, in lower case, and body of the answer; each header line ends in CR LF. */
  static String[] whole(
      int port, String key, String secret, String operation, String parameters, String headers)
      throws IOException {
    try (RawConnection client = new RawConnection(port)) {
      return client.send(request(key, secret, operation, parameters, headers)).answer();
    }
  }

  /** The bytes of the request. */
  static String request(String key, String secret, String operation, String parameters) {
    return request(key, secret, operation, parameters, "");
  }

  private static String request(
      String key, String secret, String operation, String parameters, String headers) {
    String timestamp = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    String signature = new LegacySecret(secret).sign(SERVICE + operation + timestamp);
    String query =
        "Service="
            + SERVICE
            + "&AWSAccessKeyId="
            + key
            + "&Version=2014-08-15&Operation="
            + operation
            + "&Signature="
            + URLEncoder.encode(signature, UTF_8)
            + "&Timestamp="
            + timestamp
            + parameters;
    return "GET /?" + query + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
  }
}
