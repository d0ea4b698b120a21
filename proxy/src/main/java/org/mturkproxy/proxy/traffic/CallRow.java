package org.mturkproxy.proxy.traffic;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One logged call, as reports count it.
 *
 * @param time when it came in
 * @param caller its key; {@code unknown} for one that is none of ours, {@code -} for none
 * @param transport {@code REST}, {@code SOAP}, or {@code MODERN} for a modern call passed through
 * @param operation what was asked for; {@code -} when that was not understood
 * @param modern the modern operations that were called
 * @param outcome {@code ok}, {@code error} or {@code unavailable}
 * @param error the error code of its answer
 * @param cost how many modern calls it took
 * @param micros how long it took
 */
public record CallRow(
    Instant time,
    String caller,
    String transport,
    String operation,
    List<String> modern,
    String outcome,
    Optional<String> error,
    long cost,
    long micros) {

  public CallRow {
    requireNonNull(time, "time");
    requireNonNull(caller, "caller");
    requireNonNull(transport, "transport");
    requireNonNull(operation, "operation");
    requireNonNull(outcome, "outcome");
    requireNonNull(error, "error");
    modern = List.copyOf(modern);
  }

  /** The same under another operation. */
  public CallRow of(String other) {
    return new CallRow(time, caller, transport, other, modern, outcome, error, cost, micros);
  }

  /** Whether the caller uses the modern API already. */
  public boolean isModern() {
    return transport.equals("MODERN");
  }
}
