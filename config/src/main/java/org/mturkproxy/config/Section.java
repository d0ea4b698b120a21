package org.mturkproxy.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mturkproxy.config.YamlNode.Entry;
import org.mturkproxy.config.YamlNode.Mapping;

/**
 * A mapping of the file while it is read. It remembers which keys were asked for: {@link
 * #refuseOthers()} then names those that nobody knows.
 */
final class Section {

  private final String path;
  private final Mapping mapping;
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();

  Section(String path, Mapping mapping, Problems problems) {
    this.path = path;
    this.mapping = mapping;
    this.problems = problems;
  }

  Position position() {
    return mapping.position();
  }

  /** The value of an optional key. */
  Optional<Field> field(String name) {
    known.add(name);
    return Optional.ofNullable(mapping.entries().get(name))
        .map(entry -> new Field(below(name), entry.value(), problems));
  }

  /** The value of a key that must be there. */
  Optional<Field> required(String name, String expected) {
    Optional<Field> field = field(name);
    if (field.isEmpty()) {
      problems.add(position(), below(name), "missing; expected " + expected);
    }
    return field;
  }

  /** The mapping below an optional key; without that key, an empty one at this place. */
  Section section(String name) {
    return field(name)
        .flatMap(field -> field.section("a mapping (keys with values, indented below it)"))
        .orElseGet(() -> new Section(below(name), new Mapping(position(), Map.of()), problems));
  }

  /** Notes every key that was not asked for, with the known one it may be meant to be. */
  void refuseOthers() {
    Map<String, Entry> others = new LinkedHashMap<>(mapping.entries());
    others.keySet().removeAll(known);
    others.forEach(
        (name, entry) ->
            problems.add(
                entry.key(),
                below(name),
                "unknown key; "
                    + Nearest.to(name, known)
                        .map(nearest -> "did you mean " + nearest + "?")
                        .orElse("known here: " + String.join(", ", known))));
  }

  private String below(String name) {
    return KeyName.below(path, name);
  }
}
