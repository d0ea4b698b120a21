package org.mturkproxy.proxy.admin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Writes server-sent events to one connection, last in its pipeline. It looks for new ones four
 * times a second rather than being told of each: then calls cost nothing for being watched. To a
 * browser that does not read nothing is written, so nothing piles up.
 */
final class EventStream extends ChannelInboundHandlerAdapter {

  static final String CONTENT_TYPE = "text/event-stream";

  static final int LOOK_MILLIS = 250;

  /** A comment line, so that whoever stands between knows that the connection is in use. */
  private static final int HEARTBEAT_LOOKS = 15_000 / LOOK_MILLIS;

  /** After a minute of not reading it is gone, or asleep, and comes back by itself. */
  private static final int PATIENCE_LOOKS = 60_000 / LOOK_MILLIS;

  private final Supplier<String> feed;
  private Future<?> looking;
  private int idleLooks;

  EventStream(Supplier<String> feed) {
    this.feed = feed;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    // It asked; from now on it only reads.
    ctx.pipeline().remove(ReadTimeoutHandler.class);
    HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    HttpHeaders headers = response.headers();
    headers.set(HttpHeaderNames.CONTENT_TYPE, CONTENT_TYPE);
    headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    headers.set(HttpHeaderNames.CONNECTION, "close");
    AdminHandler.harden(headers);
    ctx.writeAndFlush(response);
    look(ctx);
    looking =
        ctx.executor()
            .scheduleWithFixedDelay(
                () -> look(ctx), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look(ChannelHandlerContext ctx) {
    idleLooks++;
    if (!ctx.channel().isWritable()) {
      if (idleLooks > PATIENCE_LOOKS) {
        ctx.close();
      }
      return;
    }
    String events = feed.get();
    if (!events.isEmpty()) {
      write(ctx, events);
    } else if (idleLooks >= HEARTBEAT_LOOKS) {
      write(ctx, ":\n\n");
    }
  }

  private void write(ChannelHandlerContext ctx, String text) {
    idleLooks = 0;
    ByteBuf bytes = ByteBufUtil.writeUtf8(ctx.alloc(), text);
    ctx.writeAndFlush(new DefaultHttpContent(bytes))
        .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  /** More requests on this connection are not answered. */
  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ReferenceCountUtil.release(message);
  }

  /** Who closes a page says no more than that. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event instanceof ChannelInputShutdownEvent) {
      ctx.close();
    }
    super.userEventTriggered(ctx, event);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    looking.cancel(false);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
