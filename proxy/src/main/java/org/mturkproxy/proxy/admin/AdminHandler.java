package org.mturkproxy.proxy.admin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one request with its page, and closes: operators' programs ask now and then. */
final class AdminHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  private static final Logger LOG = LoggerFactory.getLogger(AdminHandler.class);

  private final HostCheck hosts;
  private final AdminPages pages;

  AdminHandler(HostCheck hosts, AdminPages pages) {
    this.hosts = hosts;
    this.pages = pages;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    boolean head = request.method().equals(HttpMethod.HEAD);
    ctx.writeAndFlush(response(page(request, head), head)).addListener(ChannelFutureListener.CLOSE);
  }

  private AdminPage page(FullHttpRequest request, boolean head) {
    if (request.decoderResult().isFailure()) {
      return AdminPage.text(400, "this is not HTTP/1.1\n");
    }
    if (!hosts.allows(request.headers().getAll(HttpHeaderNames.HOST))) {
      return AdminPage.text(
          421, "the Host header must be an address, localhost, or a name of admin.hosts\n");
    }
    if (!head && !request.method().equals(HttpMethod.GET)) {
      return AdminPage.text(405, "GET and HEAD only\n");
    }
    return pages.of(request.uri().replaceFirst("\\?.*", ""));
  }

  private static FullHttpResponse response(AdminPage page, boolean head) {
    ByteBuf body = Unpooled.copiedBuffer(page.text(), StandardCharsets.UTF_8);
    int length = body.readableBytes();
    if (head) {
      body.release();
    }
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(page.status()),
            head ? Unpooled.EMPTY_BUFFER : body);
    HttpHeaders headers = response.headers();
    headers.set(HttpHeaderNames.CONTENT_TYPE, page.contentType());
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, length);
    headers.set(HttpHeaderNames.CONNECTION, "close");
    headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    if (page.status() == HttpResponseStatus.METHOD_NOT_ALLOWED.code()) {
      headers.set(HttpHeaderNames.ALLOW, "GET, HEAD");
    }
    return response;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("admin connection from {} ended", ctx.channel().remoteAddress(), cause);
    ctx.close();
  }
}
