package org.mturkproxy.proxy.explain.snippet;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.proxy.explain.ExplainedCall;

/** A list of objects: {@code target}, {@code body}, and {@code remarks} where there are any. */
final class JsonSnippet implements Snippet {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String write(List<ExplainedCall> calls, Optional<String> endpoint) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartArray();
      for (int i = 0; i < calls.size(); i++) {
        json.writeStartObject();
        json.writeStringField("target", calls.get(i).call().target());
        json.writeFieldName("body");
        calls.get(i).call().input().writeJson(json);
        List<String> remarks = Remarks.of(calls, i);
        if (!remarks.isEmpty()) {
          json.writeObjectField("remarks", remarks);
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen: a text takes every write", e);
    }
    return text + "\n";
  }
}
