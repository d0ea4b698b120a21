package org.mturkproxy.proxy.traffic;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.mturkproxy.translator.exchange.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the traffic log on a thread of its own. Event loops only put entries into a queue of
 * {@value #PLACES} places, which takes no more once it holds {@value #MAX_BYTES} bytes.
 *
 * <p>When the queue is full, because the disk is slower than the traffic, a call is not logged:
 * answering goes first. Such calls are counted, and a line {@code {"time":…,"dropped":n}} says so
 * as soon as there is room again. What cannot be written (disk full) is counted the same way.
 */
final class QueuedTrafficLog implements TrafficLog {

  private static final Logger LOG = LoggerFactory.getLogger(QueuedTrafficLog.class);

  static final int PLACES = 1024;

  static final long MAX_BYTES = 4L * 1024 * 1024;

  private static final int BLOCK_BYTES = 64 * 1024;
  private static final long CLOSE_SECONDS = 10;

  private final BlockingQueue<LogEntry> queue = new ArrayBlockingQueue<>(PLACES);
  private final AtomicLong queuedBytes = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final LineWriter writer;
  private final Clock clock;
  private final Thread thread;

  /** Calls that are in the block, and not yet on the disk. */
  private long unflushed;

  /** Those of them that only their report is not on the disk of: they count as lost already. */
  private long unflushedReports;

  private boolean failing;
  private volatile boolean closing;

  private QueuedTrafficLog(LineWriter writer, Clock clock) {
    this.writer = writer;
    this.clock = clock;
    this.thread = new Thread(this::run, "mturk-proxy-traffic-log");
    this.thread.setDaemon(true);
  }

  /** Starts the thread; the stream is closed with the log. */
  static QueuedTrafficLog start(OutputStream out, ExchangeLine line, Clock clock) {
    QueuedTrafficLog log = new QueuedTrafficLog(new LineWriter(out, line), clock);
    log.thread.start();
    return log;
  }

  @Override
  public void accept(Exchange exchange) {
    LogEntry entry = LogEntry.of(exchange);
    if (queuedBytes.getAndAdd(entry.weight()) >= MAX_BYTES || !queue.offer(entry)) {
      queuedBytes.addAndGet(-entry.weight());
      dropped.incrementAndGet();
      lost.incrementAndGet();
    }
  }

  @Override
  public long lost() {
    return lost.get();
  }

  @Override
  public int queued() {
    return queue.size();
  }

  private void run() {
    try {
      while (!closing || !queue.isEmpty()) {
        LogEntry next = queue.poll(100, TimeUnit.MILLISECONDS);
        if (next != null) {
          reportDropped();
          add(next);
          queuedBytes.addAndGet(-next.weight());
        }
      }
      reportDropped();
      flush();
    } catch (InterruptedException e) {
      LOG.warn("the traffic log was stopped with {} calls unwritten", queue.size());
    }
  }

  private void add(LogEntry entry) {
    try {
      writer.add(entry);
      unflushed++;
    } catch (IOException | RuntimeException e) {
      lost.incrementAndGet();
      lost(1, e);
    }
    if (queue.isEmpty() || writer.pending() > BLOCK_BYTES) {
      flush();
    }
  }

  /** Until it is on the disk, the report counts for the calls that it tells of. */
  private void reportDropped() {
    long calls = dropped.getAndSet(0);
    if (calls > 0) {
      try {
        writer.addDropped(clock.instant(), calls);
        unflushed += calls;
        unflushedReports += calls;
      } catch (IOException e) {
        lost(calls, e);
      }
    }
  }

  private void flush() {
    long calls = unflushed;
    long reports = unflushedReports;
    unflushed = 0;
    unflushedReports = 0;
    try {
      writer.flush();
      failing = false;
    } catch (IOException e) {
      lost.addAndGet(calls - reports);
      lost(calls, e);
    }
  }

  private void lost(long calls, Exception cause) {
    dropped.addAndGet(calls);
    if (!failing) {
      LOG.error("cannot write the traffic log", cause);
    }
    failing = true;
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
      thread.interrupt();
      thread.join();
      writer.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.error("cannot close the traffic log", e);
    }
  }
}
