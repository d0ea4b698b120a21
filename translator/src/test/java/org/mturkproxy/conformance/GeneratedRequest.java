package org.mturkproxy.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.parameter.Parameter;
import org.mturkproxy.translator.parameter.ParameterType;
import org.mturkproxy.translator.parameter.StructureType;

/**
 * Parameters for an operation, generated from its declaration: the fewest that it takes, or as many
 * and as large as it takes.
 */
public final class GeneratedRequest {

  private static final Pattern LIST = Pattern.compile("list of at most ([0-9]+): (.*)");
  private static final Pattern NUMBER = Pattern.compile("number (-?[0-9]+)\\.\\.(-?[0-9]+)");
  private static final Pattern TEXT = Pattern.compile("text, at most ([0-9]+) characters");

  /** Longer lists than this have limits of the proxy's own. */
  private static final int MOST_ITEMS = 100;

  /** An emoji is one character of the API, and two of Java. */
  private static final String LETTER = "\uD83D\uDE00";

  private final Map<String, String> meanings;
  private final boolean maximal;
  private final Map<String, String> parameters = new LinkedHashMap<>();

  private GeneratedRequest(Map<String, String> meanings, boolean maximal) {
    this.meanings = meanings;
    this.maximal = maximal;
  }

  /** The required parameters, each with its least value. */
  public static Map<String, String> minimal(Operation operation, Map<String, String> meanings) {
    return new GeneratedRequest(meanings, false).of(operation);
  }

  /**
   * All parameters, each with its greatest value; lists are full up to a hundred items.
   *
   * @param meanings values that are not for free, by the name without numbers, such as {@code
   *     QualificationRequirement.Comparator}; the empty text leaves the parameter out
   */
  public static Map<String, String> maximal(Operation operation, Map<String, String> meanings) {
    return new GeneratedRequest(meanings, true).of(operation);
  }

  private Map<String, String> of(Operation operation) {
    addAll(operation.parameters(), "", "");
    return parameters;
  }

  private void addAll(List<Parameter> declared, String path, String name) {
    for (Parameter parameter : declared) {
      boolean idle = parameter.unless().filter(this::isWanted).isPresent();
      String meant = name + parameter.name();
      if (maximal || (parameter.required() && !idle) || isWanted(meant)) {
        add(parameter.type(), path + parameter.name(), meant);
      }
    }
  }

  /** {@code +Name} in the meanings says that even the smallest request needs this one. */
  private boolean isWanted(String name) {
    return meanings.containsKey("+" + name);
  }

  private void add(ParameterType type, String path, String name) {
    String meaning = meanings.get(name);
    if (meaning != null && meaning.isEmpty()) {
      return;
    }
    Matcher list = LIST.matcher(type.describe());
    boolean isList = list.matches();
    int items = isList ? items(type, path, Integer.parseInt(list.group(1))) : 0;
    if (type instanceof StructureType structure) {
      if (!isList) {
        addAll(structure.members(), path + ".", name + ".");
      }
      for (int i = 1; i <= most(name, items); i++) {
        addAll(structure.members(), path + "." + i + ".", name + ".");
      }
    } else if (isList) {
      for (int i = 1; i <= most(name, items); i++) {
        item(list.group(2), i, meaning).ifPresent(put(path + "." + i));
      }
    } else {
      parameters.put(path, meaning != null ? meaning : scalar(type.describe()));
    }
  }

  /** Inside of structures a few will do: lists of lists of lists grow out of all proportion. */
  private int items(ParameterType type, String path, int most) {
    if (!maximal) {
      return 1;
    }
    int some = path.indexOf('.') < 0 ? MOST_ITEMS : type instanceof StructureType ? 3 : 15;
    return Math.min(some, most);
  }

  private Consumer<String> put(String path) {
    return value -> parameters.put(path, value);
  }

  /** {@code Name#} in the meanings says how many there are of it. */
  private int most(String name, int items) {
    return Optional.ofNullable(meanings.get(name + "#")).map(Integer::valueOf).orElse(items);
  }

  private Optional<String> item(String type, int number, String meaning) {
    List<String> words = words(type);
    if (meaning != null) {
      return Optional.of(meaning);
    }
    if (!words.isEmpty()) {
      return number <= words.size() ? Optional.of(words.get(number - 1)) : Optional.empty();
    }
    return Optional.of(type.equals("Worker id") ? "A" + number + "GENERATED" : scalar(type));
  }

  private static List<String> words(String type) {
    return type.startsWith("one of ")
        ? Stream.of(type.substring("one of ".length()).split(", ", -1)).toList()
        : List.of();
  }

  private String scalar(String type) {
    Matcher number = NUMBER.matcher(type);
    if (number.matches()) {
      return number.group(maximal ? 2 : 1);
    }
    Matcher text = TEXT.matcher(type);
    if (text.matches()) {
      return maximal ? LETTER.repeat(Integer.parseInt(text.group(1))) : "x";
    }
    List<String> words = words(type);
    if (!words.isEmpty()) {
      return words.get(maximal ? words.size() - 1 : 0);
    }
    return switch (type) {
      case "boolean" -> maximal ? "true" : "false";
      case "text" -> maximal ? ("<a>&amp;+%2B\u00e9 " + LETTER).repeat(20) : "x";
      case "US dollars, at most two decimal places" -> "0.05";
      case "USD" -> "USD";
      case "country code" -> "us";
      case "subdivision code" -> "US-CA";
      default -> throw new AssertionError("a value for " + type + " must be given");
    };
  }
}
