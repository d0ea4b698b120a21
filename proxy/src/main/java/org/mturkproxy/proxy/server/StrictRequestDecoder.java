package org.mturkproxy.proxy.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.util.List;
import org.mturkproxy.config.ListenConfig;

/**
 * Reads HTTP/1.1 requests. Stands first; what it cannot read comes out marked as a failure, and
 * nothing after it.
 *
 * <p>Netty's decoder with one rule more: a request that has both a length and a chunked body is
 * refused, as RFC 9112 section 6.3 allows. A TLS terminator in front of us could take the other of
 * the two for true, and someone else's request would begin in the middle of this one's body. And
 * what it keeps of an unfinished line needs {@link RequestRoom}.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {

  /** "POST" and "HTTP/1.1" beside the target, with room for the methods that get refused. */
  private static final int REST_OF_REQUEST_LINE = 64;

  private static final int MAX_HEADER_BYTES = 32 * 1024;

  /** Parts of a body are views, not copies: large ones cost nothing. */
  private static final int MAX_PART_BYTES = 64 * 1024;

  private final RequestRoom.Share held;
  private boolean refused;

  StrictRequestDecoder(ListenConfig listen, RequestRoom room) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(listen.maxUrlBytes() + REST_OF_REQUEST_LINE)
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setMaxChunkSize(MAX_PART_BYTES));
    held = room.share();
  }

  /** What is left undecided is the beginning of a line, which may become as long as a URL. */
  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf bytes, List<Object> out)
      throws Exception {
    if (!refused) {
      super.decode(ctx, bytes, out);
      refused = !held.holds(bytes.readableBytes());
      if (refused) {
        HttpMessage message = createInvalidMessage();
        message.setDecoderResult(DecoderResult.failure(new RequestRoom.NoRoomException()));
        out.add(message);
      }
    }
    if (refused) {
      bytes.skipBytes(bytes.readableBytes());
      held.release();
    }
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
    held.release();
    super.handlerRemoved0(ctx);
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both Content-Length and Transfer-Encoding: chunked");
  }
}
