package org.mturkproxy.proxy.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.config.TrafficLogConfig.Retention;
import org.mturkproxy.config.TrafficLogConfig.Sinks;
import org.mturkproxy.config.TrafficLogConfig.Store;
import org.mturkproxy.proxy.upstream.Environment;

class TrafficStoreTest {

  private static final Clock CLOCK = Clock.fixed(Exchanges.TIME, ZoneOffset.UTC);
  private static final int MIB = 1024 * 1024;

  @TempDir Path directory;

  @Test
  void keepsEachCallWithWhatIsSearchedAndCountedBesideIt() throws Exception {
    try (TrafficLog log = log()) {
      log.record(Exchanges.answeredBy(Exchanges.success("{}")));
      log.record(Exchanges.refused("refused"));
    }
    assertEquals(
        "1462357230500 1306b1ca-0000-4000-8000-0000000000aa AKIALEGACY REST UnblockWorker"
            + " DeleteWorkerBlock ok null 1 4000",
        row(
            "SELECT millis, request_id, caller, transport, operation, modern, outcome, error, cost,"
                + " micros FROM calls WHERE id = 1"));
    assertEquals(
        "null null  error AWS.InvalidOperationParameter 0",
        row("SELECT caller, operation, modern, outcome, error, cost FROM calls WHERE id = 2"));
    assertTrue(
        row("SELECT record FROM calls WHERE id = 1").startsWith("{\"time\":\"2016-05-04T10:20:30"));
  }

  @Test
  void isForItsOwnerOnlyAndReadWhileItIsWritten() throws Exception {
    try (TrafficLog log = log()) {
      log.record(Exchanges.refused("id")).toCompletableFuture().join();
      assertEquals("1", row("SELECT count(*) FROM calls"));
      for (String name : List.of("t.db", "t.db-wal", "t.db-shm")) {
        assertEquals(
            "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))));
      }
    }
  }

  /** The start waits for no database. */
  @Test
  void isOpenedByTheFirstCall() throws Exception {
    log().close();
    assertEquals(0, Files.size(path()));
  }

  @Test
  void forgetsWhatIsTooOld() throws Exception {
    try (TrafficStore store = store(new Retention(Duration.ofDays(7), 100L * MIB))) {
      write(store, 3, Exchanges.TIME);
      Instant day = Exchanges.TIME.plus(Duration.ofDays(7));
      assertFalse(store.retain(day));
      assertEquals("3", row("SELECT count(*) FROM calls"));
      assertTrue(store.retain(day.plusMillis(1)));
      assertEquals("0", row("SELECT count(*) FROM calls"));
    }
  }

  @Test
  void forgetsTheOldestWhenItIsTooLarge() throws Exception {
    try (TrafficStore store = store(new Retention(Duration.ofDays(7), MIB))) {
      write(store, 2000, Exchanges.TIME);
      long before = Files.size(path());
      int rounds = 0;
      while (store.retain(Exchanges.TIME)) {
        rounds++;
      }
      assertTrue(rounds > 0);
      assertEquals("2000", row("SELECT max(id) FROM calls"));
      long count = Long.parseLong(row("SELECT count(*) FROM calls"));
      assertTrue(count > 0 && count < 2000, "left " + count);
      long used = Long.parseLong(row("PRAGMA page_count")) * 4096;
      assertTrue(used <= MIB, used + " bytes of " + before);
    }
  }

  private static void write(TrafficStore store, int calls, Instant time) throws SQLException {
    LogEntry entry = LogEntry.of(Exchanges.refused("id"));
    StoredCall call = new StoredCall(new LoggedCall(entry, Optional.empty(), new byte[1000]));
    store.write(Collections.nCopies(calls, call), time, 0);
  }

  private TrafficStore store(Retention retention) throws Exception {
    TrafficStore.prepare(path());
    return TrafficStore.open(new Store(path(), retention), false);
  }

  private TrafficLog log() throws Exception {
    return TrafficLog.open(
        new Sinks(
            Optional.empty(),
            Optional.of(new Store(path(), Retention.DEFAULT)),
            false,
            TrafficLogConfig.WhenSlow.DROP,
            true,
            TrafficLogConfig.Personal.SHOW),
        Environment.EMBEDDED,
        Exchanges.KEY_ID::equals,
        CLOCK);
  }

  private Path path() {
    return directory.resolve("t.db");
  }

  private String row(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path());
        ResultSet result = connection.createStatement().executeQuery(query)) {
      result.next();
      StringBuilder row = new StringBuilder();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        row.append(i > 1 ? " " : "").append(result.getString(i));
      }
      return row.toString();
    }
  }
}
