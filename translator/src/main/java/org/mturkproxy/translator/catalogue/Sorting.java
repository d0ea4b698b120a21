package org.mturkproxy.translator.catalogue;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The orders in which a list can be had ({@code mapping.md} 3.4): sorting is done by the proxy, for
 * the modern API has none.
 *
 * @param properties each value of {@code SortProperty}, and how items compare by it
 * @param property what is meant when none is given
 * @param ascending the direction that is meant when none is given
 */
public record Sorting(Map<String, Key> properties, String property, boolean ascending) {

  /** The parameter that names the property. */
  public static final String SORT_PROPERTY = "SortProperty";

  /** The parameter that names the direction. */
  public static final String SORT_DIRECTION = "SortDirection";

  /** How items compare by a property. */
  @FunctionalInterface
  public interface Key {

    /** The order in a direction; empty for upstream's own, which has none. */
    Optional<Comparator<JsonNode>> order(boolean ascending);
  }

  public Sorting {
    requireNonNull(property, "property");
    properties = Map.copyOf(properties);
  }

  /** By this property unless the caller chooses another. */
  public static Sorting by(String property, boolean ascending) {
    return new Sorting(Map.of(), property, ascending);
  }

  /** With a property that compares as text, by code points without regard to case. */
  public Sorting text(String name) {
    return with(name, key(item -> item.path(name).asText().toLowerCase(Locale.ROOT)));
  }

  /** With a property that compares as a number, a time or an amount; absent ones come last. */
  public Sorting number(String name) {
    return number(name, name);
  }

  /** With a property that means another member than the one of its name. */
  public Sorting number(String name, String member) {
    return with(name, key(item -> number(item.path(member))));
  }

  /** With a property that means upstream's own order. */
  public Sorting upstream(String name) {
    return with(name, ascending -> Optional.empty());
  }

  private Sorting with(String name, Key key) {
    Map<String, Key> more = new LinkedHashMap<>(properties);
    more.put(name, key);
    return new Sorting(more, property, ascending);
  }

  /** The order for what a caller chose, ties by id; empty for upstream's. */
  public Optional<Comparator<JsonNode>> order(
      Optional<String> chosen, Optional<String> direction, String id) {
    boolean up = direction.map("Ascending"::equals).orElse(ascending);
    return properties
        .get(chosen.orElse(property))
        .order(up)
        .map(order -> order.thenComparing(item -> item.path(id).asText()));
  }

  private static <T extends Comparable<T>> Key key(Function<JsonNode, T> value) {
    return ascending -> {
      Comparator<T> order = ascending ? Comparator.naturalOrder() : Comparator.reverseOrder();
      return Optional.of(Comparator.comparing(value, Comparator.nullsLast(order)));
    };
  }

  /** No value sorts last, in both directions: only here may it be null. */
  private static BigDecimal number(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? null : new BigDecimal(value.asText());
  }
}
