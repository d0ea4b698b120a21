package org.mturkproxy.proxy.traffic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.mturkproxy.translator.exchange.Exchange;

/**
 * Writes lines to a stream. A line is made whole before any of it is written, so that one that
 * fails does not leave half of itself in the log.
 */
final class LineWriter {

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  /** What makes a line. */
  private interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  private final OutputStream out;
  private final ExchangeLine exchangeLine;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(4096);

  LineWriter(OutputStream out, ExchangeLine exchangeLine) {
    this.out = new BufferedOutputStream(out, 64 * 1024);
    this.exchangeLine = exchangeLine;
  }

  void write(Exchange exchange) throws IOException {
    writeLine(json -> exchangeLine.write(json, exchange));
  }

  /** Says that calls are missing here. */
  void writeDropped(Instant time, long calls) throws IOException {
    writeLine(
        json -> {
          json.writeStartObject();
          json.writeStringField("time", time.toString());
          json.writeNumberField("dropped", calls);
          json.writeEndObject();
        });
  }

  private void writeLine(Content content) throws IOException {
    line.reset();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      content.write(json);
    }
    line.write('\n');
    line.writeTo(out);
  }

  void flush() throws IOException {
    out.flush();
  }

  void close() throws IOException {
    out.close();
  }
}
