package org.mturkproxy.proxy.upstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Stops the reading of an answer that turns out to be large until {@link LargeAnswers} has a place
 * for it, which it keeps until it has been dealt with. Stands between codec and aggregator.
 */
final class LargeAnswerGate extends ChannelInboundHandlerAdapter {

  private final LargeAnswers places;
  private final Queue<Object> held = new ArrayDeque<>(4);

  private long seen;
  private boolean inside;
  private boolean ended;

  /** What is told that there is a place, while one is waited for. */
  private Runnable asked;

  LargeAnswerGate(LargeAnswers places) {
    this.places = places;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object part) {
    held.add(part);
    pass(ctx);
  }

  private void pass(ChannelHandlerContext ctx) {
    while (asked == null && !held.isEmpty() && mayPass(ctx, held.element())) {
      Object part = held.remove();
      ctx.fireChannelRead(part);
      if (part instanceof LastHttpContent) {
        leave();
      }
    }
  }

  private boolean mayPass(ChannelHandlerContext ctx, Object part) {
    if (part instanceof HttpResponse) {
      seen = 0;
    }
    if (part instanceof HttpContent content) {
      seen += content.content().readableBytes();
    }
    if (inside || seen <= LargeAnswers.LARGE) {
      return true;
    }
    Runnable entered = () -> ctx.executor().execute(() -> entered(ctx));
    asked = entered;
    if (places.enter(entered)) {
      asked = null;
      inside = true;
    } else {
      ctx.channel().config().setAutoRead(false);
    }
    return inside;
  }

  private void entered(ChannelHandlerContext ctx) {
    asked = null;
    inside = true;
    if (ended) {
      leave();
      return;
    }
    // Counted when it was held.
    Object part = held.remove();
    ctx.fireChannelRead(part);
    if (part instanceof LastHttpContent) {
      leave();
    }
    pass(ctx);
    ctx.channel().config().setAutoRead(true);
  }

  private void leave() {
    if (inside) {
      inside = false;
      places.leave();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    ended = true;
    held.forEach(ReferenceCountUtil::release);
    held.clear();
    if (asked == null || places.giveUp(asked)) {
      leave();
    }
  }
}
