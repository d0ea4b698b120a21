package org.mturkproxy.translator.lists;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mturkproxy.translator.catalogue.Sorting.Kind;
import org.mturkproxy.translator.catalogue.Sorting.Order;

/**
 * What the items of a list are sorted by, and nothing else of them ({@code mapping.md} 3.4 rule 5).
 */
final class SortColumn {

  /** Times have at most microseconds, amounts two decimals. */
  private static final int DECIMALS = 9;

  /** More digits before the point are all alike: it is no time, and no price. */
  private static final int MOST_DIGITS = 10;

  private static final long ABSENT = Long.MIN_VALUE;

  /** Titles and names are shorter; of answers, more than so much is never compared. */
  private static final int MOST_TEXT = 1024;

  private final Order order;
  private final ByteTable ids;
  private final ByteTable texts = new ByteTable();
  private long[] keys = new long[16];

  /** A column beside the ids of the items, which decide where it leaves two equal. */
  SortColumn(Order order, ByteTable ids) {
    this.order = order;
    this.ids = ids;
  }

  /** Takes what the last item is sorted by; its id is in the table already. */
  void add(Optional<String> key) {
    int item = ids.count() - 1;
    if (item == keys.length) {
      keys = Arrays.copyOf(keys, item + item / 2);
    }
    keys[item] = order.kind() == Kind.TEXT ? textKey(key.orElse("")) : numberKey(key);
  }

  private long textKey(String text) {
    String start = text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT);
    return texts.add(start.toLowerCase(Locale.ROOT).getBytes(UTF_8));
  }

  private static long numberKey(Optional<String> text) {
    if (text.isEmpty()) {
      return ABSENT;
    }
    BigDecimal number = new BigDecimal(text.get());
    long digits = number.precision() - (long) number.scale();
    if (digits < -DECIMALS) {
      return 0;
    }
    if (digits <= MOST_DIGITS) {
      BigInteger scaled =
          number.setScale(DECIMALS, RoundingMode.FLOOR).movePointRight(DECIMALS).toBigInteger();
      if (scaled.bitLength() < Long.SIZE) {
        return Math.max(-Long.MAX_VALUE, scaled.longValue());
      }
    }
    return number.signum() * Long.MAX_VALUE;
  }

  /** The numbers of the items, in order. Used once, at the end. */
  int[] sorted() {
    if (order.kind() == Kind.TEXT) {
      rankTexts();
    }
    return IntStream.range(0, ids.count())
        .boxed()
        .sorted(comparator())
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private Comparator<Integer> comparator() {
    boolean up = order.ascending();
    return (one, other) -> {
      long a = keys[one];
      long b = keys[other];
      if (a == b) {
        return ids.compare(one, other);
      }
      if (a == ABSENT || b == ABSENT) {
        return a == ABSENT ? 1 : -1;
      }
      return up ? Long.compare(a, b) : Long.compare(b, a);
    };
  }

  /** From the number of each text to its place among all. */
  private void rankTexts() {
    int[] ranks = new int[texts.count()];
    int[] ordered =
        IntStream.range(0, ranks.length)
            .boxed()
            .sorted(texts::compare)
            .mapToInt(Integer::intValue)
            .toArray();
    for (int rank = 0; rank < ordered.length; rank++) {
      ranks[ordered[rank]] = rank;
    }
    for (int item = 0; item < ids.count(); item++) {
      keys[item] = ranks[(int) keys[item]];
    }
  }

  /** The memory that it takes without the ids, in bytes, while it is sorted too. */
  long weight() {
    return texts.weight() + 8L * keys.length + 32L * ids.count();
  }
}
