package org.mturkproxy.proxy.traffic;

import java.io.IOException;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.proxy.upstream.Environment;
import org.mturkproxy.translator.exchange.Exchange;

/**
 * The traffic log: one JSON line for each legacy call, with both sides of it. Taking an exchange
 * never waits; closing writes what is still to be written.
 */
public interface TrafficLog extends Consumer<Exchange>, AutoCloseable {

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
   * @throws IOException when the file cannot be opened
   */
  static TrafficLog open(
      TrafficLogConfig config, Environment environment, Predicate<String> knownKeyId, Clock clock)
      throws IOException {
    ExchangeLine line = new ExchangeLine(environment, knownKeyId);
    if (config instanceof TrafficLogConfig.File file) {
      return QueuedTrafficLog.start(LogFile.append(file.path()), line, clock);
    } else if (config instanceof TrafficLogConfig.StandardOutput) {
      return QueuedTrafficLog.start(LogFile.standardOutput(), line, clock);
    }
    return new Off();
  }

  /** Nowhere: costs nothing. */
  final class Off implements TrafficLog {

    private Off() {}

    @Override
    public void accept(Exchange exchange) {
      // Off means that nobody wants to know.
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
