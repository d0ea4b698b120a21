package org.mturkproxy.translator.result;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;
import org.mturkproxy.translator.declared.Scalar;
import org.mturkproxy.translator.declared.SchemaType;
import org.mturkproxy.translator.declared.Vocabulary;

/**
 * How a modern value is said in legacy XML when it is one text ({@code mapping.md} 4.3).
 *
 * @param type its type in the schema
 * @param print the text of a value that is there; empty when the element is left out
 */
public record Content(SchemaType type, Function<JsonNode, Optional<String>> print) {

  /** Text, an id, an XML document: as it is. An empty one has no element. */
  public static final Content TEXT = new Content(Scalar.STRING, Content::asItIs);

  /** A number without fraction. */
  public static final Content NUMBER = new Content(Scalar.INT, Content::digits);

  /** A number without fraction that the schema gives more room: a count of seconds, mostly. */
  public static final Content LONG = new Content(Scalar.LONG, Content::digits);

  /** A number with a fraction, as it is. */
  public static final Content DOUBLE = new Content(Scalar.DOUBLE, Content::asItIs);

  /** A boolean: {@code 1} or {@code 0}. */
  public static final Content FLAG =
      new Content(Scalar.BOOLEAN, value -> Optional.of(value.asBoolean() ? "1" : "0"));

  /** Epoch seconds to {@code 2016-05-04T10:20:30Z}, rounded down: boto takes no fraction. */
  public static final Content TIME =
      new Content(Scalar.DATE_TIME, value -> Optional.of(LegacyTime.print(value)));

  public Content {
    requireNonNull(type, "type");
    requireNonNull(print, "print");
  }

  /** A word of an enumeration, as it is. */
  public static Content oneOf(Vocabulary vocabulary) {
    return new Content(vocabulary, Content::asItIs);
  }

  private static Optional<String> asItIs(JsonNode value) {
    return Optional.of(value.asText()).filter(text -> !text.isEmpty());
  }

  private static Optional<String> digits(JsonNode value) {
    return Optional.of(value.asText());
  }
}
