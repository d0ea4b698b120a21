package org.mturkproxy.proxy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.translator.exchange.ReceivedRequest;

/** From bytes to whole requests. Every message is fed whole, and again byte by byte. */
class RequestReadingTest {

  private static final int LIMIT = 10;
  private static final RequestRoom ROOM = new RequestRoom(Long.MAX_VALUE / 2);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "GET / HTTP/1.1~Host: h~~ | GET | / | '' | STAY_OPEN",
        "GET /?A=b%20c+d HTTP/1.1~Host: h~~ | GET | /?A=b%20c+d | '' | STAY_OPEN",
        "GET /onca/xml?A=b HTTP/1.1~Host: h~~ | GET | /onca/xml?A=b | '' | STAY_OPEN",
        "POST / HTTP/1.1~Host: h~Content-Length: 3~~A=b | POST | / | A=b | STAY_OPEN",
        "POST / HTTP/1.1~Host: h~Content-Length: 10~~0123456789 | POST | / | 0123456789 | STAY_OPEN",
        "POST / HTTP/1.1~Host: h~Content-Length: 0~~ | POST | / | '' | STAY_OPEN",
        "POST / HTTP/1.1~Host: h~~ | POST | / | '' | STAY_OPEN",
        "POST / HTTP/1.1~Host: h~Transfer-Encoding: chunked~~2~A=~1~b~0~~ | POST | / | A=b | STAY_OPEN",
        "POST / HTTP/1.1~Host: h~Transfer-Encoding: chunked~~0~~ | POST | / | '' | STAY_OPEN",
        "GET / HTTP/1.1~Host: h~Connection: close~~ | GET | / | '' | CLOSE",
        "POST / HTTP/1.1~Host: h~Transfer-Encoding: Chunked~~3;x=y~A=b~0~~ | POST | / | A=b | STAY_OPEN",
        "POST / HTTP/1.1~Host: h~Content-Length: 4~~~ b | POST | / | '~ b' | STAY_OPEN",
        "~~GET / HTTP/1.1~Host: h~~ | GET | / | '' | STAY_OPEN",
        "GET http://mechanicalturk.amazonaws.com/?A=b HTTP/1.1~Host: h~~ | GET | /?A=b | '' | STAY_OPEN",
        "GET HTTP://MechanicalTurk.Sandbox.amazonaws.com:80?A=b HTTP/1.1~Host: h~~ | GET | /?A=b | '' | STAY_OPEN",
        "POST https://mechanicalturk.amazonaws.com HTTP/1.1~Content-Length: 1~~x | POST | / | x | STAY_OPEN",
        "GET http://127.0.0.1:8080/x HTTP/1.1~Host: h~~ | GET | /x | '' | STAY_OPEN",
        "GET http://localhost/x HTTP/1.1~Host: h~~ | GET | /x | '' | STAY_OPEN",
        "GET / HTTP/1.1~Host: h~Connection: TE, close~TE: deflate~~ | GET | / | '' | CLOSE",
        "GET / HTTP/1.0~~ | GET | / | '' | CLOSE",
        "GET / HTTP/1.0~Connection: keep-alive~~ | GET | / | '' | STAY_OPEN_AND_SAY_SO",
        "POST / HTTP/1.0~Content-Length: 3~~A=b | POST | / | A=b | CLOSE",
      })
  void readsARequest(String wire, String method, String target, String body, Afterwards then) {
    for (EmbeddedChannel channel : fedWholeAndByteByByte(wire)) {
      Arrival arrival = channel.readInbound();
      assertEquals(Optional.empty(), arrival.refusal());
      assertEquals(method, arrival.request().method());
      assertEquals(target, arrival.request().target());
      assertEquals(wire(body), Requests.text(arrival.request().body()));
      assertEquals(then, arrival.afterwards());
      assertNothingMore(channel);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT / HTTP/1.1~Host: h~Content-Length: 1~~x | METHOD_NOT_ALLOWED | STAY_OPEN",
        "HEAD / HTTP/1.1~Host: h~~ | METHOD_NOT_ALLOWED | STAY_OPEN",
        "DELETE / HTTP/1.1~Host: h~Connection: close~~ | METHOD_NOT_ALLOWED | CLOSE",
        "get / HTTP/1.1~Host: h~~ | METHOD_NOT_ALLOWED | STAY_OPEN",
        "POST / HTTP/1.1~Host: h~Content-Length: 11~~0123456789x | BODY_TOO_LARGE | STAY_OPEN",
        "POST / HTTP/1.1~Host: h~Transfer-Encoding: chunked~~b~0123456789x~0~~ | BODY_TOO_LARGE | STAY_OPEN",
        "POST / HTTP/1.1~Content-Length: 99999999999~~ | BODY_TOO_LARGE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Content-Length: 11~Expect: 100-continue~~ | BODY_TOO_LARGE | CLOSE_UNREAD",
        "nonsense~~ | UNREADABLE | CLOSE_UNREAD",
        "GET / HTTP/1.1~no colon~~ | UNREADABLE | CLOSE_UNREAD",
        "GET / HTTP/1.1~Content-Length : 3~~A=b | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Content-Length: 3~Content-Length: 4~~A=b | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Content-Length: +3~~A=b | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Content-Length: 3~Transfer-Encoding: chunked~~0~~ | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Transfer-Encoding: chunked~~nohex~A=b~0~~ | UNREADABLE | CLOSE_UNREAD",
        // Where a body ends (RFC 9112 section 6.3): whoever reads it otherwise sees another
        // request.
        "POST / HTTP/1.1~Content-Length: 3~Content-Length: 3~~A=b | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Content-Length: 3, 3~~A=b | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Content-Length: -3~~A=b | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Content-Length: 0x3~~A=b | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Content-Length:~~A=b | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Transfer-Encoding: chunked~Content-Length: 3~~0~~ | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Transfer-Encoding: chunked, gzip~~0~~ | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Transfer-Encoding: gzip, chunked~~0~~ | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Transfer-Encoding: gzip~~0~~ | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Transfer-Encoding: identity~~0~~ | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Transfer-Encoding: xchunked~~0~~ | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Transfer-Encoding:~~0~~ | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~0~~ | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Transfer-Encoding : chunked~~0~~ | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.0~Transfer-Encoding: chunked~~0~~ | UNREADABLE | CLOSE_UNREAD",
        // Chunk sizes
        "POST / HTTP/1.1~Transfer-Encoding: chunked~~0x3~A=b~0~~ | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Transfer-Encoding: chunked~~-3~A=b~0~~ | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Transfer-Encoding: chunked~~+3~A=b~0~~ | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Transfer-Encoding: chunked~~fffffffff~A=b~0~~ | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Transfer-Encoding: chunked~~3~A=bc~0~~ | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Transfer-Encoding: chunked~~3¶A=b~0~~ | UNREADABLE | CLOSE_UNREAD",
        // Lines and characters
        "GET / HTTP/1.1¶Host: h¶¶ | UNREADABLE | CLOSE_UNREAD",
        "GET / HTTP/1.1~Host: h¶X: y~~ | UNREADABLE | CLOSE_UNREAD",
        "GET / HTTP/1.1~X: a␀b~~ | UNREADABLE | CLOSE_UNREAD",
        "GET / HTTP/1.1~X␀: b~~ | UNREADABLE | CLOSE_UNREAD",
        "GET /␀ HTTP/1.1~~ | UNREADABLE | CLOSE_UNREAD",
        "GET / HTTP/1.1~X: a␍b~~ | UNREADABLE | CLOSE_UNREAD",
        "GET / HTTP/1.1~X: a~ b~~ | UNREADABLE | CLOSE_UNREAD",
        "GET / HTTP/1.1~X: a~␉b~~ | UNREADABLE | CLOSE_UNREAD",
        "GET / HTTP/1.1~ X: a~~ | UNREADABLE | CLOSE_UNREAD",
        "POST / HTTP/1.1~Content-Length:~ 3~~A=b | UNREADABLE | CLOSE_UNREAD",
        "GET / HTTP/1.1~X Y: a~~ | UNREADABLE | CLOSE_UNREAD",
        "GET / HTTP/1.1~: a~~ | UNREADABLE | CLOSE_UNREAD",
        "GET / HTTP/2.0~~ | UNREADABLE | CLOSE_UNREAD",
        "GET / HTTP/1.1 x~~ | UNREADABLE | CLOSE_UNREAD",
        "GET /a b HTTP/1.1~~ | UNREADABLE | CLOSE_UNREAD",
        "GET / HTTP/1.1~Host: a~Host: a~~ | UNREADABLE | CLOSE_UNREAD",
        // Whose URL it is
        "GET http://example.com/ HTTP/1.1~~ | ELSEWHERE | STAY_OPEN",
        "GET http://mechanicalturk.amazonaws.com.example.com/ HTTP/1.1~~ | ELSEWHERE | STAY_OPEN",
        "GET https://example.com:443/?A=b HTTP/1.1~~ | ELSEWHERE | STAY_OPEN",
        "CONNECT example.com:443 HTTP/1.1~~ | NO_TUNNEL | STAY_OPEN",
      })
  void refusesARequest(String wire, Refusal refusal, Afterwards then) {
    for (EmbeddedChannel channel : fedWholeAndByteByByte(wire)) {
      Arrival arrival = channel.readInbound();
      assertEquals(Optional.of(refusal), arrival.refusal());
      assertEquals(then, arrival.afterwards());
      assertNothingMore(channel);
    }
  }

  @Test
  void keepsNothingOfABodyThatIsTooLarge() {
    for (EmbeddedChannel channel :
        fedWholeAndByteByByte("POST / HTTP/1.1~Content-Length: 11~~0123456789x")) {
      assertEquals(0, channel.<Arrival>readInbound().request().body().remaining());
      assertNothingMore(channel);
    }
  }

  @Test
  void refusesALongerUrlThanAllowed() {
    EmbeddedChannel channel = channel();
    feed(channel, "GET /?" + "a".repeat(Requests.MAX_URL + 100) + " HTTP/1.1\r\n\r\n");
    Arrival arrival = channel.readInbound();
    assertEquals(Optional.of(Refusal.URL_TOO_LARGE), arrival.refusal());
    assertEquals(Afterwards.CLOSE_UNREAD, arrival.afterwards());
    assertNothingMore(channel);
  }

  @Test
  void refusesMoreHeadersThanAllowed() {
    EmbeddedChannel channel = channel();
    feed(channel, "GET / HTTP/1.1\r\nX: " + "a".repeat(40 * 1024) + "\r\n\r\n");
    assertEquals(Optional.of(Refusal.HEADERS_TOO_LARGE), channel.<Arrival>readInbound().refusal());
    assertNothingMore(channel);
  }

  @Test
  void keepsTheHeadersThatTheTranslatorAndTheLogRead() {
    String wire =
        "POST / HTTP/1.1~Host: mturk.example:8080~User-Agent: Boto/2.49.0~"
            + "Content-Type: text/xml; charset=utf-8~Soapaction: \"http://soap.amazon.com\"~"
            + "Content-Length: 0~~";
    for (EmbeddedChannel channel : fedWholeAndByteByByte(wire)) {
      ReceivedRequest request = channel.<Arrival>readInbound().request();
      assertEquals("mturk.example:8080", request.host());
      assertEquals("Boto/2.49.0", request.userAgent());
      assertEquals("text/xml; charset=utf-8", request.contentType());
      assertEquals("\"http://soap.amazon.com\"", request.soapAction());
      assertEquals(Requests.CLOCK.instant(), request.receivedAt());
      assertNothingMore(channel);
    }
  }

  @Test
  void givesEachRequestAnIdOfItsOwn() {
    EmbeddedChannel first = channel();
    EmbeddedChannel second = channel();
    feed(first, "GET / HTTP/1.1\r\n\r\n");
    feed(second, "GET / HTTP/1.1\r\n\r\n");
    String one = first.<Arrival>readInbound().request().requestId();
    String other = second.<Arrival>readInbound().request().requestId();
    String version4 = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
    assertTrue(one.matches(version4), one);
    assertTrue(other.matches(version4), other);
    assertTrue(!one.equals(other));
    assertNothingMore(first);
    assertNothingMore(second);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "POST / HTTP/1.1~Content-Length: 3~Expect: 100-continue~~ | HTTP/1.1 100 Continue~~",
        "POST / HTTP/1.1~Transfer-Encoding: chunked~Expect: 100-Continue~~ | HTTP/1.1 100 Continue~~",
        "POST / HTTP/1.1~Content-Length: 11~Expect: 100-continue~~ | ''",
        "POST / HTTP/1.0~Content-Length: 3~Expect: 100-continue~~ | ''",
        "POST / HTTP/1.1~Content-Length: 3~~ | ''",
      })
  void asksForABodyThatWaitsToBeAskedFor(String head, String answer) {
    for (EmbeddedChannel channel : fedWholeAndByteByByte(head)) {
      StringBuilder written = new StringBuilder();
      for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
        written.append(part.toString(StandardCharsets.US_ASCII));
        part.release();
      }
      assertEquals(wire(answer), written.toString());
      channel.finishAndReleaseAll();
    }
  }

  private static EmbeddedChannel[] fedWholeAndByteByByte(String shorthand) {
    EmbeddedChannel whole = channel();
    feed(whole, wire(shorthand));
    EmbeddedChannel slow = channel();
    wire(shorthand).chars().forEach(c -> feed(slow, Character.toString(c)));
    return new EmbeddedChannel[] {whole, slow};
  }

  private static EmbeddedChannel channel() {
    return new EmbeddedChannel(
        new StrictRequestDecoder(Requests.LISTEN, ROOM, () -> false),
        new io.netty.handler.codec.http.HttpResponseEncoder(),
        new ContinueHandler(LIMIT),
        new RequestReader(LIMIT, ROOM, Requests.CLOCK));
  }

  private static void feed(EmbeddedChannel channel, String bytes) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.UTF_8));
  }

  /** Lines are written with ~ for their end, and what cannot be seen with a sign for it. */
  private static String wire(String shorthand) {
    return shorthand
        .replace("~", "\r\n")
        .replace('¶', '\n')
        .replace('␀', '\0')
        .replace('␍', '\r')
        .replace('␉', '\t');
  }

  private static void assertNothingMore(EmbeddedChannel channel) {
    assertNull(channel.readInbound());
    channel.finishAndReleaseAll();
  }
}
