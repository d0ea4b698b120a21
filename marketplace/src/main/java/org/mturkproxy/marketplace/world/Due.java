package org.mturkproxy.marketplace.world;

import java.util.function.Consumer;
import org.mturkproxy.marketplace.store.Transaction;

/**
 * Something that the clock does, at its time.
 *
 * @param subject what it is done to, by the key of its table
 */
record Due(Kind kind, String subject, Consumer<Transaction> work) {

  /** What things are done to, and where their time is kept. */
  enum Kind {
    HIT("UPDATE hit SET due_at = ? WHERE hit_id = ?"),
    ASSIGNMENT("UPDATE assignment SET due_at = ? WHERE assignment_id = ?"),
    REVIEW("UPDATE review_due SET at = ? WHERE seq = ?");

    private final String postpone;

    Kind(String postpone) {
      this.postpone = postpone;
    }

    /** Sets another time (first argument) for one subject (second). */
    String postpone() {
      return postpone;
    }
  }
}
