package org.mturkproxy.marketplace.world;

import static org.mturkproxy.marketplace.world.Due.Kind.ASSIGNMENT;
import static org.mturkproxy.marketplace.world.Due.Kind.HIT;
import static org.mturkproxy.marketplace.world.Due.Kind.REVIEW;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mturkproxy.marketplace.assignments.Work;
import org.mturkproxy.marketplace.hits.HitLife;
import org.mturkproxy.marketplace.reviews.Reviews;
import org.mturkproxy.marketplace.store.Transaction;

/** What the clock has to do, in the order of its time. */
final class Agenda {

  /** Bounds of a batch: so long it keeps others from writing. Real time, however time moves. */
  private static final int MOST_ITEMS = 500;

  private static final long MOST_NANOS = 50_000_000;

  private static final Instant NEVER = Instant.MAX;

  private final Reviews reviews;

  Agenda(Reviews reviews) {
    this.reviews = reviews;
  }

  /** When something is due next, by what it is done to; {@link #NEVER} if nothing ever is. */
  private record Next(Instant review, Instant hit, Instant assignment) {
    Instant moment() {
      return Stream.of(review, hit, assignment).min(Comparator.naturalOrder()).orElseThrow();
    }
  }

  /**
   * Does what is due, in the order of its time, until all is done or the batch is full.
   *
   * @return when something is due next; not after the given time if the batch was full
   */
  Instant doBatch(Transaction transaction, Instant now) {
    long begin = System.nanoTime();
    int items = 0;
    Next next = nextOf(transaction);
    while (!next.moment().isAfter(now)) {
      for (Due due : due(transaction, next)) {
        if (items == MOST_ITEMS || System.nanoTime() - begin > MOST_NANOS) {
          return next.moment();
        }
        Parking.run(transaction, due, now);
        items++;
      }
      next = nextOf(transaction);
    }
    return next.moment();
  }

  /**
   * The due items of one moment only: what is done to one may change when another is due. At the
   * same moment reviews come first, then HITs, then assignments.
   */
  private List<Due> due(Transaction transaction, Next next) {
    Instant moment = next.moment();
    if (next.review().equals(moment)) {
      return reviews(transaction, moment);
    }
    return next.hit().equals(moment)
        ? transaction.list(
            "SELECT hit_id FROM hit WHERE due_at = ? LIMIT " + MOST_ITEMS,
            row -> {
              String id = row.text("hit_id");
              return new Due(HIT, id, then -> HitLife.due(then, id, moment));
            },
            moment)
        : transaction.list(
            "SELECT assignment_id FROM assignment WHERE due_at = ? LIMIT " + MOST_ITEMS,
            row -> {
              String id = row.text("assignment_id");
              return new Due(ASSIGNMENT, id, then -> Work.due(then, id, moment));
            },
            moment);
  }

  private List<Due> reviews(Transaction transaction, Instant moment) {
    return transaction.list(
        "SELECT seq, hit_id, assignment_id FROM review_due WHERE at = ? ORDER BY seq LIMIT 1",
        row -> {
          long seq = row.whole("seq");
          String hit = row.text("hit_id");
          Optional<String> assignment = row.optionalText("assignment_id");
          return new Due(
              REVIEW,
              Long.toString(seq),
              then -> {
                then.update("DELETE FROM review_due WHERE seq = ?", seq);
                reviews.run(then, hit, assignment, moment);
              });
        },
        moment);
  }

  /** When something is due next; {@link Instant#MAX} if nothing ever is. */
  Instant next(Transaction transaction) {
    return nextOf(transaction).moment();
  }

  private static Next nextOf(Transaction transaction) {
    return transaction
        .first(
            "SELECT (SELECT min(at) FROM review_due) AS review,"
                + " (SELECT min(due_at) FROM hit) AS hit,"
                + " (SELECT min(due_at) FROM assignment) AS assignment",
            row ->
                new Next(
                    row.optionalTime("review").orElse(NEVER),
                    row.optionalTime("hit").orElse(NEVER),
                    row.optionalTime("assignment").orElse(NEVER)))
        .orElseThrow();
  }
}
