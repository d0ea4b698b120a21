package org.mturkproxy.translator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.errand.Errands;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.exchange.Transport;
import org.mturkproxy.translator.execution.Pauses;
import org.mturkproxy.translator.modern.Upstream;

/** A legacy client in front of a translator, at 2016-05-04T10:20:30Z: signs, asks, and waits. */
final class LegacyClient {

  static final String KEY = "AKIDEXAMPLE";
  static final String SECRET = "0123456789abcdefghijABCDEFGHIJ0123456789";
  static final Instant NOW = Instant.parse("2016-05-04T10:20:30Z");
  static final String REQUEST_ID = "71199738-0000-4000-8000-000000000042";
  static final String TOKEN = "5f0c2b0e-6a53-4a1e-8d7b-0d6f7e6a9c11";

  private static final Clock FIXED = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String XML = "text/xml; charset=utf-8";
  private static final String ACTION = "\"http://soap.amazon.com\"";

  private final LegacyTranslator translator;
  private final Clock clock;
  private Transport transport = Transport.REST;

  /** The pauses that were made, none of which took any time. */
  final List<Duration> pauses = new CopyOnWriteArrayList<>();

  LegacyClient(Upstream upstream) {
    this(upstream, FIXED, SECRET);
  }

  LegacyClient(Upstream upstream, Errands errands) {
    this(requester(upstream, SECRET), FIXED, errands, () -> TOKEN);
  }

  LegacyClient(Upstream upstream, Supplier<String> tokens) {
    this(requester(upstream, SECRET), FIXED, new KeptErrands(), tokens);
  }

  LegacyClient(Upstream upstream, Clock clock, String secret) {
    this(requester(upstream, secret), clock, new KeptErrands(), () -> TOKEN);
  }

  private LegacyClient(
      List<Requester> requesters, Clock clock, Errands errands, Supplier<String> tokens) {
    this.clock = clock;
    translator =
        translator(
            requesters,
            clock,
            errands,
            tokens,
            time -> {
              pauses.add(time);
              return CompletableFuture.completedFuture(null);
            },
            LegacyTranslator.Options.DEFAULT);
  }

  LegacyClient(
      List<Requester> requesters, Clock clock, Pauses pauses, LegacyTranslator.Options options) {
    this.clock = clock;
    translator = translator(requesters, clock, new KeptErrands(), () -> TOKEN, pauses, options);
  }

  private static List<Requester> requester(Upstream upstream, String secret) {
    return List.of(new Requester(KEY, new LegacySecret(secret), upstream, false));
  }

  private static LegacyTranslator translator(
      List<Requester> requesters,
      Clock clock,
      Errands errands,
      Supplier<String> tokens,
      Pauses pauses,
      LegacyTranslator.Options options) {
    return new LegacyTranslator(
        id -> requesters.stream().filter(r -> r.accessKeyId().equals(id)).findFirst(),
        clock,
        (requestId, fault) -> {},
        errands,
        tokens,
        pauses,
        options);
  }

  LegacyTranslator translator() {
    return translator;
  }

  /** Makes its calls in REST or in SOAP. */
  LegacyClient over(Transport other) {
    transport = other;
    return this;
  }

  /** Signs the parameters classically and sends them: by GET, or in a SOAP envelope. */
  Exchange call(String operation, String parameters) {
    if (transport == Transport.SOAP) {
      return soap(SoapMessage.of(operation).like(parameters).xml());
    }
    return get(signed(operation) + (parameters.isEmpty() ? "" : "&" + parameters));
  }

  /** The same at the time that the clock shows, without waiting for the answer. */
  CompletableFuture<Exchange> begin(String key, String operation, String parameters) {
    String query = signed(operation).replace(KEY, key) + "&" + parameters;
    return translator.answer(plain(clock.instant(), query)).toCompletableFuture();
  }

  /** The same, signed at that time, years from now. */
  CompletableFuture<Exchange> beginAt(Instant time, String operation, String parameters) {
    String query = signed(operation, time) + "&" + parameters;
    return translator.answer(plain(time, query)).toCompletableFuture();
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

  /** Sends a SOAP document. */
  Exchange soap(String xml) {
    return soap(xml.getBytes(UTF_8));
  }

  Exchange soap(byte[] xml) {
    return soap(XML, ACTION, xml);
  }

  Exchange soap(String contentType, String soapAction, byte[] body) {
    return send(NOW, "POST", "/?Service=AWSMechanicalTurkRequester", contentType, soapAction, body);
  }

  private Exchange send(Instant receivedAt, String method, String target, byte[] body) {
    return send(receivedAt, method, target, FORM, "", body);
  }

  /** Sends a call by POST, and does not wait. */
  CompletableFuture<Exchange> begin(String operation, String parameters) {
    if (transport == Transport.SOAP) {
      byte[] xml = SoapMessage.of(operation).like(parameters).xml().getBytes(UTF_8);
      return translator.answer(request(NOW, "POST", "/", XML, ACTION, xml)).toCompletableFuture();
    }
    byte[] body = (signed(operation) + "&" + parameters).getBytes(UTF_8);
    return translator.answer(request(NOW, "POST", "/", FORM, "", body)).toCompletableFuture();
  }

  /** Sends a request whose every part counts. */
  Exchange send(
      Instant receivedAt,
      String method,
      String target,
      String contentType,
      String soapAction,
      byte[] body) {
    ReceivedRequest request = request(receivedAt, method, target, contentType, soapAction, body);
    return translator.answer(request).toCompletableFuture().join();
  }

  private static ReceivedRequest plain(Instant receivedAt, String query) {
    return request(receivedAt, "GET", "/?" + query, FORM, "", new byte[0]);
  }

  private static ReceivedRequest request(
      Instant receivedAt,
      String method,
      String target,
      String contentType,
      String soapAction,
      byte[] body) {
    return new ReceivedRequest(
        REQUEST_ID,
        receivedAt,
        "127.0.0.1",
        method,
        target,
        "mechanicalturk.amazonaws.com",
        contentType,
        soapAction,
        "test",
        ByteBuffer.wrap(body));
  }
}
