package org.mturkproxy.proxy.traffic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Calls as JSON lines. */
final class LineSink implements Sink {

  private static final int LARGE = 256 * 1024;

  private final Output out;
  private ByteArrayOutputStream block = new ByteArrayOutputStream(64 * 1024);

  LineSink(Output out) {
    this.out = out;
  }

  @Override
  public void add(LoggedCall call) throws IOException {
    block.write(call.line());
  }

  @Override
  public void addDropped(Instant time, long calls) throws IOException {
    String line = "{\"time\":\"%s\",\"dropped\":%d}\n".formatted(time, calls);
    block.write(line.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int pending() {
    return block.size();
  }

  @Override
  public void commit(boolean durable) throws IOException {
    if (block.size() == 0) {
      return;
    }
    try {
      out.write(block.toByteArray(), durable);
    } finally {
      // Used again, unless a large line made it large.
      if (block.size() > LARGE) {
        block = new ByteArrayOutputStream(64 * 1024);
      }
      block.reset();
    }
  }

  @Override
  public void tick() throws IOException {
    out.tick();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
