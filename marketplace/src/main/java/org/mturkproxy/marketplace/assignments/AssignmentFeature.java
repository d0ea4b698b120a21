package org.mturkproxy.marketplace.assignments;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.mturkproxy.marketplace.call.Call;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.call.Page;
import org.mturkproxy.marketplace.call.Registry;
import org.mturkproxy.marketplace.hits.Hit;
import org.mturkproxy.marketplace.hits.Hits;
import org.mturkproxy.marketplace.model.AssignmentOperations;

/** What a Requester does with work that was handed in. */
public final class AssignmentFeature {

  private AssignmentFeature() {}

  /** Adds the operations. */
  public static void register(Registry registry) {
    registry
        .writes(AssignmentOperations.APPROVE_ASSIGNMENT, AssignmentFeature::approve)
        .writes(AssignmentOperations.REJECT_ASSIGNMENT, AssignmentFeature::reject)
        .reads(AssignmentOperations.GET_ASSIGNMENT, AssignmentFeature::get)
        .reads(AssignmentOperations.LIST_ASSIGNMENTS_FOR_HIT, AssignmentFeature::list);
  }

  /** With OverrideRejection also what is merely submitted (mapping section 2.6). */
  private static Output approve(Call call) {
    Assignment assignment = assignment(call);
    var feedback = call.input().optionalText("RequesterFeedback");
    if (call.input().flag("OverrideRejection", false)
        && assignment.status() == AssignmentStatus.REJECTED) {
      Decisions.approveRejected(call.transaction(), assignment, feedback, call.now());
    } else {
      Decisions.approve(call.transaction(), assignment, feedback, call.now());
    }
    return Output.nothing();
  }

  private static Output reject(Call call) {
    Decisions.reject(
        call.transaction(),
        assignment(call),
        call.input().optionalText("RequesterFeedback"),
        call.now());
    return Output.nothing();
  }

  private static Output get(Call call) {
    Assignment assignment = assignment(call);
    Hit hit = Hits.find(call.transaction(), assignment.hitId()).orElseThrow();
    return new Output().structure("Assignment", assignment.view()).structure("HIT", hit.view());
  }

  private static Assignment assignment(Call call) {
    return Assignments.handedIn(
        call.transaction(), call.account(), call.input().text("AssignmentId"));
  }

  /**
   * In the order of submission, which only grows at its end; each status has its own index range,
   * so a page costs a page.
   */
  private static Output list(Call call) {
    Hit hit = Hits.own(call.transaction(), call.account(), call.input().text("HITId"));
    Set<String> statuses = new TreeSet<>(call.input().texts("AssignmentStatuses"));
    if (statuses.isEmpty()) {
      statuses.addAll(List.of("Submitted", "Approved", "Rejected"));
    }
    Page page = call.page("ListAssignmentsForHIT", hit.id(), statuses);
    List<Assignment> found = new ArrayList<>();
    for (String status : statuses) {
      found.addAll(
          page.read(
              call.transaction(),
              Assignment::view,
              "SELECT * FROM assignment WHERE hit_id = ? AND status = ?"
                  + " AND submission > ? ORDER BY submission LIMIT ?",
              Assignment::of,
              hit.id(),
              status,
              page.after(),
              page.limit()));
    }
    found.sort(Comparator.comparingLong(AssignmentFeature::place));
    return page.output(
        "Assignments",
        found.subList(0, Math.min(found.size(), page.limit())),
        assignment -> new Page.Key(place(assignment)),
        Assignment::view);
  }

  private static long place(Assignment assignment) {
    return assignment.submission().orElseThrow();
  }
}
