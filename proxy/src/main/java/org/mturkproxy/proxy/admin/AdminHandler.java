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
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one request, and closes: operators' programs ask now and then. */
final class AdminHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  private static final Logger LOG = LoggerFactory.getLogger(AdminHandler.class);

  private final HostCheck hosts;
  private final AdminPages pages;
  private final Viewers viewers;

  AdminHandler(HostCheck hosts, AdminPages pages, Viewers viewers) {
    this.hosts = hosts;
    this.pages = pages;
    this.viewers = viewers;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    boolean head = request.method().equals(HttpMethod.HEAD);
    AdminAnswer answer = answer(request, head);
    if (answer instanceof AdminAnswer.Events events) {
      stream(ctx, events, head);
    } else if (answer instanceof AdminAnswer.Later later) {
      // It asked in time; now it is us who need some.
      ctx.pipeline().remove(ReadTimeoutHandler.class);
      later.page().thenAccept(page -> ctx.executor().execute(() -> write(ctx, page, head)));
    } else if (answer instanceof AdminPage page) {
      write(ctx, page, head);
    }
  }

  private AdminAnswer answer(FullHttpRequest request, boolean head) {
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
    try {
      // The request is released on return; its headers are not.
      return pages.of(AdminRequest.of(request.uri(), request.headers()));
    } catch (IllegalArgumentException e) {
      return AdminPage.text(400, "the URL is not one\n");
    }
  }

  private void stream(ChannelHandlerContext ctx, AdminAnswer.Events events, boolean head) {
    if (head) {
      write(ctx, new AdminPage(200, EventStream.CONTENT_TYPE, ""), true);
    } else if (viewers.enter(ctx.channel())) {
      ctx.pipeline().replace(this, "events", new EventStream(events.feed()));
    } else {
      write(ctx, AdminPage.text(503, "too many pages are open\n").with("Retry-After", "10"), false);
    }
  }

  private static void write(ChannelHandlerContext ctx, AdminPage page, boolean head) {
    ctx.writeAndFlush(response(page, head)).addListener(ChannelFutureListener.CLOSE);
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
    if (page.status() != HttpResponseStatus.NOT_MODIFIED.code()) {
      headers.setInt(HttpHeaderNames.CONTENT_LENGTH, length);
    }
    headers.set(HttpHeaderNames.CONNECTION, "close");
    headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    harden(headers);
    page.headers().forEach(headers::set);
    if (page.status() == HttpResponseStatus.METHOD_NOT_ALLOWED.code()) {
      headers.set(HttpHeaderNames.ALLOW, "GET, HEAD");
    }
    return response;
  }

  /** What is shown is ours to show, and nothing in it ever runs, whatever a client had written. */
  static void harden(HttpHeaders headers) {
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Referrer-Policy", "no-referrer");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("admin connection from {} ended", ctx.channel().remoteAddress(), cause);
    ctx.close();
  }
}
