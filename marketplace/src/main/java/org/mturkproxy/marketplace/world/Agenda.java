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

  private static final int BATCH = 500;

  private final Reviews reviews;

  Agenda(Reviews reviews) {
    this.reviews = reviews;
  }

  /**
   * The due items of one moment only: what is done to one may change when another is due. At the
   * same moment reviews come first, then HITs, then assignments.
   */
  List<Due> due(Transaction transaction, Instant now) {
    Instant moment = next(transaction);
    if (moment.isAfter(now)) {
      return List.of();
    }
    List<Due> review = reviews(transaction, moment);
    if (!review.isEmpty()) {
      return review;
    }
    List<Due> hits =
        transaction.list(
            "SELECT hit_id FROM hit WHERE due_at = ? LIMIT " + BATCH,
            row -> {
              String id = row.text("hit_id");
              return new Due(HIT, id, then -> HitLife.due(then, id, moment));
            },
            moment);
    return hits.isEmpty()
        ? transaction.list(
            "SELECT assignment_id FROM assignment WHERE due_at = ? LIMIT " + BATCH,
            row -> {
              String id = row.text("assignment_id");
              return new Due(ASSIGNMENT, id, then -> Work.due(then, id, moment));
            },
            moment)
        : hits;
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
    return Stream.of(
            "SELECT min(due_at) AS due FROM hit",
            "SELECT min(due_at) AS due FROM assignment",
            "SELECT min(at) AS due FROM review_due")
        .flatMap(sql -> transaction.first(sql, row -> row.optionalTime("due")).stream())
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }
}
