package org.mturkproxy.marketplace.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.marketplace.reviews.Reviews;
import org.mturkproxy.marketplace.store.Database;
import org.mturkproxy.marketplace.store.Ids;
import org.mturkproxy.marketplace.store.Reset;
import org.mturkproxy.marketplace.store.Transaction;

class WorldTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant EXPIRY = START.plusSeconds(60);

  private final AtomicReference<Instant> time = new AtomicReference<>(START);
  private Database database;
  private World world;

  @BeforeEach
  void open() {
    database = Database.inMemory();
    world = world();
    update(
        "INSERT INTO hit_type (hit_type_id, group_id, account_id, fingerprint,"
            + " auto_approval_delay, assignment_duration, reward_cents, title, description,"
            + " requirements, deleted) VALUES ('T', 'G', 'alice', 'f', 60, 60, 5, 't', 'd', '[]', 0)");
    hit("H1");
    hit("H2");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "HIT, H1, UPDATE hit SET status = 'Broken' WHERE hit_id = 'H1'",
    "ASSIGNMENT, A1, UPDATE assignment SET status = 'Broken' WHERE assignment_id = 'A1'",
    "REVIEW, 1, UPDATE review_due SET hit_id = 'none'"
  })
  void whatFailsIsParkedAndTheRestGoesOn(String kind, String subject, String damage) {
    assignment("A1");
    update("INSERT INTO review_due (hit_id, at) VALUES ('H2', ?)", EXPIRY);
    update(damage);
    time.set(EXPIRY);
    assertEquals(EXPIRY, world.write((transaction, now) -> now));
    assertEquals("Reviewable", status("H2"));
    assertEquals(List.of(kind + " " + subject + " 1 PT1M"), parked());
  }

  @Test
  void aFailureLeavesNothingOfWhatItHadDoneBefore() {
    update("INSERT INTO review_due (hit_id, assignment_id, at) VALUES ('H1', 'none', ?)", EXPIRY);
    update("UPDATE hit SET assignment_review_policy = 'broken' WHERE hit_id = 'H1'");
    time.set(EXPIRY);
    world.catchUp();
    // The review takes itself off the list first; it is still there, for later.
    assertEquals(
        List.of(EXPIRY.plusSeconds(60)),
        database.read(t -> t.list("SELECT at FROM review_due", row -> row.time("at"))));
  }

  @Test
  void whatIsParkedIsTriedAgainLaterAndLaterAlsoAfterARestart() {
    update("UPDATE hit SET status = 'Broken' WHERE hit_id = 'H1'");
    time.set(EXPIRY);
    world.catchUp();
    world = world();
    time.set(EXPIRY.plusMillis(59_999));
    world.catchUp();
    assertEquals(List.of("HIT H1 1 PT0.001S"), parked());
    time.set(EXPIRY.plusSeconds(60));
    world.catchUp();
    assertEquals(List.of("HIT H1 2 PT2M"), parked());
    for (int attempt = 3; attempt <= 20; attempt++) {
      time.updateAndGet(now -> now.plus(Duration.ofDays(1)));
      world.catchUp();
    }
    assertEquals(List.of("HIT H1 20 PT24H"), parked());
    update("UPDATE hit SET status = 'Assignable' WHERE hit_id = 'H1'");
    time.updateAndGet(now -> now.plus(Duration.ofDays(1)));
    world.catchUp();
    assertEquals("Reviewable", status("H1"));
    assertEquals(List.of(), parked());
  }

  @Test
  void aWriteHasTheTimeOfItsTurn() throws InterruptedException {
    world.catchUp();
    AtomicReference<String> seen = new AtomicReference<>();
    Thread waiting =
        new Thread(
            () ->
                world.write(
                    (transaction, now) -> {
                      seen.set(now + " " + status(transaction, "H1"));
                      return now;
                    }));
    database.write(
        transaction -> {
          waiting.start();
          while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
          time.set(EXPIRY);
          return transaction;
        });
    waiting.join();
    assertEquals(EXPIRY + " Reviewable", seen.get());
  }

  @Test
  void aNewStartForgetsWhatIsOldByTheNewTime() {
    time.set(START.plus(Duration.ofDays(1000)));
    world.forgetSometimes();
    world.startAnew(
        () -> time.set(START),
        (transaction, now) -> {
          assertEquals(START, now);
          Reset.run(transaction);
          Instant old = now.minus(Duration.ofDays(1000));
          transaction.update(
              "INSERT INTO event (account_id, event_type, at, hit_type_id, hit_id)"
                  + " VALUES ('alice', 'Ping', ?, 'T', 'H')",
              old);
        });
    world.forgetSometimes();
    assertEquals(
        List.of(), database.read(t -> t.list("SELECT seq FROM event", row -> row.whole("seq"))));
  }

  private World world() {
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return time.get();
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    return new World(database, new Reviews(new Ids()), clock);
  }

  /** A HIT that expires at {@link #EXPIRY}. */
  private void hit(String id) {
    update(
        "INSERT INTO hit (hit_id, account_id, hit_type_id, created_at, question, max_assignments,"
            + " expires_at, status, pending, submitted, completed, listed, active_at, due_at)"
            + " VALUES (?, 'alice', 'T', ?, 'q', 1, ?, 'Assignable', 0, 0, 0, 1, ?, ?)",
        id,
        START,
        EXPIRY,
        START,
        EXPIRY);
  }

  /** Work on another HIT than the two, whose time is over at {@link #EXPIRY}. */
  private void assignment(String id) {
    hit("H3");
    update("UPDATE hit SET pending = 1, expires_at = ?, due_at = NULL WHERE hit_id = 'H3'", START);
    update(
        "INSERT INTO assignment (assignment_id, hit_id, account_id, worker_id, status,"
            + " reward_cents, accepted_at, deadline, due_at)"
            + " VALUES (?, 'H3', 'alice', 'A1', 'Accepted', 5, ?, ?, ?)",
        id,
        START,
        EXPIRY,
        EXPIRY);
  }

  private void update(String sql, Object... arguments) {
    database.write(transaction -> transaction.update(sql, arguments));
  }

  private String status(String hit) {
    return database.read(transaction -> status(transaction, hit));
  }

  private static String status(Transaction transaction, String hit) {
    return transaction
        .first("SELECT status FROM hit WHERE hit_id = ?", row -> row.text("status"), hit)
        .orElseThrow();
  }

  /** Kind, subject, attempts, and how long until the next. */
  private List<String> parked() {
    return database.read(
        transaction ->
            transaction.list(
                "SELECT * FROM parked",
                row ->
                    String.join(
                        " ",
                        row.text("kind"),
                        row.text("subject"),
                        row.text("attempts"),
                        Duration.between(time.get(), row.time("next_at")).toString())));
  }
}
