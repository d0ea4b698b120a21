package org.mturkproxy.proxy.state;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.marketplace.store.Transaction;
import org.mturkproxy.proxy.state.SpendLedger.Entry;

/** What was spent, as rows. */
final class SpendTable {

  /**
   * MTurk remembers a token for 24 hours ({@code mapping.md} 2.5); an hour less, for clocks that
   * differ and calls that wait. What is counted anew without need is released by its refusal.
   */
  private static final Duration TOKEN_LIFE = Duration.ofHours(23);

  /** Of no use after two days; a week lets people look. */
  private static final long DAYS_KEPT = 7;

  private static final String ENTRY = " WHERE requester = ? AND upstream = ? AND kind = ?";

  private record Earlier(long day, Instant begun, boolean done) {}

  private SpendTable() {}

  static long day(Instant now) {
    return now.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
  }

  /**
   * Whether the entry is of a call that was counted already: one that is done, and whose token
   * upstream remembers, or one of today.
   */
  static boolean isCounted(Transaction transaction, Entry entry, Instant now) {
    long today = day(now);
    List<Earlier> earlier =
        transaction.list(
            "SELECT day, begun, done FROM spend" + ENTRY + " AND day >= ? AND call = ?",
            row -> new Earlier(row.whole("day"), row.time("begun"), row.flag("done")),
            entry.spender().requester(),
            entry.spender().upstream(),
            entry.kind().name(),
            today - 1,
            entry.call());
    return earlier.stream()
        .filter(one -> one.begun().isAfter(now.minus(TOKEN_LIFE)))
        .anyMatch(one -> one.done() || one.day() == today);
  }

  /** The sum of a day; empty if nothing was added to it yet. */
  static Optional<Long> total(Transaction transaction, Entry entry, long day) {
    return transaction.first(
        "SELECT cents FROM spend_total" + ENTRY + " AND day = ?",
        row -> row.whole("cents"),
        entry.spender().requester(),
        entry.spender().upstream(),
        entry.kind().name(),
        day);
  }

  /** Looks through everything: once a day is enough. */
  static void forgetOldDays(Transaction transaction, long today) {
    transaction.update("DELETE FROM spend WHERE day < ?", today - DAYS_KEPT);
    transaction.update("DELETE FROM spend_total WHERE day < ?", today - DAYS_KEPT);
  }

  static void add(Transaction transaction, Entry entry, long cents, Instant now) {
    transaction.update(
        "INSERT INTO spend (requester, upstream, kind, day, call, cents, begun, done)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, 0)"
            // The same call, so long ago that it may be paid again.
            + " ON CONFLICT (requester, upstream, kind, day, call)"
            + " DO UPDATE SET cents = excluded.cents, begun = excluded.begun, done = 0",
        entry.spender().requester(),
        entry.spender().upstream(),
        entry.kind().name(),
        day(now),
        entry.call(),
        cents,
        now);
    addToTotal(transaction, entry, day(now), cents);
  }

  private static void addToTotal(Transaction transaction, Entry entry, long day, long cents) {
    transaction.update(
        "INSERT INTO spend_total (requester, upstream, kind, day, cents) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (requester, upstream, kind, day)"
            + " DO UPDATE SET cents = cents + excluded.cents",
        entry.spender().requester(),
        entry.spender().upstream(),
        entry.kind().name(),
        day,
        cents);
  }

  static void confirm(Transaction transaction, Entry entry) {
    transaction.update(
        "UPDATE spend SET done = 1" + ENTRY + " AND call = ?",
        entry.spender().requester(),
        entry.spender().upstream(),
        entry.kind().name(),
        entry.call());
  }

  static void release(Transaction transaction, Entry entry, long day, long cents) {
    int rows =
        transaction.update(
            "DELETE FROM spend" + ENTRY + " AND day = ? AND call = ?",
            entry.spender().requester(),
            entry.spender().upstream(),
            entry.kind().name(),
            day,
            entry.call());
    if (rows == 1) {
      addToTotal(transaction, entry, day, -cents);
    }
  }

  static Optional<Long> reward(Transaction transaction, String upstream, String hitTypeId) {
    return transaction.first(
        "SELECT cents FROM hit_type_reward WHERE upstream = ? AND hit_type_id = ?",
        row -> row.whole("cents"),
        upstream,
        hitTypeId);
  }

  static void keepReward(
      Transaction transaction, String upstream, String hitTypeId, long cents, Instant now) {
    transaction.update(
        "INSERT INTO hit_type_reward (upstream, hit_type_id, cents, seen) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (upstream, hit_type_id)"
            + " DO UPDATE SET cents = excluded.cents, seen = excluded.seen",
        upstream,
        hitTypeId,
        cents,
        now);
  }

  static void forgetRewards(Transaction transaction, Instant seenBefore) {
    transaction.update("DELETE FROM hit_type_reward WHERE seen < ?", seenBefore);
  }
}
