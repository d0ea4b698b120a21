package org.mturkproxy.proxy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.config.ListenConfig;

/** All connections together hold no more bytes of requests than there is room for. */
class RequestRoomTest {

  private static final String HALF_A_BODY = "POST / HTTP/1.1\r\nContent-Length: 16\r\n\r\n12345678";

  private final RequestRoom room = new RequestRoom(26);

  @ParameterizedTest
  @CsvSource({"64, 1, 4, 8", "256, 1, 4, 32", "64, 6, 4, 12", "16, 1, 1, 2"})
  void isAnEighthOfTheHeapAndAtLeastTwoOfTheLargestRequests(
      int heap, int maxUrl, int maxBody, int expected) {
    int mib = 1024 * 1024;
    ListenConfig listen = new ListenConfig("127.0.0.1", 0, maxUrl * mib, maxBody * mib);
    RequestRoom.Share all = RequestRoom.within((long) heap * mib, listen).share();
    assertTrue(all.holds((long) expected * mib));
    assertFalse(all.holds((long) expected * mib + 1));
  }

  @Test
  void givesNoMoreThanThereIsAndTakesItBack() {
    RequestRoom.Share one = room.share();
    RequestRoom.Share other = room.share();
    assertTrue(one.holds(21));
    assertFalse(other.holds(6));
    assertTrue(other.holds(5));
    assertFalse(one.holds(22));
    one.release();
    assertTrue(other.holds(26));
    assertEquals(26, room.taken());
  }

  @Test
  void refusesTheBodyThatFindsNoRoomAndReadsItToItsEnd() {
    EmbeddedChannel first = channel();
    EmbeddedChannel second = channel();
    feed(first, HALF_A_BODY);
    feed(second, HALF_A_BODY);
    feed(first, "12345678");
    Arrival whole = first.readInbound();
    assertEquals(Optional.empty(), whole.refusal());
    feed(second, "12345678");
    Arrival refused = second.readInbound();
    assertEquals(Optional.of(Refusal.BUSY), refused.refusal());
    assertEquals(Afterwards.STAY_OPEN, refused.afterwards());
    assertEquals(0, refused.request().body().remaining());
    whole.room().release();
    feed(second, "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nA=b");
    assertEquals(Optional.empty(), second.<Arrival>readInbound().refusal());
    first.finishAndReleaseAll();
    second.finishAndReleaseAll();
  }

  /** A URL without an end is like a body without one. */
  @Test
  void refusesAHeadThatFindsNoRoom() {
    EmbeddedChannel channel = channel();
    feed(channel, "GET /1234567");
    assertEquals(12, room.taken());
    feed(channel, "890123456789012");
    Arrival refused = channel.readInbound();
    assertEquals(Optional.of(Refusal.BUSY), refused.refusal());
    assertEquals(Afterwards.CLOSE_UNREAD, refused.afterwards());
    feed(channel, "01234567890123456789");
    refused.room().release();
    assertEquals(0, room.taken());
    channel.finishAndReleaseAll();
  }

  @Test
  void hasItsRoomBackWhenAConnectionEnds() {
    EmbeddedChannel body = channel();
    EmbeddedChannel head = channel();
    feed(body, HALF_A_BODY);
    feed(head, "GET /1");
    assertEquals(9 + 6, room.taken());
    body.close();
    head.close();
    assertEquals(0, room.taken());
    body.finishAndReleaseAll();
    head.finishAndReleaseAll();
  }

  private EmbeddedChannel channel() {
    return new EmbeddedChannel(
        new StrictRequestDecoder(Requests.LISTEN, room, () -> false),
        new RequestReader(Requests.MAX_BODY, room, Requests.CLOCK));
  }

  private static void feed(EmbeddedChannel channel, String bytes) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.UTF_8));
  }
}
