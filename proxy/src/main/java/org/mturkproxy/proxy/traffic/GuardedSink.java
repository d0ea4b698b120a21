package org.mturkproxy.proxy.traffic;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sink whose failures hold up neither calls nor other sinks: it counts what they lose, and has
 * the sink say so as soon as it works again. For the log's thread.
 */
final class GuardedSink {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedSink.class);

  private final Sink sink;
  private final Clock clock;
  private final AtomicLong lost;

  /** Calls that the sink has not got, and does not tell of yet. */
  private long dropped;

  /** Calls that are in the block, and not yet on the disk. */
  private long unflushed;

  /** Those of them that only their report is not on the disk of: they count as lost already. */
  private long unflushedReports;

  private boolean failing;

  /**
   * Guards a sink.
   *
   * @param lost counts what is lost
   */
  GuardedSink(Sink sink, Clock clock, AtomicLong lost) {
    this.sink = sink;
    this.clock = clock;
    this.lost = lost;
  }

  /** Adds a call to the block. */
  void add(LoggedCall call) {
    try {
      sink.add(call);
      unflushed++;
    } catch (IOException | RuntimeException e) {
      lost.incrementAndGet();
      failed(1, e);
    }
  }

  /** Takes note of calls that never came so far; they are counted as lost already. */
  void dropped(long calls) {
    dropped += calls;
  }

  /** Until it is on the disk, the report counts for the calls that it tells of. */
  void reportDropped() {
    if (dropped == 0) {
      return;
    }
    long calls = dropped;
    dropped = 0;
    try {
      sink.addDropped(clock.instant(), calls);
      unflushed += calls;
      unflushedReports += calls;
    } catch (IOException | RuntimeException e) {
      failed(calls, e);
    }
  }

  int pending() {
    return sink.pending();
  }

  void commit(boolean durable) {
    long calls = unflushed;
    long reports = unflushedReports;
    unflushed = 0;
    unflushedReports = 0;
    try {
      sink.commit(durable);
      failing = false;
    } catch (IOException | RuntimeException e) {
      lost.addAndGet(calls - reports);
      failed(calls, e);
    }
  }

  void tick() {
    try {
      sink.tick();
    } catch (IOException | RuntimeException e) {
      failed(0, e);
    }
  }

  private void failed(long calls, Exception cause) {
    dropped += calls;
    if (!failing) {
      LOG.error("cannot write the traffic log", cause);
    }
    failing = true;
  }

  void close() {
    try {
      sink.close();
    } catch (IOException | RuntimeException e) {
      LOG.error("cannot close the traffic log", e);
    }
  }
}
