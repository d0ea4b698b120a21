package org.mturkproxy.marketplace.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mturkproxy.marketplace.model.Operation;
import org.mturkproxy.marketplace.model.Type.Structure;

/**
 * The input of a call, or a structure inside it, checked against its declaration: members have
 * their types and limits, and the required ones are there.
 */
public final class Input {

  private final JsonNode node;

  private Input(JsonNode node) {
    this.node = node;
  }

  /**
   * Checks an input.
   *
   * @throws ApiException the error that the real service would answer
   */
  public static Input of(ObjectNode given, Operation operation) {
    Structure declared = operation.input();
    ObjectNode cleaned = TypeCheck.clean(given, declared);
    ModelCheck.check(cleaned, declared);
    ManualCheck.check(cleaned, declared);
    return new Input(cleaned);
  }

  /** What was stored by {@link #json}. */
  public static Input stored(String json) {
    return new Input(Json.read(json));
  }

  /** A required text. */
  public String text(String name) {
    return node.required(name).textValue();
  }

  /** A text that may be absent. */
  public Optional<String> optionalText(String name) {
    return Optional.ofNullable(node.get(name)).map(JsonNode::textValue);
  }

  /** A required whole number. */
  public long whole(String name) {
    return node.required(name).longValue();
  }

  /** A whole number that may be absent. */
  public OptionalLong optionalWhole(String name) {
    JsonNode value = node.get(name);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value.longValue());
  }

  /** A 32-bit number that may be absent. */
  public OptionalInt optionalInt(String name) {
    JsonNode value = node.get(name);
    return value == null ? OptionalInt.empty() : OptionalInt.of(value.intValue());
  }

  /** A flag that may be absent. */
  public Optional<Boolean> optionalFlag(String name) {
    return Optional.ofNullable(node.get(name)).map(JsonNode::booleanValue);
  }

  /** A flag with a default. */
  public boolean flag(String name, boolean ifAbsent) {
    return optionalFlag(name).orElse(ifAbsent);
  }

  /** A required point in time; fractions below a millisecond are cut. */
  public Instant time(String name) {
    BigDecimal millis = node.required(name).decimalValue().movePointRight(3);
    return Instant.ofEpochMilli(
        millis
            .setScale(0, RoundingMode.DOWN)
            .max(BigDecimal.valueOf(Long.MIN_VALUE))
            .min(BigDecimal.valueOf(Long.MAX_VALUE))
            .longValue());
  }

  /** A structure that may be absent. */
  public Optional<Input> structure(String name) {
    return Optional.ofNullable(node.get(name)).map(Input::new);
  }

  /** The structures of a list; absent is empty. */
  public List<Input> structures(String name) {
    List<Input> items = new ArrayList<>();
    node.path(name).forEach(item -> items.add(new Input(item)));
    return List.copyOf(items);
  }

  /** The texts of a list; absent is empty. */
  public List<String> texts(String name) {
    List<String> items = new ArrayList<>();
    node.path(name).forEach(item -> items.add(item.textValue()));
    return List.copyOf(items);
  }

  /** The numbers of a list; absent is empty. */
  public List<Integer> ints(String name) {
    List<Integer> items = new ArrayList<>();
    node.path(name).forEach(item -> items.add(item.intValue()));
    return List.copyOf(items);
  }

  /** Whether the member was given. */
  public boolean has(String name) {
    return node.has(name);
  }

  /** The whole structure as JSON, declared members only, in the order of the declaration. */
  public String json() {
    return Json.text(node);
  }
}
