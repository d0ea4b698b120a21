package org.mturkproxy.translator.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.mturkproxy.translator.catalogue.Memory;

/**
 * Remembers for a day, as long as MTurk remembers a token; the oldest go first when it is full. A
 * cache that weighs how often something is asked for would drop the newest instead.
 */
public final class DayMemory {

  private static final Duration DAY = Duration.ofDays(1);

  /** What the smallest heap can spare, in bytes: about 25,000 entries. */
  private static final long MOST = 8L * 1024 * 1024;

  /** What an entry takes besides its characters. */
  private static final long ENTRY = 240;

  private final Clock clock;
  private final Map<Key, Kept> kept = new LinkedHashMap<>();
  private long weight;

  private record Key(String requester, String key) {}

  private record Kept(String text, Instant until) {}

  /** An empty memory that ages by this clock. */
  public DayMemory(Clock clock) {
    this.clock = clock;
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
        return find(new Key(requester, key));
      }

      @Override
      public void keep(String key, String text) {
        put(new Key(requester, key), text);
      }
    };
  }

  private synchronized Optional<String> find(Key key) {
    return Optional.ofNullable(kept.get(key))
        .filter(found -> clock.instant().isBefore(found.until()))
        .map(Kept::text);
  }

  private synchronized void put(Key key, String text) {
    Instant now = clock.instant();
    Kept before = kept.remove(key);
    if (before != null) {
      weight -= weight(key, before.text());
    }
    kept.put(key, new Kept(text, now.plus(DAY)));
    weight += weight(key, text);
    Iterator<Map.Entry<Key, Kept>> oldest = kept.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Key, Kept> entry = oldest.next();
      if (weight <= MOST && now.isBefore(entry.getValue().until())) {
        return;
      }
      weight -= weight(entry.getKey(), entry.getValue().text());
      oldest.remove();
    }
  }

  private static long weight(Key key, String text) {
    return ENTRY + key.key().length() + text.length();
  }
}
