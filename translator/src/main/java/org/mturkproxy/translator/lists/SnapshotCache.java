package org.mturkproxy.translator.lists;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.mturkproxy.translator.lists.Snapshots.Limits;
import org.mturkproxy.translator.value.Structure;

/** The lists that were read lately, of all Requesters, within the memory allowed. */
final class SnapshotCache {

  /** What an entry takes besides its list: key, node, empty arrays. */
  private static final int ENTRY = 1024;

  /**
   * What tells lists apart ({@code mapping.md} 3.4 rule 2): not page, size or order.
   *
   * @param credential whose they are upstream
   * @param operation the modern operation
   * @param inputs the filters
   * @param most how far it was read
   */
  record Key(String credential, String operation, List<Structure> inputs, long most) {}

  private final Limits limits;
  private final Cache<Key, Loaded> kept;
  private final Room room;

  SnapshotCache(Limits limits, Clock clock) {
    this.limits = limits;
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(limits.mostBytes())
            .weigher((Key key, Loaded loaded) -> weight(key, loaded))
            .expireAfterWrite(limits.maxAge())
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .build();
    var eviction = kept.policy().eviction().orElseThrow();
    this.room = new Room(limits.mostBytes(), eviction::setMaximum);
  }

  private static int weight(Key key, Loaded loaded) {
    long bytes = ENTRY + 2L * key.inputs().toString().length();
    if (loaded instanceof Loaded.Kept there) {
      bytes += there.list().weight();
    }
    return (int) Math.min(Integer.MAX_VALUE, bytes);
  }

  Room room() {
    return room;
  }

  /** Whether anything is ever kept. */
  boolean isOn() {
    return !limits.maxAge().isZero() && limits.mostBytes() > 0;
  }

  Optional<Loaded> find(Key key) {
    return Optional.ofNullable(kept.getIfPresent(key));
  }

  void keep(Key key, Loaded loaded) {
    if (isOn()) {
      kept.put(key, loaded);
    }
  }

  /** Forgets the lists of one Requester about something. */
  void drop(String credential, Set<Subject> subjects) {
    kept.asMap()
        .keySet()
        .removeIf(
            key ->
                key.credential().equals(credential)
                    && subjects.contains(Subject.ofList(key.operation())));
  }

  /** The bytes that are kept now. */
  long weight() {
    return kept.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }
}
