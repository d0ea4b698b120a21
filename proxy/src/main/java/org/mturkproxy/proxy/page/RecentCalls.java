package org.mturkproxy.proxy.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.proxy.traffic.CallId;
import org.mturkproxy.proxy.traffic.CallSearch;
import org.mturkproxy.proxy.traffic.FoundCalls;
import org.mturkproxy.proxy.traffic.LoggedRecord;

/**
 * The newest calls, in memory: as many as have room. Each has a number, one more than the one
 * before. The lock is held for moments only, since the log's thread adds to it.
 */
final class RecentCalls {

  /** What a call takes besides its record. */
  private static final int OVERHEAD = 1024;

  private final long maxBytes;
  private final Deque<Recent> calls = new ArrayDeque<>();
  private long bytes;
  private long added;
  private long unlogged;

  /** A call and its number. */
  static final class Recent {
    private final long number;
    private final LoggedRecord call;
    private volatile String item = "";

    Recent(long number, LoggedRecord call) {
      this.number = number;
      this.call = call;
    }

    long number() {
      return number;
    }

    LoggedRecord call() {
      return call;
    }

    /** What lists show of it, as JSON; made when somebody looks. */
    String item() {
      if (item.isEmpty()) {
        item = CallItem.json(call);
      }
      return item;
    }
  }

  /**
   * Some calls in a row.
   *
   * @param skipped how many before them are wanted too, but not there any more, or too many
   * @param calls the oldest first
   */
  record Row(long skipped, List<Recent> calls) {}

  /** Has room for records of so many bytes. */
  RecentCalls(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  synchronized void add(LoggedRecord call) {
    calls.addLast(new Recent(++added, call));
    bytes += weight(call);
    while (bytes > maxBytes && calls.size() > 1) {
      bytes -= weight(calls.removeFirst().call());
    }
  }

  private static long weight(LoggedRecord call) {
    return (long) OVERHEAD + call.length();
  }

  /** Takes note of calls that nobody will see. */
  synchronized void missing(long count) {
    unlogged += count;
  }

  /** How many calls there were, those that are gone by now too. */
  synchronized long added() {
    return added;
  }

  /** How many calls the log has not got. */
  synchronized long unlogged() {
    return unlogged;
  }

  /** The calls that come after a number: the newest of them, if there are more than so many. */
  synchronized Row after(long number, int most) {
    long wanted = added - number;
    if (wanted <= 0) {
      return new Row(0, List.of());
    }
    Deque<Recent> row = new ArrayDeque<>();
    Iterator<Recent> newest = calls.descendingIterator();
    while (newest.hasNext() && row.size() < Math.min(most, wanted)) {
      row.addFirst(newest.next());
    }
    return new Row(wanted - row.size(), List.copyOf(row));
  }

  /** Looks for calls as {@code StoreSearch} does. */
  FoundCalls find(CallSearch filter, Optional<CallId> before, int limit) {
    List<LoggedRecord> found = new ArrayList<>();
    Optional<CallId> last = Optional.empty();
    boolean there = before.isEmpty();
    for (LoggedRecord call : newestFirst()) {
      if (found.size() == limit) {
        return new FoundCalls(found, last, true);
      }
      if (there && filter.wants(call)) {
        found.add(call);
      }
      there = there || before.get().equals(call.id());
      last = Optional.of(call.id());
    }
    return new FoundCalls(found, Optional.empty(), found.size() == limit);
  }

  /** The record of a call, if it is still there. */
  Optional<String> record(CallId id) {
    return newestFirst().stream()
        .filter(call -> call.id().equals(id))
        .findFirst()
        .map(LoggedRecord::json);
  }

  private synchronized List<LoggedRecord> newestFirst() {
    List<LoggedRecord> all = new ArrayList<>(calls.size());
    calls.descendingIterator().forEachRemaining(recent -> all.add(recent.call()));
    return all;
  }
}
