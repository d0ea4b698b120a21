package org.mturkproxy.proxy.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import java.nio.channels.ClosedChannelException;

/**
 * Hands the answers of a pooled connection to whoever has it in use. Stands last. An answer that
 * nobody waits for ends the connection: what comes next could be taken for another call's answer.
 */
final class AnswerHandler extends SimpleChannelInboundHandler<FullHttpResponse> {

  /** Who waits for the answer on a connection; one of the two is called, once. */
  interface Waiting {

    /** The whole answer; released after the call. */
    void answered(FullHttpResponse answer);

    /** There will be no answer. */
    void broken(Throwable cause);
  }

  private Waiting waiting;
  private long idleSince;

  static AnswerHandler of(Channel channel) {
    return channel.pipeline().get(AnswerHandler.class);
  }

  /** The next answer is for this one. */
  void expect(Waiting next) {
    waiting = next;
  }

  /** Nobody waits any more: the connection goes back to the pool, now. */
  void done(long nanoTime) {
    waiting = null;
    idleSince = nanoTime;
  }

  /** When it was last in use, in the nanoseconds of {@link System#nanoTime}. */
  long idleSince() {
    return idleSince;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse answer) {
    if (answer.decoderResult().isFailure()) {
      end(ctx, answer.decoderResult().cause());
    } else if (waiting == null) {
      ctx.close();
    } else if (answer.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
      waiting.answered(answer);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    end(ctx, new ClosedChannelException());
    super.channelInactive(ctx);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    end(ctx, cause);
  }

  private void end(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
    Waiting told = waiting;
    waiting = null;
    if (told != null) {
      told.broken(cause);
    }
  }
}
