package org.mturkproxy.proxy.traffic;

import java.io.IOException;
import java.time.Instant;

/**
 * One place that calls are written to, in blocks. A block that cannot be written is thrown away:
 * what a failure loses is known exactly. For one thread.
 */
interface Sink {

  /** Adds a call to the block. */
  void add(LoggedCall call) throws IOException;

  /** Adds to the block that calls are missing here. */
  void addDropped(Instant time, long calls) throws IOException;

  /** The size of the block, in bytes. */
  int pending();

  /**
   * Writes the block. Nothing is pending afterwards, whatever happens.
   *
   * @param durable whether it must be on the disk, and not only with the system, on return
   */
  void commit(boolean durable) throws IOException;

  /** Does what is due by now; called now and then, when nothing is pending. */
  void tick() throws IOException;

  void close() throws IOException;
}
