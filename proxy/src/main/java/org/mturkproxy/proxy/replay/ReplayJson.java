package org.mturkproxy.proxy.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import org.mturkproxy.proxy.replay.Replayed.Verdict;

/** What came of a replay, for programs. */
public final class ReplayJson {

  private ReplayJson() {}

  /** Writes one JSON object; the writer stays open. */
  public static void write(ReplayResult result, Writer out) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("place", result.place());
      json.writeNumberField("calls", result.calls());
      json.writeNumberField("same", result.count(Verdict.SAME));
      json.writeNumberField("different", result.count(Verdict.DIFFERENT));
      json.writeNumberField("skipped", result.count(Verdict.SKIPPED));
      json.writeNumberField("failed", result.count(Verdict.FAILED));
      json.writeNumberField("notCompared", result.hidden());
      json.writeNumberField("missingCalls", result.missing());
      json.writeNumberField("unreadableLines", result.unreadable());
      write(json, "differentCalls", Verdict.DIFFERENT, result);
      write(json, "skippedCalls", Verdict.SKIPPED, result);
      write(json, "failedCalls", Verdict.FAILED, result);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void write(JsonGenerator json, String name, Verdict verdict, ReplayResult result)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Replayed one : result.all(verdict)) {
      json.writeStartObject();
      json.writeStringField("requestId", one.requestId());
      json.writeStringField("time", one.time().toString());
      json.writeStringField("caller", one.caller());
      json.writeStringField("operation", one.operation());
      if (verdict == Verdict.DIFFERENT) {
        json.writeArrayFieldStart("differences");
        for (Difference difference : one.differences()) {
          json.writeStartObject();
          json.writeStringField("path", difference.path());
          json.writeStringField("before", difference.before());
          json.writeStringField("after", difference.after());
          json.writeEndObject();
        }
        json.writeEndArray();
      } else {
        json.writeStringField("reason", one.reason());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
