package org.mturkproxy.marketplace.notifications;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.Call;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.call.Registry;
import org.mturkproxy.marketplace.model.WorkerOperations;
import org.mturkproxy.marketplace.workers.WorkerMail;

/** {@code NotifyWorkers}: mail to Workers whose work the caller has approved or rejected before. */
public final class NotifyWorkers {

  private NotifyWorkers() {}

  /** Adds the operation. */
  public static void register(Registry registry) {
    registry.writes(WorkerOperations.NOTIFY_WORKERS, NotifyWorkers::notifyWorkers);
  }

  /** A Worker who cannot be mailed is told in the answer; the others are mailed all the same. */
  private static Output notifyWorkers(Call call) {
    Set<String> workers = new LinkedHashSet<>(call.input().texts("WorkerIds"));
    if (workers.isEmpty()) {
      throw ApiException.parameter("The parameter WorkerIds must not be empty.");
    }
    List<Output> failures = new ArrayList<>();
    for (String worker : workers) {
      if (isKnown(call, worker)) {
        WorkerMail.send(
            call.transaction(),
            call.account(),
            worker,
            call.input().text("Subject"),
            call.input().text("MessageText"),
            call.now());
      } else {
        failures.add(
            new Output()
                .text("NotifyWorkersFailureCode", "HardFailure")
                .text(
                    "NotifyWorkersFailureMessage",
                    "You have not approved or rejected an assignment of this Worker.")
                .text("WorkerId", worker));
      }
    }
    return new Output().structures("NotifyWorkersFailureStatuses", failures);
  }

  private static boolean isKnown(Call call, String worker) {
    return !call.transaction()
        .list(
            "SELECT seq FROM assignment WHERE account_id = ? AND worker_id = ?"
                + " AND status IN ('Approved', 'Rejected') LIMIT 1",
            row -> row.whole("seq"),
            call.account(),
            worker)
        .isEmpty();
  }
}
