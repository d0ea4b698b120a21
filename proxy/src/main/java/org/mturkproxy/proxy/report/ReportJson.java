package org.mturkproxy.proxy.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** A report for programs. */
public final class ReportJson {

  private ReportJson() {}

  /** Writes one JSON object; the writer stays open. */
  public static void write(UsageReport report, Writer out) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeNumberField("legacyCalls", report.total().legacy());
      json.writeNumberField("modernCalls", report.total().modern());
      json.writeNumberField("missingCalls", report.missing());
      json.writeNumberField("unreadableLines", report.unreadable());
      json.writeArrayFieldStart("usages");
      for (Usage usage : report.usages()) {
        writeUsage(report, usage, json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("days");
      for (Map.Entry<LocalDate, UsageReport.Day> day : report.days().entrySet()) {
        json.writeStartObject();
        json.writeStringField("day", day.getKey().toString());
        json.writeNumberField("legacy", day.getValue().legacy());
        json.writeNumberField("modern", day.getValue().modern());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void writeUsage(UsageReport report, Usage usage, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("caller", usage.key().caller());
    json.writeStringField("operation", usage.key().operation());
    json.writeBooleanField("modern", usage.key().modern());
    json.writeNumberField("calls", usage.calls());
    json.writeNumberField("failed", usage.failed());
    json.writeObjectFieldStart("errors");
    for (Map.Entry<String, Long> error : usage.errors().entrySet()) {
      json.writeNumberField(error.getKey(), error.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("cost", usage.cost());
    json.writeNumberField("averageMillis", usage.averageMillis());
    json.writeStringField("lastSeen", usage.last().toString());
    writeTexts(json, "called", usage.modern());
    writeTexts(json, "equivalent", report.equivalent(usage));
    json.writeStringField("needs", report.needs(usage));
    Optional<ReadyCode> code = report.code(usage);
    if (code.isPresent()) {
      writeCode(json, report.format().word(), code.get());
    }
    json.writeEndObject();
  }

  private static void writeCode(JsonGenerator json, String format, ReadyCode code)
      throws IOException {
    json.writeObjectFieldStart("snippet");
    json.writeStringField("requestId", code.requestId());
    json.writeStringField("format", format);
    if (code.reason().isEmpty()) {
      json.writeStringField("code", code.code());
    } else {
      json.writeStringField("reason", code.reason());
    }
    json.writeEndObject();
  }

  private static void writeTexts(JsonGenerator json, String name, Iterable<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
