package org.mturkproxy.proxy.report;

import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mturkproxy.proxy.traffic.CallRow;

/** What one caller did with one operation. */
final class Usage {

  /** Who, what, and by which API. */
  record Key(String caller, String operation, boolean modern) {

    static Key of(CallRow call) {
      return new Key(call.caller(), call.operation(), call.isModern());
    }
  }

  private final Key key;
  private final SortedSet<String> modern = new TreeSet<>();
  private final Map<String, Long> errors = new TreeMap<>();
  private long calls;
  private long failed;
  private long cost;
  private long micros;
  private Instant last = Instant.MIN;

  Usage(Key key) {
    this.key = key;
  }

  void add(CallRow call) {
    calls++;
    cost += call.cost();
    micros += call.micros();
    if (call.time().isAfter(last)) {
      last = call.time();
    }
    if (!call.outcome().equals("ok")) {
      failed++;
      errors.merge(call.error().orElse(call.outcome()), 1L, Long::sum);
    }
    modern.addAll(call.modern());
  }

  Key key() {
    return key;
  }

  long calls() {
    return calls;
  }

  /** Calls that were answered with an error. */
  long failed() {
    return failed;
  }

  /** The error codes, and how often each came. */
  Map<String, Long> errors() {
    return errors;
  }

  /** Modern calls altogether. */
  long cost() {
    return cost;
  }

  long averageMillis() {
    return Math.round(micros / 1000.0 / calls);
  }

  Instant last() {
    return last;
  }

  /** The modern operations that were called for it. */
  SortedSet<String> modern() {
    return modern;
  }
}
