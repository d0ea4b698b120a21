package org.mturkproxy.translator.wire;

import java.io.IOException;
import java.io.Writer;

/** Collects a text up to a length: what is longer is refused while it is read. */
final class BoundedText extends Writer {

  private final StringBuilder text = new StringBuilder();
  private final int longest;

  BoundedText(int longest) {
    this.longest = longest;
  }

  @Override
  public void write(char[] from, int offset, int length) throws IOException {
    if (text.length() + length > longest) {
      throw new IOException("it has an element whose text is too long");
    }
    text.append(from, offset, length);
  }

  void clear() {
    text.setLength(0);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
