package org.mturkproxy.translator.catalogue;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The orders in which a list can be had ({@code mapping.md} 3.4): sorting is done by the proxy, for
 * the modern API has none.
 *
 * @param properties each value of {@code SortProperty}, and what items are compared by
 * @param property what is meant when none is given
 * @param ascending the direction that is meant when none is given
 */
public record Sorting(Map<String, Key> properties, String property, boolean ascending) {

  /** The parameter that names the property. */
  public static final String SORT_PROPERTY = "SortProperty";

  /** The parameter that names the direction. */
  public static final String SORT_DIRECTION = "SortDirection";

  /** How values compare. */
  public enum Kind {
    /** By code points, without regard to case. */
    TEXT,
    /** Numbers, times and amounts; absent ones come last in both directions. */
    NUMBER
  }

  /**
   * What items are compared by.
   *
   * @param member the member of the modern item; absent: upstream's own order, which has no
   *     direction
   */
  public record Key(Optional<String> member, Kind kind) {
    public Key {
      requireNonNull(member, "member");
      requireNonNull(kind, "kind");
    }
  }

  /** An order that was chosen: by a member of the modern item, ties by id. */
  public record Order(String member, Kind kind, boolean ascending) {
    public Order {
      requireNonNull(member, "member");
      requireNonNull(kind, "kind");
    }
  }

  public Sorting {
    requireNonNull(property, "property");
    properties = Map.copyOf(properties);
  }

  /** By this property unless the caller chooses another. */
  public static Sorting by(String property, boolean ascending) {
    return new Sorting(Map.of(), property, ascending);
  }

  /** With a property that compares as text. */
  public Sorting text(String name) {
    return with(name, new Key(Optional.of(name), Kind.TEXT));
  }

  /** With a property that compares as a number. */
  public Sorting number(String name) {
    return number(name, name);
  }

  /** With a property that means another member than the one of its name. */
  public Sorting number(String name, String member) {
    return with(name, new Key(Optional.of(member), Kind.NUMBER));
  }

  /** With a property that means upstream's own order. */
  public Sorting upstream(String name) {
    return with(name, new Key(Optional.empty(), Kind.NUMBER));
  }

  private Sorting with(String name, Key key) {
    Map<String, Key> more = new LinkedHashMap<>(properties);
    more.put(name, key);
    return new Sorting(more, property, ascending);
  }

  /** The order for what a caller chose; empty for upstream's. */
  public Optional<Order> order(Optional<String> chosen, Optional<String> direction) {
    boolean up = direction.map("Ascending"::equals).orElse(ascending);
    Key key = properties.get(chosen.orElse(property));
    return key.member().map(member -> new Order(member, key.kind(), up));
  }
}
