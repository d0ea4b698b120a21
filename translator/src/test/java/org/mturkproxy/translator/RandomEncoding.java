package org.mturkproxy.translator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * The same parameters written in one of the many ways that legacy clients have ({@code
 * legacy-api.md} 3.2): counted from zero, from one or with gaps, repeated, with and without the
 * number of a lone structure, as a batch of one, in any letter case, in any order, more or less
 * percent-encoded, in the URL, in the body, or in both.
 *
 * @param query what stands in the URL
 * @param body what stands in the form
 */
record RandomEncoding(String query, String body) {

  private record Pair(String name, String value) {}

  /** The way of the manual, for comparison. */
  static RandomEncoding plain(String operation, Map<String, String> parameters) {
    String pairs =
        parameters.entrySet().stream()
            .map(each -> "&" + each.getKey() + "=" + LegacyClient.encoded(each.getValue()))
            .collect(Collectors.joining());
    return new RandomEncoding(
        "", "AWSAccessKeyId=" + LegacyClient.KEY + "&Operation=" + operation + pairs);
  }

  /** Writes parameters whose lists count from one, and whose lone structures have no number. */
  static RandomEncoding of(String operation, Map<String, String> parameters, Random random) {
    boolean batch = random.nextInt(4) == 0;
    Numbers numbers = Numbers.any(random);
    List<Pair> pairs = new ArrayList<>();
    pairs.add(new Pair("Operation", operation));
    pairs.add(new Pair("AWSAccessKeyId", LegacyClient.KEY));
    parameters.forEach(
        (name, value) ->
            pairs.add(new Pair((batch ? operation + ".1." : "") + numbers.in(name), value)));

    Map<Boolean, List<Pair>> halves = new LinkedHashMap<>();
    int split = random.nextInt(3);
    for (Pair pair : shuffled(pairs, random)) {
      // All of one name in one place: across places their order says nothing.
      boolean inBody = split == 0 || (split == 1 && (pair.name().hashCode() & 1) == 0);
      halves.computeIfAbsent(inBody, any -> new ArrayList<>()).add(pair);
    }
    return new RandomEncoding(
        written(halves.getOrDefault(false, List.of()), random),
        written(halves.getOrDefault(true, List.of()), random));
  }

  /** In any order, but those of one name in their own. */
  private static List<Pair> shuffled(List<Pair> pairs, Random random) {
    List<String> order = new ArrayList<>(pairs.stream().map(Pair::name).toList());
    Collections.shuffle(order, random);
    Map<String, List<Pair>> byName = pairs.stream().collect(Collectors.groupingBy(Pair::name));
    return order.stream().map(name -> byName.get(name).remove(0)).toList();
  }

  private static String written(List<Pair> pairs, Random random) {
    return pairs.stream()
        .map(pair -> anyCase(pair.name(), random) + "=" + encoded(pair.value(), random))
        .collect(Collectors.joining(random.nextInt(5) == 0 ? "&&" : "&"));
  }

  private static String anyCase(String name, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> name.toLowerCase(Locale.ROOT);
      case 1 -> name.toUpperCase(Locale.ROOT);
      default -> name;
    };
  }

  /** What must be encoded is, and of the rest now and then a character. */
  private static String encoded(String value, Random random) {
    StringBuilder text = new StringBuilder();
    for (byte octet : value.getBytes(UTF_8)) {
      boolean plain = octet >= '0' && Character.isLetterOrDigit(octet);
      if (plain && random.nextInt(20) > 0) {
        text.append((char) octet);
      } else if (octet == ' ' && random.nextBoolean()) {
        text.append('+');
      } else {
        text.append(String.format(random.nextBoolean() ? "%%%02X" : "%%%02x", octet));
      }
    }
    return text.toString();
  }

  /**
   * How numbers are written.
   *
   * @param first the number of the first item
   * @param step from one item to the next
   * @param repeated whether lists of scalars repeat their name instead
   * @param lone what stands behind the name of a structure of which there is one
   */
  private record Numbers(int first, int step, boolean repeated, String lone) {

    static Numbers any(Random random) {
      return new Numbers(
          random.nextInt(3),
          1 + random.nextInt(3),
          random.nextInt(3) == 0,
          List.of("", ".0", ".1", ".7").get(random.nextInt(4)));
    }

    String in(String name) {
      String[] steps = name.split("\\.", -1);
      StringBuilder written = new StringBuilder(steps[0]);
      for (int i = 1; i < steps.length; i++) {
        boolean number = Character.isDigit(steps[i].charAt(0));
        if (!number) {
          boolean loneStructure = !Character.isDigit(steps[i - 1].charAt(0));
          written.append(loneStructure ? lone : "").append('.').append(steps[i]);
        } else if (i + 1 < steps.length || !repeated) {
          written.append('.').append(first + (Integer.parseInt(steps[i]) - 1) * step);
        }
      }
      return written.toString();
    }
  }
}
