package org.mturkproxy.proxy.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mturkproxy.config.TrafficLogConfig.Retention;
import org.mturkproxy.config.TrafficLogConfig.Store;

/** What a search costs at most. */
class StoreSearchTest {

  private static final CallSearch RARE =
      new CallSearch(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of("needle"));

  @TempDir Path directory;

  @Test
  void givesWhatItHasWhenItTakesTooLongAndGoesOnFromThere() throws Exception {
    int calls = 3 * StoreSearch.STRIDE;
    write(calls, "{\"needle\":1}", 10);
    // Every look at the clock is a second later.
    long[] now = new long[1];
    StoreSearch search = new StoreSearch(path(), () -> now[0] += 1_000_000_000L);
    FoundCalls found = search.find(RARE, Optional.empty(), 5, Duration.ZERO);
    assertEquals(List.of(), found.calls());
    assertFalse(found.full());
    int rounds = 1;
    List<LoggedRecord> all = new ArrayList<>();
    while (found.next().isPresent()) {
      found = search.find(RARE, found.next(), 5, Duration.ZERO);
      all.addAll(found.calls());
      rounds++;
    }
    assertEquals(3, rounds);
    assertEquals(List.of("id-10"), all.stream().map(call -> call.id().requestId()).toList());
  }

  @Test
  void looksAtAllOfThemInTime() throws Exception {
    write(2 * StoreSearch.STRIDE + 1, "{\"needle\":1}", 0);
    StoreSearch search = new StoreSearch(path(), () -> 0);
    FoundCalls found = search.find(RARE, Optional.empty(), 5, Duration.ofSeconds(2));
    assertEquals(1, found.calls().size());
    assertEquals(Optional.empty(), found.next());
  }

  /** Long lists of Assignments make records of a megabyte. */
  @Test
  void takesNoMoreThanSoMuchMemory() throws Exception {
    write(40, "{\"x\":\"" + "needle".repeat(200_000) + "\"}", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    FoundCalls found =
        new StoreSearch(path(), () -> 0).find(RARE, Optional.empty(), 100, Duration.ofSeconds(2));
    assertEquals(7, found.calls().size());
    assertTrue(found.full());
    assertEquals(Optional.of(found.calls().get(6).id()), found.next());
  }

  @Test
  void aCallThatIsForgottenByNowHasNothingBeforeIt() throws Exception {
    write(3, "{}", 0);
    StoreSearch search = new StoreSearch(path(), () -> 0);
    Optional<CallId> gone = Optional.of(new CallId(1, "gone"));
    assertEquals(
        new FoundCalls(List.of(), Optional.empty(), false),
        search.find(CallSearch.ALL, gone, 5, Duration.ZERO));
  }

  /** These have this record, all others an empty one. */
  private void write(int calls, String record, int... these) throws Exception {
    TrafficStore.prepare(path());
    try (TrafficStore store = TrafficStore.open(new Store(path(), Retention.DEFAULT), false)) {
      List<StoredCall> all = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        all.add(call(i, "{}"));
      }
      for (int one : these) {
        all.set(one, call(one, record));
      }
      store.write(all, Instant.EPOCH, 0);
    }
  }

  private static StoredCall call(int number, String record) {
    LogEntry entry = LogEntry.of(Exchanges.refused("id-" + number));
    return new StoredCall(
        new LoggedCall(entry, Optional.empty(), record.getBytes(StandardCharsets.UTF_8)));
  }

  private Path path() {
    return directory.resolve("t.db");
  }
}
