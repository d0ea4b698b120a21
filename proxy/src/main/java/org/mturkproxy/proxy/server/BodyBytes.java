package org.mturkproxy.proxy.server;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Collects a body, copying each byte once when it comes in one piece, as nearly all do. It grows
 * with what has really come, not with what a header promises.
 */
final class BodyBytes {

  private static final byte[] NOTHING = new byte[0];

  private final int limit;
  private byte[] bytes = NOTHING;
  private int kept;
  private long seen;

  BodyBytes(int limit) {
    this.limit = limit;
  }

  void add(ByteBuf part) {
    int more = part.readableBytes();
    seen += more;
    if (tooLarge()) {
      bytes = NOTHING;
      kept = 0;
      return;
    }
    if (kept + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, kept == 0 ? more : Math.max(kept + more, 2 * kept));
    }
    part.getBytes(part.readerIndex(), bytes, kept, more);
    kept += more;
  }

  boolean tooLarge() {
    return seen > limit;
  }

  /** How many bytes came, kept or not. */
  long seen() {
    return seen;
  }

  /** What was kept; nothing of a body that is too large. */
  ByteBuffer toBuffer() {
    return ByteBuffer.wrap(bytes, 0, kept);
  }
}
