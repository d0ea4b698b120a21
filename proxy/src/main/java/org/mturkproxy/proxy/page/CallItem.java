package org.mturkproxy.proxy.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.mturkproxy.proxy.traffic.LoggedRecord;

/** What a list shows of a call: its record without what was said, as JSON. */
final class CallItem {

  private static final JsonFactory JSON = new JsonFactory();

  private static final Set<String> COPIED =
      Set.of(
          "time",
          "requestId",
          "client",
          "userAgent",
          "transport",
          "environment",
          "caller",
          "operation",
          "version",
          "status",
          "outcome",
          "error",
          "calls",
          "retries",
          "micros");

  /** A batch can have many warnings that say the same. */
  private static final int MOST_TEXTS = 8;

  private CallItem() {}

  /** One JSON object, with the call's id in it. */
  static String json(LoggedRecord call) {
    StringWriter text = new StringWriter();
    try (JsonParser in = JSON.createParser(call.json());
        JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      out.writeStringField("id", call.id().toString());
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        if (COPIED.contains(name)) {
          out.writeFieldName(name);
          out.copyCurrentStructure(in);
        } else if (name.equals("modern")) {
          writeEach(in, "operation", out, name);
        } else if (name.equals("warnings")) {
          writeEach(in, "text", out, name);
        } else {
          in.skipChildren();
        }
      }
      out.writeEndObject();
    } catch (IOException e) {
      // In memory only.
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** One member of each object of an array; what is said twice, once. */
  private static void writeEach(JsonParser in, String member, JsonGenerator out, String name)
      throws IOException {
    Set<String> texts = new LinkedHashSet<>();
    while (in.nextToken() == JsonToken.START_OBJECT) {
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = in.currentName().equals(member);
        in.nextToken();
        if (wanted && texts.size() < MOST_TEXTS) {
          texts.add(in.getText());
        }
        in.skipChildren();
      }
    }
    out.writeArrayFieldStart(name);
    for (String one : texts) {
      out.writeString(one);
    }
    out.writeEndArray();
  }
}
