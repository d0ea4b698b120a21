package org.mturkproxy.translator.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.error.LegacyErrors;

/** Reads something for each of many, a few at a time, and stops at the first that fails. */
public final class FewAtATime<T> {

  private static final int LANES = 4;

  private final List<T> all;
  private final Calls calls;
  private final Function<T, CompletionStage<Optional<Outcome>>> reading;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReference<Outcome> failed = new AtomicReference<>();

  /**
   * Prepares it.
   *
   * @param reading how one is read; it tells how that failed, if it did. Up to four run at once
   */
  public FewAtATime(
      List<T> all, Calls calls, Function<T, CompletionStage<Optional<Outcome>>> reading) {
    this.all = List.copyOf(all);
    this.calls = calls;
    this.reading = reading;
  }

  /** Reads all; tells how it failed, if it did. */
  public CompletionStage<Optional<Outcome>> run() {
    List<CompletableFuture<Void>> lanes = new ArrayList<>();
    for (int lane = 0; lane < Math.min(LANES, all.size()); lane++) {
      lanes.add(lane().toCompletableFuture());
    }
    return CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new))
        .thenApply(done -> Optional.ofNullable(failed.get()));
  }

  /** A loop over what is there already, so that no list is too long for the stack. */
  private CompletionStage<Void> lane() {
    while (true) {
      int place = next.getAndIncrement();
      if (place >= all.size() || failed.get() != null) {
        return CompletableFuture.completedFuture(null);
      }
      if (calls.isLate()) {
        failed.compareAndSet(null, new Outcome.Failed(LegacyErrors.serviceUnavailable()));
        return CompletableFuture.completedFuture(null);
      }
      CompletableFuture<Optional<Outcome>> one =
          reading.apply(all.get(place)).toCompletableFuture();
      if (!one.isDone()) {
        return one.thenCompose(
            end -> {
              ended(end);
              return lane();
            });
      }
      ended(one.join());
    }
  }

  private void ended(Optional<Outcome> end) {
    end.ifPresent(outcome -> failed.compareAndSet(null, outcome));
  }
}
