package org.mturkproxy.proxy.traffic;

import java.io.IOException;
import java.io.OutputStream;

/** Where blocks of lines go. */
interface Output {

  /**
   * Writes whole lines.
   *
   * @param durable whether they must be on the disk, and not only with the system, on return
   */
  void write(byte[] lines, boolean durable) throws IOException;

  /** Does what is due by now; called now and then. */
  default void tick() throws IOException {
    // Most have nothing to do.
  }

  void close() throws IOException;

  /** A stream; whether it reaches a disk is not known. */
  static Output of(OutputStream out) {
    return new Output() {
      @Override
      public void write(byte[] lines, boolean durable) throws IOException {
        out.write(lines);
        out.flush();
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }
}
