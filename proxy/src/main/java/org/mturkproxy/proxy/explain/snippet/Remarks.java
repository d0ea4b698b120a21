package org.mturkproxy.proxy.explain.snippet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mturkproxy.proxy.explain.ExplainedCall;
import org.mturkproxy.proxy.explain.Origin;

/** What a reader of a call must know besides the call: plain sentences, without comment marks. */
public final class Remarks {

  private Remarks() {}

  /**
   * The remarks on one call.
   *
   * @param calls all calls
   * @param index which one, from 0
   */
  public static List<String> of(List<ExplainedCall> calls, int index) {
    ExplainedCall call = calls.get(index);
    List<String> remarks = new ArrayList<>();
    for (ExplainedCall.Condition condition : call.conditions()) {
      remarks.add(
          "From here on only where the answer to %s has %s = %s."
              .formatted(
                  name(calls, condition.call()),
                  String.join(".", condition.path()),
                  String.join(" or ", condition.values())));
    }
    for (Map.Entry<String, Origin> member : call.origins().entrySet()) {
      if (member.getValue() instanceof Origin.Answer answer) {
        remarks.add(
            "%s is %s of the answer to %s%s%s."
                .formatted(
                    member.getKey(),
                    String.join(".", answer.path()),
                    name(calls, answer.call()),
                    answer.plus() == 0 ? "" : " plus " + answer.plus(),
                    (answer.notPast() ? ", counted from now where that is past" : "")
                        + (answer.path().contains("0") ? "; once for each item of the list" : "")));
      } else if (member.getValue() instanceof Origin.Token) {
        remarks.add(
            member.getKey()
                + " is new for each thing to be done; repeat a call that got no answer with the"
                + " same one.");
      }
    }
    return remarks;
  }

  private static String name(List<ExplainedCall> calls, int index) {
    return calls.get(index).call().operation();
  }
}
