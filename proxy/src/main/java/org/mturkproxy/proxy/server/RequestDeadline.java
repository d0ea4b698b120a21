package org.mturkproxy.proxy.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.mturkproxy.config.ConnectionLimits;

/**
 * The time that a request may take to come, from its first byte: one for its head, one for all of
 * it. A byte now and then does not help, as it does with a time-out between bytes (Slowloris). What
 * comes in one piece never starts a timer. While an earlier call is answered nothing is read, so
 * time does not count.
 */
final class RequestDeadline {

  private final ConnectionLimits limits;
  private final BooleanSupplier answering;
  private final Consumer<ChannelHandlerContext> missed;
  private Future<?> head;
  private Future<?> whole;

  RequestDeadline(
      ConnectionLimits limits, BooleanSupplier answering, Consumer<ChannelHandlerContext> missed) {
    this.limits = limits;
    this.answering = answering;
    this.missed = missed;
  }

  /** A request has begun and is not whole; maybe its head is. */
  void runs(ChannelHandlerContext ctx, boolean headRead) {
    if (headRead) {
      head = cancelled(head);
    } else if (head == null) {
      head = timer(ctx, limits.headTime());
    }
    if (whole == null) {
      whole = timer(ctx, limits.requestTime());
    }
  }

  /** No request is unfinished. */
  void met() {
    head = cancelled(head);
    whole = cancelled(whole);
  }

  private Future<?> timer(ChannelHandlerContext ctx, Duration time) {
    return ctx.executor().schedule(() -> over(ctx), time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void over(ChannelHandlerContext ctx) {
    boolean headRead = head == null;
    met();
    if (answering.getAsBoolean()) {
      runs(ctx, headRead);
    } else {
      missed.accept(ctx);
    }
  }

  private static Future<?> cancelled(Future<?> timer) {
    if (timer != null) {
      timer.cancel(false);
    }
    return null;
  }

  /** The mark of a request that did not come in time. */
  static final class MissedException extends Exception {

    private static final long serialVersionUID = 1L;

    MissedException() {
      super("the request took too long to come", null, false, false);
    }
  }
}
