package org.mturkproxy.translator.value;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** A boolean. */
public record Flag(boolean on) implements Value {

  @Override
  public void writeJson(JsonGenerator json) throws IOException {
    json.writeBoolean(on);
  }

  @Override
  public String toString() {
    return Boolean.toString(on);
  }
}
