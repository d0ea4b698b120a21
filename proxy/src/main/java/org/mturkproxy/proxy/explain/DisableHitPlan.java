package org.mturkproxy.proxy.explain;

import java.util.List;
import java.util.Map;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Whole;

/**
 * What DisableHIT does ({@code mapping.md} 3.7), described: it goes on until Workers have finished,
 * which no sample answer can show. A test compares it with what is really sent.
 */
final class DisableHitPlan {

  private static final List<String> STATUS = List.of("HIT", "HITStatus");

  private DisableHitPlan() {}

  /** Each call once, in the order of the first ones. */
  static List<ExplainedCall> of(String hitId) {
    Structure hit = Structure.EMPTY.with("HITId", new Text(hitId));
    Items submitted = new Items(List.of(new Text("Submitted")));
    Structure work = Structure.EMPTY.with("AssignmentId", new Text("3EXAMPLE"));
    Origin each =
        new Origin.Answer(2, List.of("Assignments", "0", "AssignmentId"), 0, /* notPast= */ false);
    return List.of(
        call("GetHIT", hit),
        callIf(
            0,
            List.of("Assignable", "Unassignable"),
            "UpdateExpirationForHIT",
            hit.with("ExpireAt", new Whole(0))),
        call("ListAssignmentsForHIT", hit.with("AssignmentStatuses", submitted)),
        new ExplainedCall(
            new ModernCall("ApproveAssignment", work, Repeat.NEVER),
            Map.of("AssignmentId", each),
            List.of()),
        call("GetHIT", hit),
        callIf(4, List.of("Reviewable", "Reviewing"), "DeleteHIT", hit));
  }

  private static ExplainedCall call(String operation, Structure input) {
    return new ExplainedCall(new ModernCall(operation, input, Repeat.NEVER), Map.of(), List.of());
  }

  private static ExplainedCall callIf(
      int look, List<String> states, String operation, Structure input) {
    return new ExplainedCall(
        new ModernCall(operation, input, Repeat.NEVER),
        Map.of(),
        List.of(new ExplainedCall.Condition(look, STATUS, states)));
  }
}
