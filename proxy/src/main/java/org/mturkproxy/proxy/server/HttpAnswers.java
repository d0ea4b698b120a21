package org.mturkproxy.proxy.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AsciiString;
import java.util.concurrent.TimeUnit;
import org.mturkproxy.translator.exchange.LegacyAnswer;

/**
 * Writes legacy answers as HTTP ({@code legacy-api.md} 1.5): always with a length, never
 * compressed, for boto and Perl fail on it (clients.md R1.10), and no client needs it.
 */
final class HttpAnswers {

  private static final AsciiString CONTENT_TYPE = AsciiString.cached(LegacyAnswer.CONTENT_TYPE);
  private static final AsciiString METHODS = AsciiString.cached("GET, POST");

  /** How long a client that is being cut off may go on sending before it is cut off hard. */
  private static final int LINGER_SECONDS = 2;

  private final HttpDate date;

  HttpAnswers(HttpDate date) {
    this.date = date;
  }

  /** Writes an answer to a request, and says what becomes of the connection, but leaves it open. */
  ChannelFuture send(
      ChannelHandlerContext ctx, String method, LegacyAnswer answer, Afterwards then) {
    return ctx.writeAndFlush(response(method, answer, then));
  }

  /** Writes an answer to a request, and leaves the connection as said. */
  ChannelFuture write(
      ChannelHandlerContext ctx, String method, LegacyAnswer answer, Afterwards then) {
    ChannelFuture written = send(ctx, method, answer, then);
    if (then == Afterwards.CLOSE) {
      written.addListener(ChannelFutureListener.CLOSE);
    } else if (then == Afterwards.CLOSE_UNREAD) {
      written.addListener(done -> linger(ctx));
    } else {
      written.addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }
    return written;
  }

  private FullHttpResponse response(String method, LegacyAnswer answer, Afterwards then) {
    ByteBuf body = Unpooled.wrappedBuffer(answer.body());
    int length = body.readableBytes();
    HttpResponseStatus status = HttpResponseStatus.valueOf(answer.status());
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, status, method.equals("HEAD") ? Unpooled.EMPTY_BUFFER : body);
    HttpHeaders headers = response.headers();
    headers.set(HttpHeaderNames.CONTENT_TYPE, CONTENT_TYPE);
    answer.headers().forEach(headers::set);
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, length);
    headers.set(HttpHeaderNames.DATE, date.now());
    if (answer.status() == HttpResponseStatus.METHOD_NOT_ALLOWED.code()) {
      headers.set(HttpHeaderNames.ALLOW, METHODS);
    }
    if (then.closes()) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (then == Afterwards.STAY_OPEN_AND_SAY_SO) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    return response;
  }

  /**
   * Ends our side only, and lets the client finish sending: closing a socket with unread input
   * resets the connection, and the client may lose the answer with it (RFC 9112 section 9.6).
   */
  private static void linger(ChannelHandlerContext ctx) {
    if (ctx.channel() instanceof DuplexChannel channel && channel.isActive()) {
      SslHandler tls = ctx.pipeline().get(SslHandler.class);
      if (tls == null) {
        channel.shutdownOutput();
      } else {
        tls.closeOutbound();
      }
      ctx.executor().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    } else {
      ctx.close();
    }
  }
}
