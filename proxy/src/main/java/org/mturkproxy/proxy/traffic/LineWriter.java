package org.mturkproxy.proxy.traffic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.mturkproxy.translator.exchange.Exchange;

/**
 * Makes lines, and writes them in blocks. Either all of a line reaches the block or nothing does,
 * and a block that cannot be written is thrown away: what a failure loses is known exactly.
 */
final class LineWriter {

  private static final JsonFactory JSON = new JsonFactory();

  /** What makes a line. */
  private interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  private final OutputStream out;
  private final ExchangeLine exchangeLine;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
  private final ByteArrayOutputStream block = new ByteArrayOutputStream(64 * 1024);

  LineWriter(OutputStream out, ExchangeLine exchangeLine) {
    this.out = out;
    this.exchangeLine = exchangeLine;
  }

  /** Adds the line of a call to the block. */
  void add(Exchange exchange) throws IOException {
    addLine(json -> exchangeLine.write(json, exchange));
  }

  /** Adds a line that says that calls are missing here. */
  void addDropped(Instant time, long calls) throws IOException {
    addLine(
        json -> {
          json.writeStartObject();
          json.writeStringField("time", time.toString());
          json.writeNumberField("dropped", calls);
          json.writeEndObject();
        });
  }

  private void addLine(Content content) throws IOException {
    line.reset();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      content.write(json);
    }
    line.write('\n');
    line.writeTo(block);
  }

  /** The size of the block, in bytes. */
  int pending() {
    return block.size();
  }

  void flush() throws IOException {
    try {
      block.writeTo(out);
      out.flush();
    } finally {
      block.reset();
    }
  }

  void close() throws IOException {
    out.close();
  }
}
