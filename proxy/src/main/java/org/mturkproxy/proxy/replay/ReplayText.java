package org.mturkproxy.proxy.replay;

import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mturkproxy.proxy.replay.Replayed.Verdict;

/** What came of a replay, for a terminal. */
public final class ReplayText {

  private static final int LONGEST = 200;

  private ReplayText() {}

  /** Prints it. */
  public static void print(ReplayResult result, PrintWriter out) {
    out.printf("%d calls, made again in %s%n", result.calls(), line(result.place()));
    out.printf(
        "%d same, %d different, %d skipped, %d failed%n",
        result.count(Verdict.SAME),
        result.count(Verdict.DIFFERENT),
        result.count(Verdict.SKIPPED),
        result.count(Verdict.FAILED));
    tell(result.hidden(), "texts of answers were not compared: the log does not show them", out);
    tell(result.missing(), "calls more are missing in the log", out);
    tell(result.unreadable(), "lines of the log could not be read", out);
    for (Replayed one : result.all(Verdict.DIFFERENT)) {
      out.printf("%ndifferent: %s%n", name(one));
      for (Difference difference : one.differences()) {
        out.printf(
            "  %s: %s -> %s%n",
            line(difference.path()), line(difference.before()), line(difference.after()));
      }
    }
    printReasons("failed", result.all(Verdict.FAILED), out);
    printReasons("skipped", result.all(Verdict.SKIPPED), out);
    out.flush();
  }

  private static void tell(long number, String what, PrintWriter out) {
    if (number > 0) {
      out.printf("%d %s%n", number, what);
    }
  }

  private static void printReasons(String what, List<Replayed> calls, PrintWriter out) {
    Map<String, StringBuilder> reasons = new LinkedHashMap<>();
    for (Replayed one : calls) {
      reasons
          .computeIfAbsent(one.reason(), any -> new StringBuilder())
          .append("  ")
          .append(name(one))
          .append(System.lineSeparator());
    }
    reasons.forEach((reason, names) -> out.printf("%n%s: %s%n%s", what, line(reason), names));
  }

  private static String name(Replayed one) {
    return "%s %s %s %s"
        .formatted(
            one.time().truncatedTo(ChronoUnit.SECONDS),
            line(one.caller()),
            line(one.operation()),
            line(one.requestId()));
  }

  /** Texts of clients and Workers may be long, and hold what a terminal obeys. */
  private static String line(String text) {
    String shown = text.replaceAll("\\p{Cntrl}+", " ");
    return shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown;
  }
}
