package org.mturkproxy.translator.lists;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Some items of a list, one behind the other, as they are or deflated. */
final class Block {

  private static final long OBJECT = 64;

  private final int first;
  private final byte[] bytes;
  private final int length;

  /** A block that stays as it is. */
  Block(int first, byte[] plain) {
    this(first, plain, plain.length);
  }

  private Block(int first, byte[] bytes, int length) {
    this.first = first;
    this.bytes = bytes;
    this.length = length;
  }

  /** A block that is deflated, if that makes it smaller. */
  static Block deflated(int first, byte[] plain) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      byte[] buffer = new byte[plain.length];
      deflater.setInput(plain);
      deflater.finish();
      int size = deflater.deflate(buffer);
      return deflater.finished() && size < plain.length
          ? new Block(first, Arrays.copyOf(buffer, size), plain.length)
          : new Block(first, plain);
    } finally {
      deflater.end();
    }
  }

  /** The number of its first item. */
  int first() {
    return first;
  }

  /** The memory that it takes, in bytes. */
  long weight() {
    return OBJECT + bytes.length;
  }

  /** The bytes as they were. */
  byte[] plain() {
    if (bytes.length == length) {
      return bytes;
    }
    Inflater inflater = new Inflater(true);
    // A byte more than there is, as the format without a header wants it.
    byte[] input = Arrays.copyOf(bytes, bytes.length + 1);
    try (InputStream stream =
        new InflaterInputStream(new ByteArrayInputStream(input), inflater, 4096)) {
      return stream.readNBytes(length);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen: we deflated it", e);
    } finally {
      inflater.end();
    }
  }
}
