package org.mturkproxy.marketplace.qualifications;

import static org.mturkproxy.marketplace.qualifications.QualificationRequests.refused;

import java.time.Instant;
import java.util.Optional;
import org.mturkproxy.marketplace.store.Transaction;

/**
 * A Worker's attempts at a Qualification: how long a test may take, and when it may be tried again.
 * Both times are counted from when the Worker requests the Qualification, which is when the test
 * begins (model, TestDurationInSeconds and RetryDelayInSeconds).
 */
final class Attempts {

  private final Transaction transaction;
  private final QualificationType type;
  private final String worker;
  private final Optional<Start> started;
  private final Optional<Request> requested;

  private record Start(Instant at, Instant deadline, boolean answered) {}

  private record Request(String status, Instant at) {}

  private Attempts(Transaction transaction, QualificationType type, String worker) {
    this.transaction = transaction;
    this.type = type;
    this.worker = worker;
    this.started =
        transaction.first(
            "SELECT started_at, deadline, answered FROM test_start"
                + " WHERE worker_id = ? AND qualification_type_id = ?",
            row -> new Start(row.time("started_at"), row.time("deadline"), row.flag("answered")),
            worker,
            type.id());
    this.requested =
        transaction.first(
            "SELECT status, submitted_at FROM qualification_request"
                + " WHERE worker_id = ? AND qualification_type_id = ? ORDER BY seq DESC LIMIT 1",
            row -> new Request(row.text("status"), row.time("submitted_at")),
            worker,
            type.id());
  }

  static Attempts of(Transaction transaction, QualificationType type, String worker) {
    return new Attempts(transaction, type, worker);
  }

  /** Begins a test, unless it has begun; until when it must be answered. */
  Instant start(Instant now) {
    Optional<Start> open =
        started.filter(start -> !start.answered() && now.isBefore(start.deadline()));
    if (open.isPresent()) {
      return open.get().deadline();
    }
    refuseRepeated(now);
    Instant deadline = now.plusSeconds(type.testDuration().orElseThrow());
    transaction.update(
        "INSERT INTO test_start (worker_id, qualification_type_id, started_at, deadline, answered)"
            + " VALUES (?, ?, ?, ?, 0) ON CONFLICT (worker_id, qualification_type_id) DO UPDATE SET"
            + " started_at = excluded.started_at, deadline = excluded.deadline, answered = 0",
        worker,
        type.id(),
        now,
        deadline);
    return deadline;
  }

  /** Ends the test that has begun; without one, begins and ends an attempt. */
  void answer(Instant now) {
    Optional<Start> open = started.filter(start -> !start.answered());
    if (open.isPresent()) {
      if (!now.isBefore(open.get().deadline())) {
        throw refused("TestDurationOver", "The time for this test is over.");
      }
      transaction.update(
          "UPDATE test_start SET answered = 1 WHERE worker_id = ? AND qualification_type_id = ?",
          worker,
          type.id());
      return;
    }
    refuseRepeated(now);
    // The attempt that begins and ends now is the last one.
    transaction.update(
        "DELETE FROM test_start WHERE worker_id = ? AND qualification_type_id = ?",
        worker,
        type.id());
  }

  /** Without RetryDelayInSeconds a Worker may ask once; with it, again after that time. */
  private void refuseRepeated(Instant now) {
    Optional<Instant> last = started.map(Start::at).or(() -> requested.map(Request::at));
    if (last.isEmpty()) {
      return;
    }
    if (requested.filter(r -> r.status().equals(QualificationRequests.PENDING)).isPresent()) {
      throw refused("DuplicateRequest", "The Worker's last request is not decided yet.");
    }
    if (type.retryDelay().isEmpty()) {
      throw refused(
          "QualificationTypeDoesNotAllowRetake", "The Qualification can be requested only once.");
    }
    if (last.get().plusSeconds(type.retryDelay().get()).isAfter(now)) {
      throw refused(
          "QualificationTypeRetryDelayNotElapsed",
          "The Qualification cannot be requested again yet.");
    }
  }
}
