package org.mturkproxy.proxy.traffic;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/**
 * Which calls of a log are wanted.
 *
 * @param since the first day that counts, UTC; empty: all
 * @param callers their keys; empty: all
 * @param operations their operations, of either API; empty: all
 */
public record CallFilter(Optional<LocalDate> since, Set<String> callers, Set<String> operations) {

  /** Every call. */
  public static final CallFilter ALL = new CallFilter(Optional.empty(), Set.of(), Set.of());

  public CallFilter {
    requireNonNull(since, "since");
    callers = Set.copyOf(callers);
    operations = Set.copyOf(operations);
  }

  boolean takes(CallRow call) {
    return since
            .filter(day -> LocalDate.ofInstant(call.time(), ZoneOffset.UTC).isBefore(day))
            .isEmpty()
        && (callers.isEmpty() || callers.contains(call.caller()))
        && (operations.isEmpty() || operations.contains(call.operation()));
  }
}
