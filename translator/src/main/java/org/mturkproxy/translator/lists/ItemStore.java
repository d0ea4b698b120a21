package org.mturkproxy.translator.lists;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The items of a list in upstream's order, as JSON in compressed blocks: HITs of one kind are so
 * much alike that a hundred thousand take a few megabytes.
 */
final class ItemStore {

  /** What is inflated to read one item. */
  private static final int BLOCK = 32 * 1024;

  /** Short lists are read more often than long ones, and stay as they are. */
  private static final int PLAIN_BLOCKS = 4;

  /** Uses the items of the store, one after the other. */
  @FunctionalInterface
  interface Visitor {
    void item(int number, byte[] json, int from, int length) throws IOException;
  }

  private final List<Block> blocks = new ArrayList<>();
  private byte[] open = new byte[1024];
  private int filled;
  private int first;

  /** Where each item begins in its block. */
  private int[] starts = new int[8];

  private int size;
  private long closedBytes;

  /** Adds an item, a JSON object in UTF-8. */
  void append(byte[] json) {
    if (filled > 0 && filled + json.length > BLOCK) {
      close();
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size + size / 2);
    }
    if (filled + json.length > open.length) {
      open = Arrays.copyOf(open, Math.max(filled + json.length, Math.min(2 * open.length, BLOCK)));
    }
    starts[size++] = filled;
    System.arraycopy(json, 0, open, filled, json.length);
    filled += json.length;
  }

  /** Ends the writing: nothing is held that is not used. */
  void finish() {
    close();
    open = new byte[0];
    starts = Arrays.copyOf(starts, size);
  }

  private void close() {
    if (filled > 0) {
      byte[] plain = Arrays.copyOf(open, filled);
      blocks.add(
          blocks.size() < PLAIN_BLOCKS ? new Block(first, plain) : Block.deflated(first, plain));
      closedBytes += blocks.get(blocks.size() - 1).weight();
      first = size;
      filled = 0;
    }
  }

  int size() {
    return size;
  }

  /** The memory that it takes, in bytes. */
  long weight() {
    return open.length + 4L * starts.length + closedBytes;
  }

  /** Shows all items, in upstream's order. */
  void all(Visitor visitor) {
    for (int i = 0; i < blocks.size(); i++) {
      byte[] json = blocks.get(i).plain();
      int end = i + 1 < blocks.size() ? blocks.get(i + 1).first() : size;
      for (int item = blocks.get(i).first(); item < end; item++) {
        visit(visitor, item, item, json, end);
      }
    }
  }

  /**
   * Shows some items, block by block: each is inflated once.
   *
   * @param numbers which; the visitor is told the place of each in this array
   */
  void some(int[] numbers, Visitor visitor) {
    int[] places = bySize(numbers);
    int at = 0;
    while (at < places.length) {
      int block = blockOf(numbers[places[at]]);
      byte[] json = blocks.get(block).plain();
      int end = block + 1 < blocks.size() ? blocks.get(block + 1).first() : size;
      for (; at < places.length && numbers[places[at]] < end; at++) {
        visit(visitor, places[at], numbers[places[at]], json, end);
      }
    }
  }

  private static int[] bySize(int[] numbers) {
    return IntStream.range(0, numbers.length)
        .boxed()
        .sorted((a, b) -> Integer.compare(numbers[a], numbers[b]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private void visit(Visitor visitor, int told, int item, byte[] json, int endOfBlock) {
    int to = item + 1 < endOfBlock ? starts[item + 1] : json.length;
    try {
      visitor.item(told, json, starts[item], to - starts[item]);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen: we wrote it", e);
    }
  }

  private int blockOf(int item) {
    int low = 0;
    int high = blocks.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (blocks.get(middle).first() <= item) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
