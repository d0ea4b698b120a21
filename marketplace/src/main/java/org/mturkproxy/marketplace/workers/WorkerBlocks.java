package org.mturkproxy.marketplace.workers;

import java.util.List;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.Call;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.call.Page;
import org.mturkproxy.marketplace.call.Registry;
import org.mturkproxy.marketplace.model.WorkerOperations;
import org.mturkproxy.marketplace.store.Transaction;

/** The Workers that a Requester does not let work. */
public final class WorkerBlocks {

  private static final int MOST = 100_000;

  private WorkerBlocks() {}

  private record Block(long seq, String workerId, String reason) {}

  /** Adds the operations. */
  public static void register(Registry registry) {
    registry
        .writesTimeless(WorkerOperations.CREATE_WORKER_BLOCK, WorkerBlocks::create)
        .writesTimeless(WorkerOperations.DELETE_WORKER_BLOCK, WorkerBlocks::delete)
        .readsTimeless(WorkerOperations.LIST_WORKER_BLOCKS, WorkerBlocks::list);
  }

  /** Whether the account does not let the Worker work. */
  public static boolean isBlocked(Transaction transaction, String account, String workerId) {
    return transaction
        .first(
            "SELECT seq FROM worker_block WHERE account_id = ? AND worker_id = ?",
            row -> row.whole("seq"),
            account,
            workerId)
        .isPresent();
  }

  /** Blocking a blocked Worker succeeds; the newest reason stays. */
  private static Output create(Call call) {
    String worker = call.input().text("WorkerId");
    String reason = call.input().text("Reason");
    int changed =
        call.transaction()
            .update(
                "UPDATE worker_block SET reason = ? WHERE account_id = ? AND worker_id = ?",
                reason,
                call.account(),
                worker);
    if (changed == 0) {
      requireRoom(call);
      call.transaction()
          .update(
              "INSERT INTO worker_block (account_id, worker_id, reason) VALUES (?, ?, ?)",
              call.account(),
              worker,
              reason);
    }
    return Output.nothing();
  }

  private static void requireRoom(Call call) {
    long blocks =
        call.transaction()
            .first(
                "SELECT count(*) AS blocks FROM worker_block WHERE account_id = ?",
                row -> row.whole("blocks"),
                call.account())
            .orElseThrow();
    if (blocks >= MOST) {
      throw ApiException.parameter("You must not block more than " + MOST + " Workers.");
    }
  }

  /** Unblocking a Worker who is not blocked succeeds. The reason is shown to nobody. */
  private static Output delete(Call call) {
    call.transaction()
        .update(
            "DELETE FROM worker_block WHERE account_id = ? AND worker_id = ?",
            call.account(),
            call.input().text("WorkerId"));
    return Output.nothing();
  }

  private static Output list(Call call) {
    Page page = call.page("ListWorkerBlocks");
    List<Block> found =
        call.transaction()
            .list(
                "SELECT seq, worker_id, reason FROM worker_block"
                    + " WHERE account_id = ? AND seq > ? ORDER BY seq LIMIT ?",
                row -> new Block(row.whole("seq"), row.text("worker_id"), row.text("reason")),
                call.account(),
                page.after(),
                page.limit());
    return page.output(
        "WorkerBlocks",
        found,
        block -> new Page.Key(block.seq()),
        block -> new Output().text("WorkerId", block.workerId()).text("Reason", block.reason()));
  }
}
