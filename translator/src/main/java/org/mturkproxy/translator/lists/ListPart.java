package org.mturkproxy.translator.lists;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.catalogue.Sorting.Order;

/** A part of a list, or why it cannot be had. */
public sealed interface ListPart {

  /**
   * Which part is wanted.
   *
   * @param order the order; absent: upstream's
   * @param mostSorted a longer list stays in upstream's order, as does one that was cut: what is
   *     missing of it might come first
   * @param from the first item, from 0
   * @param size how many items
   */
  record Wanted(Optional<Order> order, long mostSorted, long from, long size) {

    int from(long total) {
      return (int) Math.min(from, total);
    }

    int to(long total) {
      return (int) Math.min(from + size, total);
    }

    Optional<Order> order(long total, boolean cut) {
      return order.filter(any -> !cut && total <= mostSorted);
    }
  }

  /**
   * It is there.
   *
   * @param items its items
   * @param total how many the list has; one more than was read, if it was cut: loops that ask "is
   *     there another page" go on
   * @param cut whether the list was not read to its end
   */
  record Items(List<JsonNode> items, long total, boolean cut) implements ListPart {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** The list could not be read. */
  record Missing(Outcome why) implements ListPart {}
}
