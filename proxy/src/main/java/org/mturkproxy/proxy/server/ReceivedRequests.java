package org.mturkproxy.proxy.server;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AsciiString;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.mturkproxy.marketplace.sigv4.Header;
import org.mturkproxy.translator.exchange.ReceivedRequest;

/** Turns HTTP requests into what the translator reads. */
final class ReceivedRequests {

  private static final AsciiString SOAP_ACTION = AsciiString.cached("SOAPAction");

  private static final AsciiString MODERN_TARGET = AsciiString.cached("X-Amz-Target");
  private static final AsciiString DRY_RUN = AsciiString.cached("X-Mturk-Proxy-Dry-Run");

  private final Clock clock;

  ReceivedRequests(Clock clock) {
    this.clock = clock;
  }

  ReceivedRequest of(Channel channel, HttpRequest head, ByteBuffer body) {
    HttpHeaders headers = head.headers();
    RequestTarget target = RequestTarget.of(head.uri());
    return new ReceivedRequest(
        randomId(),
        clock.instant(),
        client(channel.remoteAddress()),
        head.method().name(),
        target.path(),
        target.authority().orElseGet(() -> headers.get(HttpHeaderNames.HOST, "")),
        headers.get(HttpHeaderNames.CONTENT_TYPE, ""),
        headers.get(SOAP_ACTION, ""),
        headers.get(HttpHeaderNames.USER_AGENT, ""),
        headers.get(MODERN_TARGET, ""),
        asked(headers.getAll(DRY_RUN)),
        body,
        channel.id().asLongText());
  }

  /** All header lines, in the order received. */
  static List<Header> lines(HttpHeaders headers) {
    return headers.entries().stream()
        .map(line -> new Header(line.getKey(), line.getValue()))
        .toList();
  }

  /** Whoever sends the header wants it, unless it says no: a typing error must not spend money. */
  private static boolean asked(List<String> values) {
    return values.stream().anyMatch(value -> !value.trim().equalsIgnoreCase("false"));
  }

  private static String client(SocketAddress address) {
    return address instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getHostAddress()
        : String.valueOf(address);
  }

  /** A version 4 UUID. It names a call and guards nothing, so the fast generator will do. */
  private static String randomId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & ~(3L << 62)) | (2L << 62);
    return new UUID(high, low).toString();
  }
}
