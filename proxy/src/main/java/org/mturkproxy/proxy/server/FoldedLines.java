package org.mturkproxy.proxy.server;

import io.netty.buffer.ByteBuf;

/**
 * Finds header lines that go on in the next line (obs-fold, RFC 9112 section 5.2). Netty joins
 * them; a TLS terminator in front of us may not, and then a header that it never saw would count.
 * Lines are consumed whole, so what is not consumed yet begins with a line.
 */
final class FoldedLines {

  private boolean insideHead;

  /**
   * Looks at the head of the next request, as far as it is there.
   *
   * @return whether a line of it begins with a blank
   */
  boolean in(ByteBuf bytes) {
    int line = insideHead ? bytes.readerIndex() : requestLine(bytes);
    int end = bytes.writerIndex();
    boolean header = insideHead;
    while (line < end) {
      byte first = bytes.getByte(line);
      if (header && (first == ' ' || first == '\t')) {
        return true;
      }
      if (first == '\r' || first == '\n') {
        return false;
      }
      int feed = bytes.indexOf(line, end, (byte) '\n');
      if (feed < 0) {
        return false;
      }
      line = feed + 1;
      header = true;
    }
    return false;
  }

  /**
   * To be told after each reading.
   *
   * @param unfinished whether a head has begun and is not whole
   * @param lines whether lines of it were consumed this time
   */
  void consumed(boolean unfinished, boolean lines) {
    insideHead = unfinished && (insideHead || lines);
  }

  /** Where the request line begins: empty lines before it do not count (section 2.2). */
  static int requestLine(ByteBuf bytes) {
    int at = bytes.readerIndex();
    while (at < bytes.writerIndex() && bytes.getByte(at) <= ' ' && bytes.getByte(at) >= 0) {
      at++;
    }
    return at;
  }
}
