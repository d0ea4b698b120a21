package org.mturkproxy.config;

import java.util.List;
import java.util.Map;

/** A YAML document with its places, which Jackson's own tree forgets. */
sealed interface YamlNode {

  /** Where it begins. */
  Position position();

  /** A mapping, its keys in the file's order. */
  record Mapping(Position position, Map<String, Entry> entries) implements YamlNode {}

  /** A list. */
  record Sequence(Position position, List<YamlNode> items) implements YamlNode {}

  /** Anything else, as the file spells it. */
  record Scalar(Position position, Kind kind, String text) implements YamlNode {}

  /** One line of a mapping. */
  record Entry(Position key, YamlNode value) {}

  /** What YAML takes a scalar for. */
  enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN,
    NOTHING
  }
}
