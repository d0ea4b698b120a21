package org.mturkproxy.translator.lists;

import java.util.Arrays;

/**
 * Byte strings, numbered in the order of their coming, without an object for each: of a hundred
 * thousand ids, objects would take more memory than the ids.
 */
final class ByteTable {

  private byte[] bytes = new byte[256];

  /** Where each string ends; it begins where the one before it ends. */
  private int[] ends = new int[8];

  private int count;

  /** The numbers, each plus one, at the places that their hashes give; 0 is a free place. */
  private int[] places = new int[16];

  /**
   * The number of a string, which is added if it is not there.
   *
   * @return its number; the count before the call if it is new
   */
  int add(byte[] text) {
    int place = place(text);
    if (places[place] != 0) {
      return places[place] - 1;
    }
    places[place] = count + 1;
    append(text);
    if (count * 2 > places.length) {
      places = new int[places.length * 2];
      for (int i = 0; i < count; i++) {
        places[place(get(i))] = i + 1;
      }
    }
    return count - 1;
  }

  /** Adds a string that is never found again. */
  int append(byte[] text) {
    int end = Math.addExact(start(count), text.length);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length + bytes.length / 2));
    }
    System.arraycopy(text, 0, bytes, start(count), text.length);
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count + count / 2);
    }
    ends[count] = end;
    return count++;
  }

  int count() {
    return count;
  }

  /** The number of a string that was added; -1 if it was not. */
  int find(byte[] text) {
    return places[place(text)] - 1;
  }

  byte[] get(int number) {
    return Arrays.copyOfRange(bytes, start(number), ends[number]);
  }

  /** Compares two strings as unsigned bytes, which for UTF-8 is the order of code points. */
  int compare(int one, int other) {
    return Arrays.compareUnsigned(bytes, start(one), ends[one], bytes, start(other), ends[other]);
  }

  /** The memory that it takes, in bytes. */
  long weight() {
    return bytes.length + 4L * ends.length + 4L * places.length;
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  /** Where a string is, or would be. */
  private int place(byte[] text) {
    int hash = Arrays.hashCode(text) * 0x9E3779B9;
    int place = (hash ^ (hash >>> 16)) & (places.length - 1);
    while (places[place] != 0 && !is(places[place] - 1, text)) {
      place = (place + 1) & (places.length - 1);
    }
    return place;
  }

  private boolean is(int number, byte[] text) {
    return Arrays.equals(bytes, start(number), ends[number], text, 0, text.length);
  }
}
