package org.mturkproxy.proxy.traffic;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;

/** The answer to a call that was passed on, with nothing in it but what may be written down. */
final class ModernAnswerText {

  private static final JsonMapper JSON = new JsonMapper();

  private final Redaction redaction;

  ModernAnswerText(Redaction redaction) {
    this.redaction = redaction;
  }

  /** The same JSON, its values treated by their names; what is no JSON is not shown. */
  String redacted(String body) throws IOException {
    if (body.isEmpty()) {
      return body;
    }
    JsonNode answer;
    try {
      answer = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return Redaction.HIDDEN;
    }
    if (answer instanceof ObjectNode error && error.path("__type").asText().contains("Signature")) {
      // It tells what should have been signed, as upstream's errors do.
      error.retain("__type");
    }
    StringWriter text = new StringWriter(body.length());
    try (JsonGenerator json = JSON.createGenerator(text)) {
      redaction.write(json, "", answer);
    }
    return text.toString();
  }
}
