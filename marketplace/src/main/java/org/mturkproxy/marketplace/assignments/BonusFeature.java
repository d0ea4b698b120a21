package org.mturkproxy.marketplace.assignments;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.marketplace.account.Accounts;
import org.mturkproxy.marketplace.account.Money;
import org.mturkproxy.marketplace.account.Payment;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.call.Call;
import org.mturkproxy.marketplace.call.Input;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.call.Page;
import org.mturkproxy.marketplace.call.Registry;
import org.mturkproxy.marketplace.hits.Hits;
import org.mturkproxy.marketplace.model.AssignmentOperations;
import org.mturkproxy.marketplace.store.Row;
import org.mturkproxy.marketplace.workers.WorkerMail;

/** Bonuses. */
public final class BonusFeature {

  private static final String TOKENS = "SendBonus";

  private BonusFeature() {}

  private record Bonus(
      long seq,
      String workerId,
      Money amount,
      String assignmentId,
      String reason,
      Instant grantedAt) {

    static Bonus of(Row row) {
      return new Bonus(
          row.whole("seq"),
          row.text("worker_id"),
          new Money(row.whole("cents")),
          row.text("assignment_id"),
          row.text("reason"),
          row.time("granted_at"));
    }

    Output view() {
      return new Output()
          .text("WorkerId", workerId)
          .text("BonusAmount", amount.toString())
          .text("AssignmentId", assignmentId)
          .text("Reason", reason)
          .time("GrantTime", grantedAt);
    }
  }

  /** Adds the operations. */
  public static void register(Registry registry) {
    registry
        .writes(AssignmentOperations.SEND_BONUS, BonusFeature::send)
        .reads(AssignmentOperations.LIST_BONUS_PAYMENTS, BonusFeature::list);
  }

  private static Output send(Call call) {
    Input input = call.input();
    Optional<String> token = input.optionalText("UniqueRequestToken");
    token.ifPresent(given -> call.refuseUsedToken(TOKENS, given));
    Money amount = Money.parse(input.text("BonusAmount"), "BonusAmount");
    if (amount.equals(Money.ZERO)) {
      throw ApiException.notValid(input.text("BonusAmount"), "BonusAmount");
    }
    Assignment assignment =
        Assignments.handedIn(call.transaction(), call.account(), input.text("AssignmentId"));
    if (!assignment.workerId().equals(input.text("WorkerId"))) {
      throw ApiException.notValid(input.text("WorkerId"), "WorkerId");
    }
    Accounts.pay(
        call.transaction(), call.account(), Payment.bonus(amount), assignment.id(), call.now());
    keep(call, assignment, amount);
    token.ifPresent(given -> call.keepToken(TOKENS, given, assignment.id()));
    WorkerMail.send(
        call.transaction(),
        call.account(),
        assignment.workerId(),
        "You received a bonus of $" + amount,
        input.text("Reason"),
        call.now());
    return Output.nothing();
  }

  private static void keep(Call call, Assignment assignment, Money amount) {
    call.transaction()
        .update(
            "INSERT INTO bonus (account_id, hit_id, assignment_id, worker_id, cents, reason,"
                + " granted_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            call.account(),
            assignment.hitId(),
            assignment.id(),
            assignment.workerId(),
            amount.cents(),
            call.input().text("Reason"),
            call.now());
  }

  private static Output list(Call call) {
    Optional<String> hit = call.input().optionalText("HITId");
    Optional<String> assignment = call.input().optionalText("AssignmentId");
    if (hit.isEmpty() && assignment.isEmpty()) {
      throw ApiException.parameter("One of the parameters HITId and AssignmentId must be given.");
    }
    hit.ifPresent(id -> Hits.own(call.transaction(), call.account(), id));
    assignment.ifPresent(id -> Assignments.handedIn(call.transaction(), call.account(), id));
    Page page = call.page("ListBonusPayments", hit, assignment);
    List<Bonus> found =
        assignment.isPresent()
            ? call.transaction()
                .list(
                    "SELECT * FROM bonus WHERE assignment_id = ? AND hit_id = coalesce(?, hit_id)"
                        + " AND seq > ? ORDER BY seq LIMIT ?",
                    Bonus::of,
                    assignment,
                    hit,
                    page.after(),
                    page.limit())
            : call.transaction()
                .list(
                    "SELECT * FROM bonus WHERE hit_id = ? AND seq > ? ORDER BY seq LIMIT ?",
                    Bonus::of,
                    hit,
                    page.after(),
                    page.limit());
    return page.output("BonusPayments", found, bonus -> new Page.Key(bonus.seq()), Bonus::view);
  }
}
