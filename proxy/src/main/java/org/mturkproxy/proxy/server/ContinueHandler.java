package org.mturkproxy.proxy.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Tells a client that waits for it to go on with its body: {@code Expect: 100-continue}, which .NET
 * sends with each request and libcurl with larger ones (clients.md S1.5). A body that would be
 * refused anyway is not asked for (RFC 9110 section 10.1.1); {@link RequestReader} answers then.
 */
final class ContinueHandler extends ChannelInboundHandlerAdapter {

  private final int maxBodyBytes;

  ContinueHandler(int maxBodyBytes) {
    this.maxBodyBytes = maxBodyBytes;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof HttpRequest request
        && request.decoderResult().isSuccess()
        && HttpUtil.is100ContinueExpected(request)
        && HttpUtil.getContentLength(request, 0L) <= maxBodyBytes) {
      ctx.writeAndFlush(
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }
    ctx.fireChannelRead(message);
  }
}
