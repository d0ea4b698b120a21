package org.mturkproxy.translator.value;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** A list, in the order that the caller meant. */
public record Items(List<Value> values) implements Value {

  public Items {
    values = List.copyOf(values);
  }

  @Override
  public void writeJson(JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Value value : values) {
      value.writeJson(json);
    }
    json.writeEndArray();
  }
}
