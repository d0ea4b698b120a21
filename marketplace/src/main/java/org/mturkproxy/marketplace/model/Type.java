package org.mturkproxy.marketplace.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The type of a member, with its limits.
 *
 * <p>A limit is either the service model's, then its violation is a {@code ValidationException} of
 * the framework; or the manual's, then it is a {@code ParameterValidationError} of MTurk itself.
 */
public sealed interface Type {

  /**
   * A string.
   *
   * @param minimum shortest length by the service model
   * @param maximum longest length by the service model
   * @param pattern by the service model
   * @param limit the manual's
   */
  record Text(int minimum, int maximum, Optional<Pattern> pattern, TextLimit limit)
      implements Type {

    Text limited(TextLimit narrower) {
      return new Text(minimum, maximum, pattern, narrower);
    }
  }

  /**
   * A whole number, 32 bit or 64 bit.
   *
   * @param modelled range by the service model
   * @param documented range by the manual
   */
  record Whole(boolean wide, Range modelled, Range documented) implements Type {

    Whole between(long minimum, long maximum) {
      return new Whole(wide, modelled, new Range(minimum, maximum));
    }

    Whole modelledBetween(long minimum, long maximum) {
      return new Whole(wide, new Range(minimum, maximum), documented);
    }
  }

  /** A point in time: a number, seconds since the epoch, fractions allowed. */
  record Time() implements Type {}

  /** True or false. */
  record Flag() implements Type {}

  /** One of a closed list of words. */
  record Choice(List<String> values) implements Type {
    public Choice {
      values = List.copyOf(values);
    }
  }

  /**
   * A list.
   *
   * @param most the manual's limit of its length
   */
  record Items(Type of, int most) implements Type {}

  /** A structure with named members. */
  record Structure(String name, List<Member> members) implements Type {
    public Structure {
      members = List.copyOf(members);
    }
  }

  /**
   * A named member.
   *
   * @param required whether the service model demands it in a request
   */
  record Member(String name, Type type, boolean required) {}

  /** Both ends belong to the range. */
  record Range(long minimum, long maximum) {
    static final Range ANY = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

    /** Whether a value is inside. */
    public boolean contains(long value) {
      return minimum <= value && value <= maximum;
    }
  }

  /**
   * What the manual says of a text.
   *
   * @param mayBeEmpty whether zero characters are accepted
   * @param characters most Unicode characters
   * @param bytes most bytes in UTF-8
   * @param controls whether control characters other than tab and line ends are accepted
   */
  record TextLimit(boolean mayBeEmpty, int characters, int bytes, boolean controls) {
    static final TextLimit NONE = new TextLimit(true, Integer.MAX_VALUE, Integer.MAX_VALUE, true);
  }
}
