package org.mturkproxy.proxy.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.mturkproxy.proxy.admin.AdminPage;
import org.mturkproxy.proxy.traffic.FoundCalls;
import org.mturkproxy.proxy.traffic.LoggedRecord;

/** Writes what the page reads. */
final class PageJson {

  private static final JsonFactory JSON = new JsonFactory();

  private PageJson() {}

  /** Writes the members of an object. */
  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  static AdminPage calls(FoundCalls found, String source) {
    return object(
        json -> {
          json.writeStringField("source", source);
          json.writeArrayFieldStart("calls");
          for (LoggedRecord call : found.calls()) {
            json.writeRawValue(CallItem.json(call));
          }
          json.writeEndArray();
          // Not full, and more to look at: it took too long.
          json.writeBooleanField("full", found.full());
          if (found.next().isPresent()) {
            json.writeStringField("next", found.next().get().toString());
          }
        });
  }

  static AdminPage progress(String report, String source, Instant startedAt) {
    return object(
        json -> {
          json.writeStringField("source", source);
          json.writeStringField("startedAt", startedAt.toString());
          json.writeFieldName("report");
          json.writeRawValue(report);
        });
  }

  static AdminPage status(PageStatus status, String source, Instant startedAt) {
    return object(
        json -> {
          json.writeStringField("state", status.state());
          json.writeStringField("environment", status.environment());
          json.writeBooleanField("production", status.production());
          json.writeStringField("source", source);
          json.writeStringField("startedAt", startedAt.toString());
          if (status.legacyUrl().isPresent()) {
            json.writeStringField("legacyUrl", status.legacyUrl().get());
          }
          if (status.tlsUrl().isPresent()) {
            json.writeStringField("tlsUrl", status.tlsUrl().get());
          }
        });
  }

  private static AdminPage object(Members members) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      // In memory only.
      throw new UncheckedIOException(e);
    }
    return AdminPage.json(200, text.toString());
  }
}
