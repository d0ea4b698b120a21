package org.mturkproxy.proxy.spend;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;
import org.mturkproxy.translator.value.Whole;

/**
 * What a modern call asks for, as far as it costs money. A modern client's call may say anything
 * here: what is there and is not what it should be is refused, for upstream may understand it.
 */
final class Asked {

  private static final String EXTENSION = "ExtendMaximumAssignments";

  /** Eighteen digits are a million times the money of the world, and still a {@code long}. */
  private static final String AMOUNT = "[0-9]{1,12}(\\.[0-9]{0,12})?|\\.[0-9]{1,12}";

  private static final String COUNT = "[0-9]{1,12}";

  private final Structure input;

  Asked(Structure input) {
    this.input = input;
  }

  /** An amount of US dollars; zero where there is none, which upstream refuses. */
  BigDecimal dollars(String member) {
    Optional<Value> value = input.member(member);
    return value.isEmpty() ? BigDecimal.ZERO : new BigDecimal(plain(value.get(), AMOUNT, member));
  }

  long whole(String member, long otherwise) {
    Optional<Value> value = input.member(member);
    return value.isEmpty() ? otherwise : Long.parseLong(plain(value.get(), COUNT, member));
  }

  /** An id; empty where there is none, which upstream refuses. */
  String id(String member) {
    return input.text(member).orElse("");
  }

  /**
   * The most assignments that the HIT comes to have: its review policies may add some ({@code
   * ExtendMaximumAssignments}).
   */
  long mostAssignments() {
    long most = whole("MaxAssignments", 1);
    for (String policy : List.of("HITReviewPolicy", "AssignmentReviewPolicy")) {
      for (String value : extensions(policy)) {
        most = Math.max(most, Long.parseLong(value));
      }
    }
    return most;
  }

  private List<String> extensions(String policy) {
    List<String> values = new ArrayList<>(0);
    for (Structure parameter : structures(input.member(policy), "Parameters", policy)) {
      if (parameter.text("Key").filter(EXTENSION::equalsIgnoreCase).isPresent()) {
        Optional<Value> given = parameter.member("Values");
        if (given.isPresent() && !(given.get() instanceof Items)) {
          throw Refusals.unreadable(policy);
        }
        for (Value value : given.map(items -> ((Items) items).values()).orElse(List.of())) {
          values.add(plain(value, COUNT, policy));
        }
      }
    }
    return values;
  }

  private static List<Structure> structures(Optional<Value> value, String member, String name) {
    if (value.isEmpty()) {
      return List.of();
    }
    List<Structure> all = new ArrayList<>(0);
    if (value.get() instanceof Structure structure) {
      Optional<Value> items = structure.member(member);
      if (items.isEmpty()) {
        return all;
      }
      if (items.get() instanceof Items list) {
        for (Value item : list.values()) {
          if (!(item instanceof Structure one)) {
            throw Refusals.unreadable(name);
          }
          all.add(one);
        }
        return all;
      }
    }
    throw Refusals.unreadable(name);
  }

  private static String plain(Value value, String pattern, String member) {
    String text = value instanceof Text || value instanceof Whole ? value.toString() : "";
    if (!text.matches(pattern)) {
      throw Refusals.unreadable(member);
    }
    return text;
  }
}
