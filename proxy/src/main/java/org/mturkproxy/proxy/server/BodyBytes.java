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
  private final RequestRoom.Share room;
  private final int besides;
  private byte[] bytes = NOTHING;
  private int kept;
  private long seen;
  private boolean crowdedOut;

  /**
   * Begins one.
   *
   * @param limit the longest body that is kept
   * @param room where it finds room, or not
   * @param besides what else of the request needs room
   */
  BodyBytes(int limit, RequestRoom.Share room, int besides) {
    this.limit = limit;
    this.room = room;
    this.besides = besides;
    this.crowdedOut = !room.holds(besides);
  }

  void add(ByteBuf part) {
    int more = part.readableBytes();
    seen += more;
    if (tooLarge() || crowdedOut || !fits(kept + more)) {
      bytes = NOTHING;
      kept = 0;
      room.release();
      return;
    }
    part.getBytes(part.readerIndex(), bytes, kept, more);
    kept += more;
  }

  /** Twice as much each time, but never more than may come. */
  private boolean fits(int length) {
    if (length > bytes.length) {
      int larger = Math.min(limit, Math.max(length, 2 * kept));
      crowdedOut = !room.holds((long) besides + larger);
      if (!crowdedOut) {
        bytes = Arrays.copyOf(bytes, larger);
      }
    }
    return !crowdedOut;
  }

  /** Whether there was no room for it. */
  boolean crowdedOut() {
    return crowdedOut;
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
