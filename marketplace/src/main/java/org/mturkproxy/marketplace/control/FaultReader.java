package org.mturkproxy.marketplace.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mturkproxy.marketplace.call.ApiException;

/**
 * Reads a script of faults, strictly: a test whose misspelled fault hits nothing, or everything,
 * proves nothing.
 */
final class FaultReader {

  /** A call keeps its room among the requests while it waits. */
  private static final int MOST_DELAY_MILLIS = 60_000;

  private static final Set<String> MEMBERS =
      Set.of(
          "kind",
          "operation",
          "afterCommit",
          "status",
          "withBody",
          "delayMillis",
          "percent",
          "count");

  private FaultReader() {}

  /**
   * The faults of {@code {"faults":[…]}}.
   *
   * @throws ApiException if it is anything else
   */
  static List<Fault> read(ObjectNode given) {
    refuseOthers(given, Set.of("faults"));
    if (!given.path("faults").isArray()) {
      throw bad("faults must be a list.");
    }
    List<Fault> script = new ArrayList<>();
    for (JsonNode each : given.path("faults")) {
      script.add(fault(each));
    }
    return script;
  }

  private static Fault fault(JsonNode given) {
    refuseOthers(given, MEMBERS);
    String kind = given.path("kind").asText();
    JsonNode operation = given.path("operation");
    if (!operation.isMissingNode() && !operation.isTextual()) {
      throw bad("operation must be a name.");
    }
    return new Fault(
        Optional.ofNullable(operation.textValue()),
        Fault.Kind.of(kind).orElseThrow(() -> bad("The kind \"" + kind + "\" is not known.")),
        flag(given, "afterCommit", false),
        Math.toIntExact(number(given, "status", 500, 599, 500)),
        flag(given, "withBody", true),
        Duration.ofMillis(number(given, "delayMillis", 0, MOST_DELAY_MILLIS, 0)),
        Math.toIntExact(number(given, "percent", 1, 100, 100)),
        number(given, "count", 1, Long.MAX_VALUE, Long.MAX_VALUE));
  }

  private static void refuseOthers(JsonNode given, Set<String> known) {
    given
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw bad("The member \"" + name + "\" is not known.");
              }
            });
  }

  private static boolean flag(JsonNode given, String name, boolean otherwise) {
    JsonNode value = given.path(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw bad(name + " must be true or false.");
    }
    return value.asBoolean(otherwise);
  }

  private static long number(JsonNode given, String name, long least, long most, long otherwise) {
    JsonNode value = given.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < least
        || value.longValue() > most) {
      throw bad(name + " must be a number from " + least + " to " + most + ".");
    }
    return value.longValue();
  }

  static ApiException bad(String message) {
    return ApiException.framework(400, "ValidationException", message);
  }
}
