package org.mturkproxy.translator.lists;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.mturkproxy.translator.catalogue.Sorting.Order;

/** A modern list as it was read, with the orders in which it was wanted. Used by many threads. */
final class Snapshot {

  /** Of each order, a number for each item is kept. */
  private static final int MOST_ORDERS = 2;

  private final ItemStore items;
  private final ItemJson json;
  private final boolean cut;
  private final Map<Order, int[]> orders =
      new LinkedHashMap<>(4, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Order, int[]> eldest) {
          return size() > MOST_ORDERS;
        }
      };

  /**
   * A list that was read.
   *
   * @param cut whether there was more
   */
  Snapshot(ItemStore items, ItemJson json, boolean cut) {
    this.items = items;
    this.json = json;
    this.cut = cut;
  }

  int size() {
    return items.size();
  }

  boolean isCut() {
    return cut;
  }

  /** The memory that it takes at most, in bytes. */
  long weight() {
    return items.weight() + 4L * MOST_ORDERS * items.size();
  }

  /** A part of the list in an order; in upstream's without one. */
  List<JsonNode> part(Optional<Order> order, int from, int to) {
    int[] numbers = new int[to - from];
    if (order.isPresent() && to > from) {
      System.arraycopy(ordered(order.get()), from, numbers, 0, numbers.length);
    } else {
      Arrays.setAll(numbers, i -> from + i);
    }
    JsonNode[] part = new JsonNode[numbers.length];
    items.some(
        numbers, (place, bytes, start, length) -> part[place] = json.read(bytes, start, length));
    return List.of(part);
  }

  /** Shows the items up to a number of them, in upstream's order. */
  void each(long most, Consumer<JsonNode> visitor) {
    items.all(
        (number, bytes, start, length) -> {
          if (number < most) {
            visitor.accept(json.read(bytes, start, length));
          }
        });
  }

  private int[] ordered(Order order) {
    synchronized (orders) {
      int[] known = orders.get(order);
      if (known != null) {
        return known;
      }
    }
    ByteTable ids = new ByteTable();
    SortColumn column = new SortColumn(order, ids);
    items.all(
        (number, bytes, start, length) -> json.sortInto(column, ids, order, bytes, start, length));
    int[] sorted = column.sorted();
    synchronized (orders) {
      orders.put(order, sorted);
    }
    return sorted;
  }
}
