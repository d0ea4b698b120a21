package org.mturkproxy.marketplace.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;

/**
 * Stands before the aggregator and takes room for every part of a request before it is kept.
 * Without room the client gets 503 and the connection ends. One instance per connection.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class RequestIntake extends ChannelInboundHandlerAdapter {

  /** About what a small head, or a part of a body besides its bytes, costs. */
  private static final int HEAD_BYTES = 1024;

  private static final int PART_BYTES = 256;

  private final RequestRoom room;
  private long receiving;
  private int unanswered;
  private boolean refused;

  RequestIntake(RequestRoom room) {
    this.room = room;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest) {
      // What is left is that of a request which the aggregator dropped as too large.
      giveBackReceiving();
    }
    if (refused || !take(cost(message))) {
      ReferenceCountUtil.release(message);
      refuse(context);
      return;
    }
    context.fireChannelRead(message);
  }

  private static long cost(Object message) {
    long head = message instanceof HttpRequest ? HEAD_BYTES : 0;
    return message instanceof HttpContent part
        ? head + PART_BYTES + part.content().readableBytes()
        : head;
  }

  private boolean take(long bytes) {
    if (!room.take(bytes)) {
      return false;
    }
    receiving += bytes;
    return true;
  }

  /** An answer out of its turn would be taken for the one to an earlier request: then none. */
  private void refuse(ChannelHandlerContext context) {
    if (refused) {
      return;
    }
    refused = true;
    giveBackReceiving();
    if (unanswered > 0) {
      context.close();
      return;
    }
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SERVICE_UNAVAILABLE);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
    LastAnswer.write(context, response);
  }

  /** The request is whole: its room is the taker's, until {@link #answered}. */
  long handOver() {
    long bytes = receiving;
    receiving = 0;
    unanswered++;
    return bytes;
  }

  /** A request that was handed over needs its room no more. */
  void answered(long bytes) {
    unanswered--;
    room.giveBack(bytes);
  }

  /** An answer needs room until the client has taken it; it is there, so it gets it. */
  void answering(long bytes) {
    room.force(bytes);
  }

  /** The client has taken an answer, or never will. */
  void taken(long bytes) {
    room.giveBack(bytes);
  }

  /** Whether an earlier request waits for its answer. */
  boolean hasUnanswered() {
    return unanswered > 0;
  }

  private void giveBackReceiving() {
    room.giveBack(receiving);
    receiving = 0;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    refused = true;
    giveBackReceiving();
    context.fireChannelInactive();
  }
}
