package org.mturkproxy.marketplace.call;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.mturkproxy.marketplace.model.Operation;

/** The operations that are served. One that is not in here does not exist. */
public final class Registry {

  private final Map<String, Entry> entries = new HashMap<>();

  record Entry(Operation operation, Handler handler, Access access) {}

  /** As {@link Transactions} has it. */
  enum Access {
    READ,
    WRITE,
    READ_TIMELESS,
    WRITE_TIMELESS
  }

  /** Serves an operation that changes nothing. */
  public Registry reads(Operation operation, Handler handler) {
    return add(new Entry(operation, handler, Access.READ));
  }

  /** Serves an operation that changes something. */
  public Registry writes(Operation operation, Handler handler) {
    return add(new Entry(operation, handler, Access.WRITE));
  }

  /** Serves an operation that reads nothing which the clock changes. */
  public Registry readsTimeless(Operation operation, Handler handler) {
    return add(new Entry(operation, handler, Access.READ_TIMELESS));
  }

  /** Serves an operation that changes something which the clock neither reads nor changes. */
  public Registry writesTimeless(Operation operation, Handler handler) {
    return add(new Entry(operation, handler, Access.WRITE_TIMELESS));
  }

  private Registry add(Entry entry) {
    if (entries.put(entry.operation().name(), entry) != null) {
      throw new IllegalStateException(entry.operation().name() + " is there twice");
    }
    return this;
  }

  Optional<Entry> find(String operation) {
    return Optional.ofNullable(entries.get(operation));
  }
}
