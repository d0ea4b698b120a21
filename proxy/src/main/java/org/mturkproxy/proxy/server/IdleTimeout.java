package org.mturkproxy.proxy.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ends a connection on which nothing came for a time. Stands first. A client that waits for its
 * answer has nothing to send, and boto would repeat the call on a new connection if this one ended:
 * while a call is being answered, time does not count.
 */
final class IdleTimeout extends ReadTimeoutHandler {

  private final BooleanSupplier answering;

  IdleTimeout(Duration time, BooleanSupplier answering) {
    super(time.toNanos(), TimeUnit.NANOSECONDS);
    this.answering = answering;
  }

  /** Called again after the same time, if nothing comes and the connection is still there. */
  @Override
  protected void readTimedOut(ChannelHandlerContext ctx) throws Exception {
    if (!answering.getAsBoolean()) {
      super.readTimedOut(ctx);
    }
  }
}
