package org.mturkproxy.translator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.errand.Errands;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.modern.Upstream;

/** A legacy client in front of a translator, at 2016-05-04T10:20:30Z: signs, asks, and waits. */
final class LegacyClient {

  static final String KEY = "AKIDEXAMPLE";
  static final String SECRET = "0123456789abcdefghijABCDEFGHIJ0123456789";
  static final Instant NOW = Instant.parse("2016-05-04T10:20:30Z");
  static final String REQUEST_ID = "71199738-0000-4000-8000-000000000042";
  static final String TOKEN = "5f0c2b0e-6a53-4a1e-8d7b-0d6f7e6a9c11";

  private final LegacyTranslator translator;

  /** The pauses that were made, none of which took any time. */
  final List<Duration> pauses = new CopyOnWriteArrayList<>();

  LegacyClient(Upstream upstream) {
    this(upstream, Clock.fixed(NOW, ZoneOffset.UTC), SECRET);
  }

  LegacyClient(Upstream upstream, Errands errands) {
    this(upstream, Clock.fixed(NOW, ZoneOffset.UTC), SECRET, errands, () -> TOKEN);
  }

  LegacyClient(Upstream upstream, Supplier<String> tokens) {
    this(upstream, Clock.fixed(NOW, ZoneOffset.UTC), SECRET, new KeptErrands(), tokens);
  }

  LegacyClient(Upstream upstream, Clock clock, String secret) {
    this(upstream, clock, secret, new KeptErrands(), () -> TOKEN);
  }

  private LegacyClient(
      Upstream upstream, Clock clock, String secret, Errands errands, Supplier<String> tokens) {
    Requester requester = new Requester(KEY, new LegacySecret(secret), upstream, false);
    translator =
        new LegacyTranslator(
            id -> Optional.of(requester).filter(r -> r.accessKeyId().equals(id)),
            clock,
            (requestId, fault) -> {},
            errands,
            tokens,
            time -> {
              pauses.add(time);
              return CompletableFuture.completedFuture(null);
            });
  }

  LegacyTranslator translator() {
    return translator;
  }

  /** Signs the parameters classically and sends them by GET. */
  Exchange call(String operation, String parameters) {
    return get(signed(operation) + (parameters.isEmpty() ? "" : "&" + parameters));
  }

  /** The common parameters of a call, with its signature. */
  static String signed(String operation) {
    String timestamp = NOW.toString();
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
    return begin(receivedAt, method, target, body).join();
  }

  /** Sends a call by POST, and does not wait. */
  CompletableFuture<Exchange> begin(String operation, String parameters) {
    return begin(NOW, "POST", "/", (signed(operation) + "&" + parameters).getBytes(UTF_8));
  }

  private CompletableFuture<Exchange> begin(
      Instant receivedAt, String method, String target, byte[] body) {
    ReceivedRequest request =
        new ReceivedRequest(
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
    return translator.answer(request).toCompletableFuture();
  }
}
