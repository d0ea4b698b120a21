package org.mturkproxy.proxy.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.translator.Translator;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.LegacyAnswer;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.exchange.Understood;

/**
 * What the tests of the server share: a clock that stands, limits, and a translator that echoes.
 */
final class Requests {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2016-05-04T10:20:30Z"), ZoneOffset.UTC);

  static final int MAX_URL = 300 * 1024;
  static final int MAX_BODY = 512 * 1024;
  static final ListenConfig LISTEN = new ListenConfig("127.0.0.1", 0, MAX_URL, MAX_BODY);

  /** Answers at once: method, target and body. */
  static final Translator ECHO = request -> CompletableFuture.completedStage(echoed(request));

  private Requests() {}

  static Exchange echoed(ReceivedRequest request) {
    return exchange(
        request, 200, request.method() + " " + request.target() + " " + text(request.body()));
  }

  static Exchange exchange(ReceivedRequest request, int status, String body) {
    ByteBuffer bytes = ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8));
    return new Exchange(
        request,
        Understood.NOTHING,
        List.of(),
        new LegacyAnswer(status, Optional.empty(), bytes),
        CLOCK.instant(),
        List.of());
  }

  static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }
}
