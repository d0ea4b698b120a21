package org.mturkproxy.proxy.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import java.util.regex.Pattern;
import org.mturkproxy.proxy.traffic.Shown;

/**
 * Names a Worker where the traffic log has a code or nothing: the call itself named one, and would
 * be refused without.
 */
final class HiddenWorkers {

  private static final Set<String> WORKERS = Set.of("WorkerId", "SubjectId");
  private static final Pattern CODE = Pattern.compile("#[0-9a-f]{16}");

  private HiddenWorkers() {}

  /** Logged parameters with somebody in the place of those whom the log does not name. */
  static JsonNode named(JsonNode requests) {
    return named("", requests);
  }

  private static JsonNode named(String name, JsonNode value) {
    if (value instanceof ObjectNode structure) {
      ObjectNode copy = structure.objectNode();
      structure.properties().forEach(m -> copy.set(m.getKey(), named(m.getKey(), m.getValue())));
      return copy;
    }
    if (value instanceof ArrayNode items) {
      ArrayNode copy = items.arrayNode();
      items.forEach(item -> copy.add(named(name, item)));
      return copy;
    }
    boolean isWorker = WORKERS.contains(name);
    if (isWorker && value.asText().equals(Shown.HIDDEN_VALUE)) {
      return new TextNode(LegacyInput.SOME_WORKER);
    }
    return value.isTextual() && (isWorker || Shown.of(name) == Shown.Treatment.MESSAGE)
        ? new TextNode(CODE.matcher(value.textValue()).replaceAll(LegacyInput.SOME_WORKER))
        : value;
  }
}
