package org.mturkproxy.marketplace.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.reviews.Reviews;
import org.mturkproxy.marketplace.store.Database;
import org.mturkproxy.marketplace.store.Ids;

/** Ten thousand HITs expired while the service was down, each at a moment of its own. */
class BacklogTest {

  private static final int HITS = 10_000;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = START.plusSeconds(HITS);
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @TempDir Path directory;

  private Database database;
  private World world;

  @BeforeEach
  void fill() {
    database = Database.in(directory);
    database.write(
        transaction -> {
          transaction.update(
              "INSERT INTO hit_type (hit_type_id, group_id, account_id, fingerprint,"
                  + " auto_approval_delay, assignment_duration, reward_cents, title, description,"
                  + " requirements, deleted)"
                  + " VALUES ('T', 'G', 'alice', 'f', 60, 60, 5, 't', 'd', '[]', 0)");
          return transaction.update(
              "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
                  + " INSERT INTO hit (hit_id, account_id, hit_type_id, created_at, question,"
                  + " max_assignments, expires_at, status, pending, submitted, completed, listed,"
                  + " active_at, due_at) SELECT 'H' || i, 'alice', 'T', ?, 'q', 1, ? + 1000 * i,"
                  + " 'Assignable', 0, 0, 0, 1, ?, ? + 1000 * i FROM n",
              HITS,
              START,
              START,
              START,
              START);
        });
    database.close(); // which empties the log
    database = Database.in(directory);
    // From now on the log keeps every commit.
    database.write(t -> t.first("PRAGMA wal_autocheckpoint = 0", row -> true));
    world = new World(database, new Reviews(new Ids()), CLOCK, Duration.ofHours(1));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void itIsCaughtUpInFewCommitsAndInOrder() throws IOException {
    world.catchUp();
    assertEquals(0, world.<Long>read((transaction, now) -> left()));
    int commits = commits(directory.resolve("marketplace.db-wal"));
    assertTrue(commits >= HITS / 500 && commits <= HITS / 10, () -> commits + " commits");
    assertEquals(
        0L,
        database
            .read(
                transaction ->
                    transaction.first(
                        "SELECT count(*) AS late FROM event JOIN hit ON hit.hit_id = event.hit_id"
                            + " WHERE event.at <> hit.expires_at",
                        row -> row.whole("late")))
            .orElseThrow());
  }

  @Test
  void timelessWorkDoesNotWaitForItAndOtherWorkSeesAllOfIt() {
    assertEquals(HITS, world.<Long>readTimeless((transaction, now) -> left()));
    assertEquals(HITS, world.<Long>writeTimeless((transaction, now) -> left()));
    assertEquals(0, world.<Long>write((transaction, now) -> left()));
  }

  @Test
  void workThatWouldWaitTooLongIsToldToComeAgainAndNotDone() {
    World impatient = new World(database, new Reviews(new Ids()), CLOCK, Duration.ZERO);
    AtomicBoolean done = new AtomicBoolean();
    ApiException refusal =
        assertThrows(
            ApiException.class, () -> impatient.write((transaction, now) -> done.getAndSet(true)));
    assertEquals("ThrottlingException", refusal.type());
    assertFalse(done.get());
  }

  @Test
  void oldEventsAreForgottenInManyShortCommits() throws IOException {
    world.catchUp(); // which writes an event of each HIT
    Instant later = NOW.plus(Duration.ofDays(15));
    World after =
        new World(
            database,
            new Reviews(new Ids()),
            Clock.fixed(later, ZoneOffset.UTC),
            Duration.ofHours(1));
    after.catchUp();
    Path log = directory.resolve("marketplace.db-wal");
    int before = commits(log);
    assertTrue(events() >= HITS);
    after.forgetSometimes();
    assertEquals(0, events());
    int commits = commits(log) - before;
    assertTrue(commits >= HITS / 500, () -> commits + " commits");
  }

  private long events() {
    return database
        .read(t -> t.first("SELECT count(*) AS events FROM event", row -> row.whole("events")))
        .orElseThrow();
  }

  @Test
  void timelessWorkGetsItsTurnBetweenTheBatches() throws Exception {
    var thread = Executors.newSingleThreadExecutor();
    Set<Long> seen = new HashSet<>();
    try {
      Future<?> catchingUp = thread.submit(world::catchUp);
      while (!catchingUp.isDone()) {
        seen.add(world.<Long>writeTimeless((transaction, now) -> left()));
      }
      catchingUp.get();
    } finally {
      thread.shutdown();
    }
    // At most 500 items lie between two turns.
    assertTrue(seen.size() > HITS / 1000, () -> seen.size() + " turns");
  }

  private long left() {
    return database
        .read(
            transaction ->
                transaction.first(
                    "SELECT count(*) AS due FROM hit WHERE due_at <= ?",
                    row -> row.whole("due"),
                    NOW))
        .orElseThrow();
  }

  /** Frames of the log that end a commit (SQLite, "WAL File Format", section 4.1). */
  private static int commits(Path log) throws IOException {
    int commits = 0;
    try (DataInputStream in = new DataInputStream(Files.newInputStream(log))) {
      in.skipNBytes(8);
      int pageSize = in.readInt();
      in.skipNBytes(20);
      while (in.available() > 0) {
        in.skipNBytes(4);
        if (in.readInt() != 0) {
          commits++;
        }
        in.skipNBytes(16 + pageSize);
      }
    }
    return commits;
  }
}
