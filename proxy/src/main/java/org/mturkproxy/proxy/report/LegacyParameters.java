package org.mturkproxy.proxy.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says understood parameters as a REST client would have sent them. */
public final class LegacyParameters {

  private LegacyParameters() {}

  /**
   * Names and texts, in order.
   *
   * @param request a request as it was logged
   * @param prefix put before each name
   */
  public static Map<String, String> of(JsonNode request, String prefix) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : request.properties()) {
      add(prefix + member.getKey(), member.getValue(), parameters);
    }
    return parameters;
  }

  private static void add(String name, JsonNode value, Map<String, String> parameters) {
    if (value.isArray()) {
      int number = 0;
      for (JsonNode item : value) {
        number++;
        addOne(name + "." + number, item, parameters);
      }
    } else if (value.isObject()) {
      addOne(name + ".1", value, parameters);
    } else {
      parameters.put(name, value.asText());
    }
  }

  private static void addOne(String name, JsonNode value, Map<String, String> parameters) {
    if (value.isObject()) {
      parameters.putAll(of(value, name + "."));
    } else {
      parameters.put(name, value.asText());
    }
  }
}
