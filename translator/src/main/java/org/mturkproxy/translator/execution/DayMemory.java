package org.mturkproxy.translator.execution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.mturkproxy.translator.catalogue.Memory;

/** Remembers for a day, as long as MTurk remembers a token; the oldest go first when it is full. */
public final class DayMemory {

  private static final long MOST_ENTRIES = 100_000;

  private final Cache<Key, String> kept;

  private record Key(String requester, String key) {}

  /** An empty memory that ages by this clock. */
  public DayMemory(Clock clock) {
    kept =
        Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofDays(1))
            .maximumSize(MOST_ENTRIES)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /** What belongs to one Requester, for a call that must leave nothing. */
  public Memory readOnly(String requester) {
    Memory kept = of(requester);
    return new Memory() {
      @Override
      public Optional<String> recall(String key) {
        return kept.recall(key);
      }

      @Override
      public void keep(String key, String text) {
        // A dry run is forgotten.
      }
    };
  }

  /** What belongs to one Requester. */
  public Memory of(String requester) {
    return new Memory() {
      @Override
      public Optional<String> recall(String key) {
        return Optional.ofNullable(kept.getIfPresent(new Key(requester, key)));
      }

      @Override
      public void keep(String key, String text) {
        kept.put(new Key(requester, key), text);
      }
    };
  }
}
