package org.mturkproxy.proxy.traffic;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.config.TrafficLogConfig.Store;

/**
 * Calls in the store. It is opened by the first call, on the log's thread: the start of the proxy
 * waits for no database.
 */
final class StoreSink implements Sink {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

  private final Store config;
  private final boolean durable;
  private final Clock clock;
  private final List<StoredCall> calls = new ArrayList<>();
  private Optional<TrafficStore> store = Optional.empty();
  private long missing;
  private int bytes;
  private Instant nextLook = Instant.MIN;

  /**
   * Prepares the file.
   *
   * @throws IOException for the user to read
   */
  StoreSink(Store config, boolean durable, Clock clock) throws IOException {
    this.config = config;
    this.durable = durable;
    this.clock = clock;
    TrafficStore.prepare(config.path());
  }

  @Override
  public void add(LoggedCall call) {
    calls.add(new StoredCall(call));
    bytes += call.line().length;
  }

  @Override
  public void addDropped(Instant time, long dropped) {
    missing += dropped;
  }

  @Override
  public int pending() {
    return bytes;
  }

  @Override
  public void commit(boolean always) throws IOException {
    if (calls.isEmpty() && missing == 0) {
      return;
    }
    try {
      opened().write(calls, clock.instant(), missing);
    } catch (SQLException e) {
      throw new IOException("cannot write to " + config.path(), e);
    } finally {
      calls.clear();
      missing = 0;
      bytes = 0;
    }
  }

  private TrafficStore opened() throws SQLException {
    if (store.isEmpty()) {
      store = Optional.of(TrafficStore.open(config, durable));
    }
    return store.get();
  }

  /** A little at a time: calls wait for it. */
  @Override
  public void tick() throws IOException {
    Instant now = clock.instant();
    if (store.isEmpty() || now.isBefore(nextLook)) {
      return;
    }
    nextLook = now.plus(BETWEEN_LOOKS);
    try {
      if (store.get().retain(now)) {
        nextLook = now;
      }
    } catch (SQLException e) {
      throw new IOException("cannot delete old calls of " + config.path(), e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (store.isPresent()) {
        store.get().close();
      }
    } catch (SQLException e) {
      throw new IOException("cannot close " + config.path(), e);
    }
  }
}
