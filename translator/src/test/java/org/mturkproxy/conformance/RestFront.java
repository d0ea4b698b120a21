package org.mturkproxy.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.mturkproxy.translator.LegacyTranslator;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ReceivedRequest;

/** A translator over an upstream that has an answer to everything, and a client of REST. */
final class RestFront {

  static final Instant NOW = Instant.parse("2016-05-04T10:20:30Z");

  private static final String KEY = "AKIDEXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  private RestFront() {}

  /** A call with these parameters, signed. */
  static Exchange call(String operation, Map<String, String> parameters) {
    return send(NOW, "POST", "/", signed(operation, parameters));
  }

  /** The form of such a call. */
  static String signed(String operation, Map<String, String> parameters) {
    String time = NOW.toString();
    String signature =
        new LegacySecret(SECRET).sign("AWSMechanicalTurkRequester" + operation + time);
    String common =
        "Service=AWSMechanicalTurkRequester&AWSAccessKeyId=%s&Version=2014-08-15&Operation=%s"
            .formatted(KEY, operation);
    String more =
        parameters.entrySet().stream()
            .map(each -> "&" + each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
            .collect(joining());
    return common
        + more
        + "&Timestamp="
        + URLEncoder.encode(time, UTF_8)
        + "&Signature="
        + URLEncoder.encode(signature, UTF_8);
  }

  static Exchange send(Instant at, String method, String target, String body) {
    Requester requester =
        new Requester(KEY, new LegacySecret(SECRET), new EverythingUpstream(), false);
    LegacyTranslator translator =
        new LegacyTranslator(
            id -> Optional.of(requester).filter(r -> r.accessKeyId().equals(id)),
            Clock.fixed(at, ZoneOffset.UTC),
            (requestId, fault) -> {
              throw new AssertionError("a fault of the proxy", fault);
            });
    ReceivedRequest request =
        new ReceivedRequest(
            "71199738-0000-4000-8000-000000000042",
            at,
            "127.0.0.1",
            method,
            target,
            "mechanicalturk.amazonaws.com",
            "application/x-www-form-urlencoded",
            "",
            "test",
            ByteBuffer.wrap(body.getBytes(UTF_8)));
    return translator.answer(request).toCompletableFuture().join();
  }
}
