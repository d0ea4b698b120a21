package org.mturkproxy.proxy.traffic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Shows calls to somebody who watches, once the sinks before it have written them. */
final class WatchSink implements Sink {

  private final Watcher watcher;
  private final List<LoggedCall> block = new ArrayList<>();
  private int bytes;

  WatchSink(Watcher watcher) {
    this.watcher = watcher;
  }

  @Override
  public void add(LoggedCall call) {
    block.add(call);
    bytes += call.line().length;
  }

  @Override
  public void addDropped(Instant time, long calls) {
    watcher.missing(calls);
  }

  @Override
  public int pending() {
    return bytes;
  }

  @Override
  public void commit(boolean durable) {
    for (LoggedCall call : block) {
      watcher.logged(
          new LoggedRecord(
              call.entry().exchange().received().requestId(), call.row(), call.line()));
    }
    block.clear();
    bytes = 0;
  }

  @Override
  public void tick() {
    // Nothing is ever due.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
