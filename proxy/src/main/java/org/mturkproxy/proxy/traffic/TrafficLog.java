package org.mturkproxy.proxy.traffic;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.config.TrafficLogConfig.Personal;
import org.mturkproxy.config.TrafficLogConfig.Sinks;
import org.mturkproxy.proxy.upstream.Environment;
import org.mturkproxy.translator.exchange.Exchange;

/**
 * The traffic log: every call with both sides of it. Taking an exchange never blocks; closing
 * writes what is still to be written.
 */
public interface TrafficLog extends AutoCloseable {

  /**
   * Takes a call that is done.
   *
   * @return completed when its answer may be given: at once, unless the configuration says that
   *     answers wait. Never completed exceptionally; by any thread
   */
  CompletionStage<Void> record(Exchange exchange);

  /** How many calls were not written down since the start: the disk was too slow, or full. */
  long lost();

  /** How many calls wait to be written. */
  int queued();

  @Override
  void close();

  /**
   * Opens the log that is configured.
   *
   * @param environment calls are shown as calls to it
   * @param knownKeyId tells the ids of the keys that may call; others are not written down
   * @throws IOException when a file cannot be opened
   */
  static TrafficLog open(
      TrafficLogConfig config, Environment environment, Predicate<String> knownKeyId, Clock clock)
      throws IOException {
    return open(config, environment, knownKeyId, clock, Optional.empty());
  }

  /**
   * Opens the log that is configured, for somebody to watch.
   *
   * @param environment calls are shown as calls to it
   * @param knownKeyId tells the ids of the keys that may call; others are not written down
   * @param watcher is shown what is written; nothing, if the log is off
   * @throws IOException when a file cannot be opened
   */
  static TrafficLog open(
      TrafficLogConfig config,
      Environment environment,
      Predicate<String> knownKeyId,
      Clock clock,
      Optional<Watcher> watcher)
      throws IOException {
    Sinks wanted = config.sinks();
    if (!wanted.any()) {
      return new Off();
    }
    List<Sink> sinks = new ArrayList<>();
    if (wanted.file().isPresent()) {
      sinks.add(new LineSink(RotatingFile.open(wanted.file().get(), clock)));
    }
    if (wanted.store().isPresent()) {
      sinks.add(new StoreSink(wanted.store().get(), wanted.strict(), clock));
    }
    if (wanted.standardOutput()) {
      sinks.add(new LineSink(Output.of(LogFile.standardOutput())));
    }
    // Last: what is shown is in the store by then.
    watcher.ifPresent(one -> sinks.add(new WatchSink(one)));
    Redaction redaction = new Redaction(wanted.personal(), hash(wanted));
    return QueuedTrafficLog.start(
        sinks,
        new ExchangeLine(environment, knownKeyId, redaction),
        clock,
        wanted.whenSlow(),
        wanted.strict());
  }

  /** The key is kept beside the log, so that a Worker has one code for as long as it is there. */
  private static PersonalHash hash(Sinks wanted) throws IOException {
    var path = wanted.file().map(TrafficLogConfig.Lines::path);
    if (path.isEmpty()) {
      path = wanted.store().map(TrafficLogConfig.Store::path);
    }
    return wanted.personal() == Personal.HASH && path.isPresent()
        ? PersonalHash.keptIn(path.get().resolveSibling("traffic-log.key"))
        : PersonalHash.fresh();
  }

  /** Nowhere: costs nothing. */
  final class Off implements TrafficLog {

    private Off() {}

    @Override
    public CompletionStage<Void> record(Exchange exchange) {
      return CompletableFuture.completedStage(null);
    }

    @Override
    public long lost() {
      return 0;
    }

    @Override
    public int queued() {
      return 0;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
