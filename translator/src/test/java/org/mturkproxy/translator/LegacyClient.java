package org.mturkproxy.translator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.execution.Pauses;
import org.mturkproxy.translator.modern.Upstream;

/** A legacy client in front of a translator, at 2016-05-04T10:20:30Z: signs, asks, and waits. */
final class LegacyClient {

  static final String KEY = "AKIDEXAMPLE";
  static final String SECRET = "0123456789abcdefghijABCDEFGHIJ0123456789";
  static final Instant NOW = Instant.parse("2016-05-04T10:20:30Z");
  static final String REQUEST_ID = "71199738-0000-4000-8000-000000000042";
  static final String TOKEN = "5f0c2b0e-6a53-4a1e-8d7b-0d6f7e6a9c11";

  private final Translator translator;
  private final Clock clock;

  LegacyClient(Upstream upstream) {
    this(upstream, Clock.fixed(NOW, ZoneOffset.UTC), SECRET);
  }

  LegacyClient(Upstream upstream, Clock clock, String secret) {
    this(
        List.of(new Requester(KEY, new LegacySecret(secret), upstream, false)),
        clock,
        time -> CompletableFuture.completedFuture(null),
        LegacyTranslator.Options.DEFAULT);
  }

  LegacyClient(
      List<Requester> requesters, Clock clock, Pauses pauses, LegacyTranslator.Options options) {
    this.clock = clock;
    translator =
        new LegacyTranslator(
            id -> requesters.stream().filter(r -> r.accessKeyId().equals(id)).findFirst(),
            clock,
            (requestId, fault) -> {},
            () -> TOKEN,
            pauses,
            options);
  }

  /** Signs the parameters classically and sends them by GET. */
  Exchange call(String operation, String parameters) {
    return get(signed(operation) + (parameters.isEmpty() ? "" : "&" + parameters));
  }

  /** The same at the time that the clock shows, without waiting for the answer. */
  CompletableFuture<Exchange> begin(String key, String operation, String parameters) {
    String query = signed(operation).replace(KEY, key) + "&" + parameters;
    return translator
        .answer(request(clock.instant(), "GET", "/?" + query, new byte[0]))
        .toCompletableFuture();
  }

  /** The same, signed at that time, years from now. */
  CompletableFuture<Exchange> beginAt(Instant time, String operation, String parameters) {
    String query = signed(operation, time) + "&" + parameters;
    return translator.answer(request(time, "GET", "/?" + query, new byte[0])).toCompletableFuture();
  }

  /** The common parameters of a call, with its signature. */
  static String signed(String operation) {
    return signed(operation, NOW);
  }

  private static String signed(String operation, Instant time) {
    String timestamp = time.toString();
    String signature =
        new LegacySecret(SECRET).sign("AWSMechanicalTurkRequester" + operation + timestamp);
    return "Service=AWSMechanicalTurkRequester&AWSAccessKeyId="
        + KEY
        + "&Version=2014-08-15&Operation="
        + operation
        + "&Signature="
        + encoded(signature)
        + "&Timestamp="
        + encoded(timestamp);
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8);
  }

  Exchange get(String query) {
    return send("GET", "/?" + query, "");
  }

  Exchange send(String method, String target, String body) {
    return send(method, target, body.getBytes(UTF_8));
  }

  Exchange send(String method, String target, byte[] body) {
    return send(NOW, method, target, body);
  }

  /** Sends a request that comes in at another time. */
  Exchange send(Instant receivedAt, String method, String target, String body) {
    return send(receivedAt, method, target, body.getBytes(UTF_8));
  }

  private Exchange send(Instant receivedAt, String method, String target, byte[] body) {
    ReceivedRequest request = request(receivedAt, method, target, body);
    return translator.answer(request).toCompletableFuture().join();
  }

  private static ReceivedRequest request(
      Instant receivedAt, String method, String target, byte[] body) {
    return new ReceivedRequest(
        REQUEST_ID,
        receivedAt,
        "127.0.0.1",
        method,
        target,
        "mechanicalturk.amazonaws.com",
        "application/x-www-form-urlencoded",
        "",
        "test",
        ByteBuffer.wrap(body));
  }
}
