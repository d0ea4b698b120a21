package org.mturkproxy.proxy.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.marketplace.sigv4.Header;
import org.mturkproxy.translator.exchange.ReceivedRequest;

/**
 * Makes whole {@link Arrival}s of the parts that the decoder delivers, and decides which of them
 * are refused unread. Stands behind {@link OneRequestAtATime}.
 *
 * <p>A body that is too large, or for which there is no {@link RequestRoom}, is read to its end and
 * thrown away before it is answered: most legacy clients do not look for an answer while they send,
 * and some send again when the connection breaks under them (clients.md S1.13). Only beyond {@link
 * #MAX_THROWN_AWAY} the connection is given up.
 */
final class RequestReader extends SimpleChannelInboundHandler<HttpObject> {

  static final long MAX_THROWN_AWAY = 64L * 1024 * 1024;

  private final int maxBodyBytes;
  private final RequestRoom room;
  private final ReceivedRequests requests;

  /** The request being read; null between requests, and for the rest of one given up. */
  private HttpRequest head;

  private BodyBytes body;

  private RequestRoom.Share held;

  RequestReader(int maxBodyBytes, RequestRoom room, Clock clock) {
    this.maxBodyBytes = maxBodyBytes;
    this.room = room;
    this.held = room.share();
    this.requests = new ReceivedRequests(clock);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
    if (part instanceof HttpRequest request) {
      head = request;
      body = new BodyBytes(maxBodyBytes, held, request.uri().length());
    }
    if (head == null) {
      return;
    }
    if (part.decoderResult().isFailure()) {
      giveUp(ctx, unreadable(part.decoderResult().cause()));
    } else if (part instanceof HttpRequest && bodyNotWanted()) {
      giveUp(ctx, Refusal.BODY_TOO_LARGE);
    } else if (part instanceof HttpContent content) {
      read(ctx, content);
    }
  }

  private void read(ChannelHandlerContext ctx, HttpContent part) {
    body.add(part.content());
    if (body.seen() > MAX_THROWN_AWAY) {
      giveUp(ctx, Refusal.BODY_TOO_LARGE);
    } else if (part instanceof LastHttpContent) {
      pass(ctx, refusal(), Afterwards.of(head));
    }
  }

  private Optional<Refusal> refusal() {
    if (body.tooLarge()) {
      return Optional.of(Refusal.BODY_TOO_LARGE);
    }
    if (body.crowdedOut()) {
      return Optional.of(Refusal.BUSY);
    }
    HttpMethod method = head.method();
    if (method.equals(HttpMethod.CONNECT)) {
      return Optional.of(Refusal.NO_TUNNEL);
    }
    if (!RequestTarget.of(head.uri()).isOurs()) {
      return Optional.of(Refusal.ELSEWHERE);
    }
    return method.equals(HttpMethod.POST) || method.equals(HttpMethod.GET)
        ? Optional.empty()
        : Optional.of(Refusal.METHOD_NOT_ALLOWED);
  }

  private boolean bodyNotWanted() {
    long length = HttpUtil.getContentLength(head, 0L);
    return length > MAX_THROWN_AWAY
        || (length > maxBodyBytes && HttpUtil.is100ContinueExpected(head));
  }

  private void giveUp(ChannelHandlerContext ctx, Refusal refusal) {
    pass(ctx, Optional.of(refusal), Afterwards.CLOSE_UNREAD);
  }

  private void pass(ChannelHandlerContext ctx, Optional<Refusal> refusal, Afterwards afterwards) {
    ReceivedRequest request = requests.of(ctx.channel(), head, body.toBuffer());
    List<Header> headers =
        request.modernTarget().isEmpty() ? List.of() : ReceivedRequests.lines(head.headers());
    Arrival arrival = new Arrival(request, headers, refusal, afterwards, held);
    held = room.share();
    head = null;
    body = null;
    ctx.fireChannelRead(arrival);
  }

  /** What came of a request that will not be finished needs no room any more. */
  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    held.release();
  }

  private static Refusal unreadable(Throwable cause) {
    if (cause instanceof RequestRoom.NoRoomException) {
      return Refusal.BUSY;
    }
    if (cause instanceof RequestDeadline.MissedException) {
      return Refusal.TOO_SLOW;
    }
    if (cause instanceof TooLongHttpLineException) {
      return Refusal.URL_TOO_LARGE;
    }
    return cause instanceof TooLongHttpHeaderException
        ? Refusal.HEADERS_TOO_LARGE
        : Refusal.UNREADABLE;
  }
}
