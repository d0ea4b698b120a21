package org.mturkproxy.marketplace.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An answer, or a structure inside it, member by member. What is absent is left out. */
public final class Output {

  private final ObjectNode node = Json.object();

  /** The output of operations that have nothing to say. */
  public static Output nothing() {
    return new Output();
  }

  /** Adds a text. */
  public Output text(String name, String value) {
    node.put(name, value);
    return this;
  }

  /** Adds a text if there is one. */
  public Output text(String name, Optional<String> value) {
    value.ifPresent(present -> node.put(name, present));
    return this;
  }

  /** Adds a number. */
  public Output whole(String name, long value) {
    node.put(name, value);
    return this;
  }

  /** Adds a number if there is one. */
  public Output whole(String name, Optional<? extends Number> value) {
    value.ifPresent(present -> node.put(name, present.longValue()));
    return this;
  }

  /** Adds a flag. */
  public Output flag(String name, boolean value) {
    node.put(name, value);
    return this;
  }

  /** Adds a time, in seconds with as many decimals as it needs, at least one. */
  public Output time(String name, Instant value) {
    BigDecimal seconds = BigDecimal.valueOf(value.toEpochMilli(), 3).stripTrailingZeros();
    node.put(name, seconds.scale() < 1 ? seconds.setScale(1) : seconds);
    return this;
  }

  /** Adds a time if there is one. */
  public Output time(String name, Optional<Instant> value) {
    value.ifPresent(present -> time(name, present));
    return this;
  }

  /** Adds a structure. */
  public Output structure(String name, Output value) {
    node.set(name, value.node);
    return this;
  }

  /** Adds a structure if there is one. */
  public Output structure(String name, Optional<Output> value) {
    value.ifPresent(present -> structure(name, present));
    return this;
  }

  /** Adds a list of structures, also an empty one. */
  public Output structures(String name, List<Output> values) {
    ArrayNode array = node.putArray(name);
    values.forEach(value -> array.add(value.node));
    return this;
  }

  /** Adds a list of numbers. */
  public Output wholes(String name, List<Integer> values) {
    ArrayNode array = node.putArray(name);
    values.forEach(array::add);
    return this;
  }

  /** Adds the members of another output. */
  public Output all(Output other) {
    node.setAll(other.node);
    return this;
  }

  /** Adds JSON that is known to have the declared shape. */
  public Output json(String name, JsonNode value) {
    node.set(name, value);
    return this;
  }

  /** About how many bytes its texts take in the answer; never less, but for escapes. */
  long textBytes() {
    return textBytes(node);
  }

  private static long textBytes(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue().chars().mapToLong(c -> c < 0x80 ? 1 : 3).sum();
    }
    long bytes = 0;
    for (JsonNode child : value) {
      bytes += textBytes(child);
    }
    return bytes;
  }

  /** The answer's JSON. */
  public ObjectNode node() {
    return node;
  }
}
