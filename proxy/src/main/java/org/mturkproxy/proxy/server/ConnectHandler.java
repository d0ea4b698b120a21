package org.mturkproxy.proxy.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code CONNECT} to a legacy host, from clients that only know proxy settings: we say yes, and are
 * that host on the rest of the connection. Nothing is ever connected to. Any other {@code CONNECT}
 * goes on, and {@link RequestReader} refuses it. Stands behind {@link OneRequestAtATime}.
 */
final class ConnectHandler extends ChannelInboundHandlerAdapter {

  private static final Pattern AUTHORITY = Pattern.compile("([A-Za-z0-9.-]+):(443|80)");
  private static final HttpResponseStatus ESTABLISHED =
      new HttpResponseStatus(200, "Connection established");

  private final boolean tls;
  private final BiConsumer<Channel, Boolean> inside;

  /** Whether TLS is to be spoken, of a {@code CONNECT} that is being read. */
  private Optional<Boolean> connecting = Optional.empty();

  /**
   * Answers some.
   *
   * @param tls whether there is a certificate to show
   * @param inside begins anew on the connection, with TLS or without
   */
  ConnectHandler(boolean tls, BiConsumer<Channel, Boolean> inside) {
    this.tls = tls;
    this.inside = inside;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof HttpRequest request) {
      connecting = accepted(request);
    }
    if (connecting.isEmpty()) {
      ctx.fireChannelRead(message);
      return;
    }
    boolean whole = message instanceof LastHttpContent;
    ReferenceCountUtil.release(message);
    if (whole) {
      ctx.writeAndFlush(
              new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, ESTABLISHED, Unpooled.EMPTY_BUFFER))
          .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
      inside.accept(ctx.channel(), connecting.get());
    }
  }

  private Optional<Boolean> accepted(HttpRequest request) {
    if (!request.method().equals(HttpMethod.CONNECT)
        || request.decoderResult().isFailure()
        || HttpUtil.getContentLength(request, 0L) > 0
        || HttpUtil.isTransferEncodingChunked(request)) {
      return Optional.empty();
    }
    Matcher authority = AUTHORITY.matcher(request.uri().toLowerCase(Locale.ROOT));
    if (!authority.matches() || !LegacyHosts.has(authority.group(1))) {
      return Optional.empty();
    }
    boolean secure = authority.group(2).equals("443");
    return !secure || tls ? Optional.of(secure) : Optional.empty();
  }
}
