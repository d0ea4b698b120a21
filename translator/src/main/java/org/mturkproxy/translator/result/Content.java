package org.mturkproxy.translator.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** How a modern value is said in legacy XML when it is one text ({@code mapping.md} 4.3). */
@FunctionalInterface
public interface Content {

  /** Text, an id, a word, an XML document: as it is. An empty one has no element. */
  Content TEXT = value -> Optional.of(value.asText()).filter(text -> !text.isEmpty());

  /** A number without fraction. */
  Content NUMBER = value -> Optional.of(value.asText());

  /** A boolean: {@code 1} or {@code 0}. */
  Content FLAG = value -> Optional.of(value.asBoolean() ? "1" : "0");

  /** Epoch seconds to {@code 2016-05-04T10:20:30Z}, rounded down: boto takes no fraction. */
  Content TIME = value -> Optional.of(LegacyTime.print(value));

  /** The text of a value that is there; empty when the element is left out. */
  Optional<String> text(JsonNode value);
}
