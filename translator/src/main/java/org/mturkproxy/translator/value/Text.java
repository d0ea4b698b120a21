package org.mturkproxy.translator.value;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * Text, an id, an enumeration value, an XML document, or an amount of money (a JSON string of
 * dollars in the modern API).
 */
public record Text(String text) implements Value {

  public Text {
    requireNonNull(text, "text");
  }

  @Override
  public void writeJson(JsonGenerator json) throws IOException {
    json.writeString(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
