package org.mturkproxy.marketplace.call;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.mturkproxy.marketplace.store.Row;
import org.mturkproxy.marketplace.store.Transaction;

/**
 * One page of a list that is walked by key: it begins after the last item of the page before, so
 * its cost does not grow with its position, and items that come or go do not move the others.
 */
public final class Page {

  /** The place of an item in its list, which never changes. */
  public record Key(long number) {
    static final Key START = new Key(Long.MIN_VALUE);
  }

  /**
   * After so much text a page ends before it has as many items as asked for, as any page may
   * (mapping section 1.5): a hundred questions of 64 KiB for each of a few callers fill the heap.
   */
  private static final long MOST_BYTES = 1024 * 1024;

  private final Key after;
  private final int size;
  private final Function<Key, String> tokens;

  Page(Key after, int size, Function<Key, String> tokens) {
    this.after = after;
    this.size = size;
    this.tokens = tokens;
  }

  /** The key after which the page begins. */
  public long after() {
    return after.number();
  }

  /** How many items to ask the database for: one more than the page has, to see if more follow. */
  public int limit() {
    return size + 1;
  }

  /**
   * Reads the items of a list that can be large, in the order of their keys: no more than the page
   * shows, and one, to see if more follow.
   */
  public <T> List<T> read(
      Transaction transaction,
      Function<T, Output> view,
      String sql,
      Function<Row, T> mapper,
      Object... arguments) {
    AtomicLong bytes = new AtomicLong();
    return transaction.listWhile(
        read -> read.size() < 2 || bytes.get() <= MOST_BYTES,
        sql,
        row -> {
          T item = mapper.apply(row);
          bytes.addAndGet(view.apply(item).textBytes());
          return item;
        },
        arguments);
  }

  /** The answer of a List operation, from up to {@link #limit} items in the order of their keys. */
  public <T> Output output(
      String list, List<T> found, Function<T, Key> key, Function<T, Output> view) {
    List<Output> shown = new ArrayList<>();
    long bytes = 0;
    for (T item : items(found)) {
      Output next = view.apply(item);
      bytes += next.textBytes();
      if (bytes > MOST_BYTES && !shown.isEmpty()) {
        break;
      }
      shown.add(next);
    }
    Output output = new Output().whole("NumResults", shown.size()).structures(list, shown);
    next(found, shown.size(), key, output);
    return output;
  }

  /** The items of this page. */
  public <T> List<T> items(List<T> found) {
    return found.subList(0, Math.min(size, found.size()));
  }

  /** Adds the token of the next page if there is one. */
  public <T> void next(List<T> found, Function<T, Key> key, Output output) {
    next(found, size, key, output);
  }

  private <T> void next(List<T> found, int shown, Function<T, Key> key, Output output) {
    if (found.size() > shown) {
      output.text("NextToken", tokens.apply(key.apply(found.get(shown - 1))));
    }
  }
}
