package org.mturkproxy.translator.value;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** A number without fraction: a count, a length of time in seconds, a moment in epoch seconds. */
public record Whole(long number) implements Value {

  @Override
  public void writeJson(JsonGenerator json) throws IOException {
    json.writeNumber(number);
  }

  @Override
  public String toString() {
    return Long.toString(number);
  }
}
