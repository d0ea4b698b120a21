package org.mturkproxy.marketplace.call;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One page of a list that is walked by key: it begins after the last item of the page before, so
 * its cost does not grow with its position, and items that come or go do not move the others.
 */
public final class Page {

  /** The place of an item in its list; lists with one number leave the second 0. */
  public record Key(long first, long second) {
    static final Key START = new Key(Long.MIN_VALUE, Long.MIN_VALUE);

    /** The key of an item that is sorted by one number. */
    public static Key of(long number) {
      return new Key(number, 0);
    }
  }

  private final Key after;
  private final int size;
  private final Function<Key, String> tokens;

  Page(Key after, int size, Function<Key, String> tokens) {
    this.after = after;
    this.size = size;
    this.tokens = tokens;
  }

  /** The first number of the key after which the page begins. */
  public long after() {
    return after.first();
  }

  /** The second number of it. */
  public long afterSecond() {
    return after.second();
  }

  /** How many items to ask the database for: one more than the page has, to see if more follow. */
  public int limit() {
    return size + 1;
  }

  /** The answer of a List operation, from up to {@link #limit} items in the order of their keys. */
  public <T> Output output(
      String list, List<T> found, Function<T, Key> key, Function<T, Output> view) {
    List<T> items = items(found);
    Output output =
        new Output()
            .whole("NumResults", items.size())
            .structures(list, items.stream().map(view).collect(Collectors.toList()));
    next(found, key, output);
    return output;
  }

  /** The items of this page. */
  public <T> List<T> items(List<T> found) {
    return found.subList(0, Math.min(size, found.size()));
  }

  /** Adds the token of the next page if there is one. */
  public <T> void next(List<T> found, Function<T, Key> key, Output output) {
    if (found.size() > size) {
      output.text("NextToken", tokens.apply(key.apply(found.get(size - 1))));
    }
  }
}
