package org.mturkproxy.proxy.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.mturkproxy.config.ListenConfig;

/**
 * Reads HTTP/1.1 requests. Stands first; what it cannot read comes out marked as a failure, and
 * nothing after it.
 *
 * <p>Netty's decoder with rules of its own where RFC 9112 leaves a choice: a TLS terminator in
 * front of us could choose otherwise, and someone else's request would begin in the middle of this
 * one's body. What it keeps of an unfinished line needs {@link RequestRoom}, and a request has to
 * come within its {@link RequestDeadline}.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {

  /** "POST" and "HTTP/1.1" beside the target, with room for the methods that get refused. */
  private static final int REST_OF_REQUEST_LINE = 64;

  private static final int MAX_HEADER_BYTES = 32 * 1024;

  /** Parts of a body are views, not copies: large ones cost nothing. */
  private static final int MAX_PART_BYTES = 64 * 1024;

  private final RequestRoom.Share held;
  private final RequestDeadline deadline;
  private final FoldedLines foldedLines = new FoldedLines();
  private boolean insideBody;
  private boolean refused;

  StrictRequestDecoder(ListenConfig listen, RequestRoom room, BooleanSupplier answering) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(listen.maxUrlBytes() + REST_OF_REQUEST_LINE)
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setMaxChunkSize(MAX_PART_BYTES));
    held = room.share();
    deadline = new RequestDeadline(listen.limits(), answering, this::late);
  }

  /** What is left undecided is the beginning of a line, which may become as long as a URL. */
  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf bytes, List<Object> out)
      throws Exception {
    if (!refused && !insideBody && foldedLines.in(bytes)) {
      refuse(out, new IllegalArgumentException("a header line is folded"));
    }
    if (!refused) {
      decodeMore(ctx, bytes, out);
    }
    if (refused) {
      bytes.skipBytes(bytes.readableBytes());
      held.release();
      deadline.met();
    }
  }

  private void decodeMore(ChannelHandlerContext ctx, ByteBuf bytes, List<Object> out)
      throws Exception {
    int requestLine = insideBody ? 0 : FoldedLines.requestLine(bytes);
    int decoded = out.size();
    super.decode(ctx, bytes, out);
    boolean begun = bytes.readerIndex() > requestLine || bytes.isReadable();
    for (int i = decoded; i < out.size() && !refused; i++) {
      HttpObject part = (HttpObject) out.get(i);
      insideBody = !(part instanceof LastHttpContent);
      begun = insideBody;
      refused = part.decoderResult().isFailure();
    }
    foldedLines.consumed(!insideBody && begun, bytes.readerIndex() > requestLine);
    if (begun) {
      deadline.runs(ctx, insideBody);
    } else {
      deadline.met();
    }
    if (!refused && !held.holds(bytes.readableBytes())) {
      refuse(out, new RequestRoom.NoRoomException());
    }
  }

  private void refuse(List<Object> out, Exception reason) {
    out.add(failed(createInvalidMessage(), reason));
    refused = true;
  }

  /** The client takes too long: its request ends here. */
  private void late(ChannelHandlerContext ctx) {
    if (!refused) {
      refused = true;
      held.release();
      HttpObject end = insideBody ? new DefaultLastHttpContent() : createInvalidMessage();
      ctx.fireChannelRead(failed(end, new RequestDeadline.MissedException()));
    }
  }

  private static HttpObject failed(HttpObject part, Exception reason) {
    part.setDecoderResult(DecoderResult.failure(reason));
    return part;
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
    held.release();
    deadline.met();
    super.handlerRemoved0(ctx);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    deadline.met();
    super.channelInactive(ctx);
  }

  /** Called once the head is read. Two rules for how long the body is must not both be there. */
  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    if (message instanceof HttpRequest request) {
      checkFraming(request);
    }
    return super.isContentAlwaysEmpty(message);
  }

  /** RFC 9112 sections 3.2 and 6.1: one Host; chunked, if any coding, and only in HTTP/1.1. */
  private static void checkFraming(HttpRequest request) {
    HttpVersion version = request.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      throw new IllegalArgumentException("neither HTTP/1.1 nor HTTP/1.0");
    }
    List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (!codings.isEmpty()) {
      boolean chunked = codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked");
      if (!chunked || !version.equals(HttpVersion.HTTP_1_1)) {
        throw new IllegalArgumentException("another Transfer-Encoding than chunked");
      }
    }
    if (request.headers().getAll(HttpHeaderNames.HOST).size() > 1) {
      throw new IllegalArgumentException("more than one Host");
    }
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both Content-Length and Transfer-Encoding: chunked");
  }
}
