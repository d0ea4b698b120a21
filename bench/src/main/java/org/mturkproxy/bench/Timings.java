package org.mturkproxy.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** How long something took, many times. */
final class Timings {

  private final long[] nanos;

  private final Optional<?> lastResult;

  private Timings(long[] nanos, Optional<?> lastResult) {
    this.nanos = nanos;
    this.lastResult = lastResult;
    Arrays.sort(nanos);
  }

  /** Does something so many times, after as many times that do not count. */
  static Timings of(int times, Supplier<?> work) {
    Optional<?> result = Optional.empty();
    for (int i = 0; i < times; i++) {
      result = Optional.ofNullable(work.get());
    }
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      result = Optional.ofNullable(work.get());
      nanos[i] = System.nanoTime() - start;
    }
    return new Timings(nanos, result);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "median %.2f ms, 99 %% below %.2f ms (%d calls%s)",
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 99 / 100] / 1e6,
        nanos.length,
        lastResult.isPresent() ? "" : ", the last without result");
  }
}
