package org.mturkproxy.proxy.traffic;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.mturkproxy.config.TrafficLogConfig.Personal;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;
import org.mturkproxy.translator.value.Whole;

/** Writes parameters and answers with nothing in them but what may be written down. */
final class Redaction {

  static final String HIDDEN = Shown.HIDDEN_VALUE;

  /** As MTurk makes ids of Workers. */
  private static final Pattern WORKER_ID = Pattern.compile("\\bA[0-9A-Z]{11,20}\\b");

  /** What the policy SimplePlurality/2011-09-01 found that Workers agree on. */
  private static final String AGREED_ANSWER = "AgreedAnswer";

  private final Personal personal;
  private final PersonalHash hash;

  Redaction(Personal personal, PersonalHash hash) {
    this.personal = personal;
    this.hash = hash;
  }

  /** A structure of either API, as it was sent. */
  void write(JsonGenerator json, Structure structure) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, Value> member : structure.members().entrySet()) {
      json.writeFieldName(member.getKey());
      write(json, member.getKey(), member.getValue());
    }
    json.writeEndObject();
  }

  /**
   * Whether a member is what Workers answered though its name does not say so: a review's result is
   * a pair of {@code Key} and {@code Value}.
   */
  boolean isHiddenAnswer(String key, String name) {
    return personal != Personal.SHOW && name.equals("Value") && key.equals(AGREED_ANSWER);
  }

  private void write(JsonGenerator json, String name, Value value) throws IOException {
    if (value instanceof Structure structure) {
      write(json, structure);
    } else if (value instanceof Items items) {
      json.writeStartArray();
      for (Value item : items.values()) {
        write(json, name, item);
      }
      json.writeEndArray();
    } else if (value instanceof Text text) {
      json.writeString(text(name, text.text()));
    } else if (Shown.of(name) == Shown.Treatment.HIDDEN) {
      json.writeString(HIDDEN);
    } else if (value instanceof Whole whole) {
      json.writeNumber(whole.number());
    } else if (value instanceof Flag flag) {
      json.writeBoolean(flag.on());
    }
  }

  /** An answer of the modern API. */
  void write(JsonGenerator json, String name, JsonNode node) throws IOException {
    if (node.isObject()) {
      json.writeStartObject();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        json.writeFieldName(member.getKey());
        if (isHiddenAnswer(node.path("Key").asText(), member.getKey())) {
          json.writeString(HIDDEN);
        } else {
          write(json, member.getKey(), member.getValue());
        }
      }
      json.writeEndObject();
    } else if (node.isArray()) {
      json.writeStartArray();
      for (JsonNode item : node) {
        write(json, name, item);
      }
      json.writeEndArray();
    } else if (node.isNull()) {
      json.writeNull();
    } else if (node.isTextual()) {
      json.writeString(text(name, node.textValue()));
    } else if (Shown.of(name) == Shown.Treatment.HIDDEN) {
      json.writeString(HIDDEN);
    } else if (node.isBoolean()) {
      json.writeBoolean(node.booleanValue());
    } else {
      json.writeNumber(node.decimalValue());
    }
  }

  /** What is shown of a text under this name. */
  String text(String name, String text) {
    return switch (Shown.of(name)) {
      case PLAIN -> text;
      case MESSAGE -> message(text);
      case PERSONAL -> personal(text);
      case HIDDEN -> HIDDEN;
    };
  }

  /** A text in which ids of Workers may stand. */
  String message(String text) {
    return personal == Personal.SHOW || text.indexOf('A') < 0
        ? text
        : WORKER_ID.matcher(text).replaceAll(id -> personal(id.group()));
  }

  private String personal(String text) {
    return switch (personal) {
      case SHOW -> text;
      case OMIT -> HIDDEN;
      case HASH -> hash.of(text.getBytes(StandardCharsets.UTF_8));
    };
  }
}
