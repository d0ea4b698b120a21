package org.mturkproxy.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;

/** One large answer after the other; small ones need not wait. */
class LargeAnswerGateTest {

  private final LargeAnswers places = new LargeAnswers(1);
  private final EmbeddedChannel first = new EmbeddedChannel(new LargeAnswerGate(places));
  private final EmbeddedChannel second = new EmbeddedChannel(new LargeAnswerGate(places));

  @Test
  void aLargeAnswerWaitsForTheOneBeforeAndLosesNothing() {
    beginLarge(first);
    beginLarge(second);
    assertEquals(1 + 2, passed(first));
    assertEquals(1 + 1, passed(second));
    assertFalse(second.config().isAutoRead());

    end(first);
    second.runPendingTasks();
    assertEquals(1, passed(first));
    assertEquals(1, passed(second));
    assertTrue(second.config().isAutoRead());
    end(second);
    assertEquals(1, passed(second));
  }

  @Test
  void aSmallAnswerDoesNotWait() {
    beginLarge(first);
    second.writeInbound(head());
    end(second);
    assertEquals(2, passed(second));
    finish();
  }

  @Test
  void aConnectionThatEndsGivesItsPlaceOn() {
    beginLarge(first);
    beginLarge(second);
    passed(first);
    passed(second);
    first.close();
    second.runPendingTasks();
    assertEquals(1, passed(second));
    finish();
  }

  /** LeakCheck looks whether what was held is let go. */
  @Test
  void aConnectionThatEndsWhileItWaitsTakesNoPlace() {
    beginLarge(first);
    beginLarge(second);
    second.close();
    end(first);
    assertTrue(places.enter(() -> {}));
    finish();
  }

  private static void beginLarge(EmbeddedChannel channel) {
    channel.writeInbound(head());
    channel.writeInbound(new DefaultHttpContent(Unpooled.buffer().writeZero(LargeAnswers.LARGE)));
    channel.writeInbound(new DefaultHttpContent(Unpooled.buffer().writeZero(1)));
  }

  private static void end(EmbeddedChannel channel) {
    channel.writeInbound(new DefaultLastHttpContent());
  }

  private static DefaultHttpResponse head() {
    return new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
  }

  private static int passed(EmbeddedChannel channel) {
    int parts = 0;
    for (Object part = channel.readInbound(); part != null; part = channel.readInbound()) {
      parts++;
      if (part instanceof HttpContent content) {
        content.release();
      }
    }
    return parts;
  }

  private void finish() {
    first.finishAndReleaseAll();
    second.finishAndReleaseAll();
  }
}
