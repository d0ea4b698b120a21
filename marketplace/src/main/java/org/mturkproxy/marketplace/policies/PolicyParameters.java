package org.mturkproxy.marketplace.policies;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.Input;

/** The parameters of a review policy by key. Values are texts on the wire, numbers included. */
final class PolicyParameters {

  private final String policy;
  private final Map<String, Input> parameters = new LinkedHashMap<>();

  PolicyParameters(Input reviewPolicy, Set<String> known) {
    this.policy = reviewPolicy.text("PolicyName");
    for (Input parameter : reviewPolicy.structures("Parameters")) {
      String key = parameter.optionalText("Key").orElse("");
      if (!known.contains(key)) {
        throw ApiException.notValid(key, "Key", "The policy " + policy + " has no such parameter.");
      }
      if (parameters.put(key, parameter) != null) {
        throw ApiException.notValid(key, "Key", "It must not be given twice.");
      }
    }
  }

  /** The values of a parameter; none if it is absent. */
  List<String> values(String key) {
    Optional<Input> parameter = Optional.ofNullable(parameters.get(key));
    if (parameter.filter(it -> !it.structures("MapEntries").isEmpty()).isPresent()) {
      throw ApiException.notValid(key, "Key", "It must not have map entries.");
    }
    return parameter.map(it -> it.texts("Values")).orElse(List.of());
  }

  /** The only value of a parameter, if it is there. */
  Optional<String> value(String key) {
    if (!parameters.containsKey(key)) {
      return Optional.empty();
    }
    List<String> values = values(key);
    if (values.size() != 1) {
      throw ApiException.notValid(key, "Key", "It must have exactly one value.");
    }
    return Optional.of(values.get(0));
  }

  /** The same as a number inside its range. */
  OptionalInt number(String key, int minimum, int maximum) {
    Optional<String> text = value(key);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!text.get().matches("[0-9]{1,9}")) {
      throw ApiException.notValid(text.get(), key);
    }
    int number = Integer.parseInt(text.get());
    if (number < minimum || number > maximum) {
      throw ApiException.outOfRange(number, key, minimum, maximum);
    }
    return OptionalInt.of(number);
  }

  /** The same as a yes or no. */
  boolean flag(String key) {
    return value(key)
        .map(
            text ->
                switch (text) {
                  case "T", "true" -> true;
                  case "F", "false" -> false;
                  default -> throw ApiException.notValid(text, key);
                })
        .orElse(false);
  }

  /** The map entries of a parameter, in order. Of two with one key, one would be dropped. */
  Map<String, List<String>> entries(String key) {
    Map<String, List<String>> entries = new LinkedHashMap<>();
    if (parameters.containsKey(key)) {
      Input parameter = parameters.get(key);
      if (!parameter.texts("Values").isEmpty()) {
        throw ApiException.notValid(key, "Key", "It must not have values beside its map entries.");
      }
      for (Input entry : parameter.structures("MapEntries")) {
        String name = entry.optionalText("Key").orElse("");
        if (entries.put(name, entry.texts("Values")) != null) {
          throw ApiException.notValid(name, "Key", "It must not be given twice.");
        }
      }
    }
    return entries;
  }

  /** A parameter without which the policy means nothing. */
  ApiException missing(String key) {
    return ApiException.parameter("The policy " + policy + " requires the parameter " + key + ".");
  }
}
