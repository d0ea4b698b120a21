package org.mturkproxy.proxy.server;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Lets the next request of a connection pass only when the one before is answered, so that answers
 * to pipelined requests leave in order (RFC 9112 section 9.3.2). Stands right behind the decoder,
 * before anything that answers.
 *
 * <p>What comes in the meantime waits here; the first thing that has to wait stops the reading from
 * the socket, so that no more than one read's worth ever waits. A connection without pipelining
 * keeps reading, and so notices at once when its client goes away. After an answer that says {@code
 * Connection: close} nothing passes any more: it would be carried out, and its answer never read.
 */
final class OneRequestAtATime extends ChannelDuplexHandler {

  private final Queue<Object> waiting = new ArrayDeque<>(4);
  private boolean answering;
  private boolean passing;
  private boolean ended;

  /** Whether a whole request came in and its answer did not go out yet. */
  boolean isAnswering() {
    return answering;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (ended) {
      ReferenceCountUtil.release(message);
      return;
    }
    waiting.add(message);
    pass(ctx);
    if (!waiting.isEmpty()) {
      ctx.channel().config().setAutoRead(false);
    }
  }

  /** The end of the input waits its turn too: what came before it is still to be answered. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event instanceof ChannelInputShutdownEvent && !ended) {
      waiting.add(event);
      pass(ctx);
    } else {
      super.userEventTriggered(ctx, event);
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise)
      throws Exception {
    super.write(ctx, message, promise);
    if (message instanceof HttpResponse response
        && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
      answering = false;
      if (!HttpUtil.isKeepAlive(response)) {
        ended = true;
        discard();
      }
      pass(ctx);
    }
  }

  /** A client that asks and asks but reads no answer is not answered further. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) throws Exception {
    pass(ctx);
    super.channelWritabilityChanged(ctx);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    discard();
  }

  private void discard() {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
  }

  /** An answer may be written while its request is still being passed on: loop, do not nest. */
  private void pass(ChannelHandlerContext ctx) {
    if (passing) {
      return;
    }
    passing = true;
    while (!answering && !waiting.isEmpty() && ctx.channel().isWritable()) {
      Object next = waiting.remove();
      if (next instanceof ChannelInputShutdownEvent) {
        ctx.fireUserEventTriggered(next);
      } else {
        answering = next instanceof LastHttpContent;
        ctx.fireChannelRead(next);
      }
    }
    passing = false;
    if (waiting.isEmpty() && !ctx.channel().config().isAutoRead()) {
      ctx.channel().config().setAutoRead(true);
    }
  }
}
