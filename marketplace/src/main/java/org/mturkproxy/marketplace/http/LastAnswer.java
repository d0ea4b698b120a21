package org.mturkproxy.marketplace.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import java.util.concurrent.TimeUnit;

/**
 * An answer after which the connection ends, though the client may still be sending. Closed at
 * once, the system would reset it, and the client might lose the answer (RFC 9112, section 9.6). So
 * only our side is closed, and what still comes is thrown away, for a short while.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a connection to be closed
final class LastAnswer {

  private static final int LINGER_SECONDS = 2;

  private LastAnswer() {}

  /** Writes it; the caller sees to it that nothing that arrives later is kept. */
  static void write(ChannelHandlerContext context, FullHttpResponse response) {
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    // From the handler for keep-alive towards the network: by itself, that would close at once.
    context
        .pipeline()
        .context(HttpServerKeepAliveHandler.class)
        .writeAndFlush(response)
        .addListener(written -> linger(context));
  }

  private static void linger(ChannelHandlerContext context) {
    context.channel().config().setAutoRead(true);
    ((DuplexChannel) context.channel()).shutdownOutput();
    context.executor().schedule(() -> context.close(), LINGER_SECONDS, TimeUnit.SECONDS);
  }
}
