package org.mturkproxy.proxy.traffic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/**
 * Makes lines, and writes them in blocks. Either all of a line reaches the block or nothing does,
 * and a block that cannot be written is thrown away: what a failure loses is known exactly.
 */
final class LineWriter {

  private static final JsonFactory JSON = new JsonFactory();

  private static final int LARGE = 256 * 1024;

  /** What makes a line. */
  private interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  private final OutputStream out;
  private final ExchangeLine exchangeLine;
  private ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
  private ByteArrayOutputStream block = new ByteArrayOutputStream(64 * 1024);

  LineWriter(OutputStream out, ExchangeLine exchangeLine) {
    this.out = out;
    this.exchangeLine = exchangeLine;
  }

  /** Adds the line of a call to the block. */
  void add(LogEntry entry) throws IOException {
    addLine(json -> exchangeLine.write(json, entry));
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
    line = emptied(line);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      content.write(json);
    }
    line.write('\n');
    line.writeTo(block);
  }

  /** Used again, unless a large line made it large. */
  private static ByteArrayOutputStream emptied(ByteArrayOutputStream bytes) {
    if (bytes.size() > LARGE) {
      return new ByteArrayOutputStream(4096);
    }
    bytes.reset();
    return bytes;
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
      line = emptied(line);
      block = emptied(block);
    }
  }

  void close() throws IOException {
    out.close();
  }
}
