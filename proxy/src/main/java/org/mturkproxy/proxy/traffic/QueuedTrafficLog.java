package org.mturkproxy.proxy.traffic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.mturkproxy.config.TrafficLogConfig.WhenSlow;
import org.mturkproxy.translator.exchange.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the traffic log on a thread of its own. Event loops only put entries into a {@link
 * WaitingRoom}.
 *
 * <p>When that is full, because the disk is slower than the traffic, either answering goes first:
 * the call is not logged but counted, and the log says so as soon as there is room again. Or the
 * answer waits for room. In strict mode each answer waits until its call is on the disk; calls that
 * wait at the same time share a write.
 *
 * <p>What cannot be written (disk full) is counted in the same way, in strict mode too: an answer
 * that is kept back makes clients repeat what has been done already.
 */
final class QueuedTrafficLog implements TrafficLog {

  private static final Logger LOG = LoggerFactory.getLogger(QueuedTrafficLog.class);
  private static final JsonFactory JSON = new JsonFactory();
  private static final CompletionStage<Void> AT_ONCE = CompletableFuture.completedStage(null);

  private static final int BLOCK_BYTES = 64 * 1024;
  private static final long CLOSE_SECONDS = 10;

  private final WaitingRoom room = new WaitingRoom();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final List<GuardedSink> sinks;
  private final ExchangeLine exchangeLine;
  private final WhenSlow whenSlow;
  private final boolean strict;
  private final Thread thread;

  /** Calls that were added to the blocks, whose answers wait for the disk. */
  private final List<Waiting> unwritten = new ArrayList<>();

  private volatile boolean closing;

  private QueuedTrafficLog(
      List<Sink> sinks, ExchangeLine line, Clock clock, WhenSlow whenSlow, boolean strict) {
    this.sinks = sinks.stream().map(sink -> new GuardedSink(sink, clock, lost)).toList();
    this.exchangeLine = line;
    this.whenSlow = whenSlow;
    this.strict = strict;
    this.thread = new Thread(this::run, "mturk-proxy-traffic-log");
    this.thread.setDaemon(true);
  }

  /** Starts the thread; the sinks are closed with the log. */
  static QueuedTrafficLog start(
      List<Sink> sinks, ExchangeLine line, Clock clock, WhenSlow whenSlow, boolean strict) {
    QueuedTrafficLog log = new QueuedTrafficLog(sinks, line, clock, whenSlow, strict);
    log.thread.start();
    return log;
  }

  @Override
  public CompletionStage<Void> record(Exchange exchange) {
    Waiting call = new Waiting(LogEntry.of(exchange), new CompletableFuture<>());
    if (closing) {
      // Nobody would ever let it go on.
      lost.incrementAndGet();
      return AT_ONCE;
    }
    if (room.enter(call)) {
      return strict ? call.goOn() : AT_ONCE;
    }
    if (strict || whenSlow == WhenSlow.WAIT) {
      room.waitOutside(call);
      return call.goOn();
    }
    dropped.incrementAndGet();
    lost.incrementAndGet();
    return AT_ONCE;
  }

  @Override
  public long lost() {
    return lost.get();
  }

  @Override
  public int queued() {
    return room.size();
  }

  private void run() {
    try {
      while (!closing || !room.isEmpty()) {
        Optional<Waiting> next = room.next();
        if (next.isPresent()) {
          reportDropped();
          add(next.get());
          room.leave(next.get());
        } else {
          sinks.forEach(GuardedSink::tick);
        }
        room.admit(!strict);
      }
      reportDropped();
    } catch (InterruptedException e) {
      LOG.warn("the traffic log was stopped with {} calls unwritten", room.size());
    } finally {
      commit();
    }
  }

  private void add(Waiting call) {
    if (strict) {
      unwritten.add(call);
    }
    try {
      LoggedCall logged = logged(call.entry());
      sinks.forEach(sink -> sink.add(logged));
    } catch (IOException | RuntimeException e) {
      LOG.error("cannot log a call", e);
      lost.incrementAndGet();
      sinks.forEach(sink -> sink.dropped(1));
    }
    if (room.isDrained() || sinks.stream().anyMatch(sink -> sink.pending() > BLOCK_BYTES)) {
      commit();
    }
  }

  private LoggedCall logged(LogEntry entry) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(2048);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      exchangeLine.write(json, entry);
    }
    line.write('\n');
    return new LoggedCall(
        entry, exchangeLine.caller(entry.exchange().understood()), line.toByteArray());
  }

  private void reportDropped() {
    long calls = dropped.getAndSet(0);
    sinks.forEach(
        sink -> {
          sink.dropped(calls);
          sink.reportDropped();
        });
  }

  private void commit() {
    sinks.forEach(sink -> sink.commit(strict));
    unwritten.forEach(call -> call.goOn().complete(null));
    unwritten.clear();
    sinks.forEach(GuardedSink::tick);
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
      thread.interrupt();
      thread.join();
      room.rest()
          .forEach(
              call -> {
                lost.incrementAndGet();
                call.goOn().complete(null);
              });
      sinks.forEach(GuardedSink::close);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
