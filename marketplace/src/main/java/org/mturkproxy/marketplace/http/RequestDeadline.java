package org.mturkproxy.marketplace.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Stands before the decoder and closes a connection whose request takes too long to arrive: who
 * sends a byte now and then is never idle. One instance per connection.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class RequestDeadline extends ChannelInboundHandlerAdapter {

  private final Duration limit;
  private Future<?> timer;

  RequestDeadline(Duration limit) {
    this.limit = limit;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (timer == null) {
      start(context);
    }
    context.fireChannelRead(message);
  }

  private void start(ChannelHandlerContext context) {
    timer =
        context
            .executor()
            .schedule(() -> expired(context), limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** While an answer is awaited we read nothing, which is not the client's fault. */
  private void expired(ChannelHandlerContext context) {
    if (context.channel().config().isAutoRead()) {
      context.close();
    } else {
      start(context);
    }
  }

  /** A request is whole; the next byte belongs to another one. */
  void met() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    met();
    context.fireChannelInactive();
  }
}
