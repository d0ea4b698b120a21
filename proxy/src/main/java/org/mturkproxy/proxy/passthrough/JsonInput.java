package org.mturkproxy.proxy.passthrough;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;
import org.mturkproxy.translator.value.Whole;

/**
 * The body of a modern call as values, for the record and for what decides about it. What is sent
 * are the bytes.
 */
final class JsonInput {

  /**
   * As many elements as a legacy envelope may have, and more than any call needs. In memory a value
   * of two bytes takes a hundred: without a bound, one body of the allowed size fills the heap.
   */
  private static final int MOST_TOKENS = 20_000;

  private static final JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).build())
              .build());

  private JsonInput() {}

  /**
   * Its members; none of what is no JSON object, which is for upstream to refuse. Empty where there
   * is too much in it, or too deep: nobody can say what such a call would do.
   */
  static Optional<Structure> read(byte[] body) {
    try {
      JsonNode node = JSON.readTree(body);
      return Optional.of(node.isObject() ? structure(node) : Structure.EMPTY);
    } catch (StreamConstraintsException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(Structure.EMPTY);
    }
  }

  private static Structure structure(JsonNode node) {
    Map<String, Value> members = new LinkedHashMap<>();
    node.properties()
        .forEach(
            member -> {
              if (!member.getValue().isNull()) {
                members.put(member.getKey(), value(member.getValue()));
              }
            });
    return new Structure(members);
  }

  private static Value value(JsonNode node) {
    if (node.isObject()) {
      return structure(node);
    }
    if (node.isArray()) {
      List<Value> values = new ArrayList<>();
      node.forEach(item -> values.add(item.isNull() ? new Text("null") : value(item)));
      return new Items(values);
    }
    if (node.isBoolean()) {
      return new Flag(node.booleanValue());
    }
    return node.canConvertToExactIntegral() && node.canConvertToLong()
        ? new Whole(node.longValue())
        : new Text(node.asText());
  }
}
