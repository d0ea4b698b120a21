package org.mturkproxy.proxy.report;

import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A report for a terminal. */
public final class ReportText {

  private static final String LINE = "%-22s %-36s %8s %8s %8s %6s  %-20s  %s%n";

  private ReportText() {}

  /** Prints it. */
  public static void print(UsageReport report, PrintWriter out) {
    UsageReport.Day total = report.total();
    out.printf(
        Locale.ROOT,
        "%d calls: %d legacy, %d modern (%s)%n",
        total.legacy() + total.modern(),
        total.legacy(),
        total.modern(),
        share(total));
    if (report.missing() > 0) {
      out.printf("%d calls more are missing in the log%n", report.missing());
    }
    if (report.unreadable() > 0) {
      out.printf("%d lines of the log could not be read%n", report.unreadable());
    }
    out.println();
    out.printf(LINE, "caller", "operation", "calls", "errors", "cost", "ms", "last seen", "needs");
    for (Usage usage : report.usages()) {
      out.printf(
          LINE,
          usage.key().caller(),
          line(usage.key().operation()) + (usage.key().modern() ? " (modern)" : ""),
          usage.calls(),
          usage.failed(),
          usage.cost(),
          usage.averageMillis(),
          usage.last().truncatedTo(ChronoUnit.SECONDS),
          report.needs(usage));
    }
    out.println();
    out.printf("%-10s %8s %8s %8s%n", "day (UTC)", "legacy", "modern", "share");
    report
        .days()
        .forEach(
            (date, day) ->
                out.printf("%-10s %8d %8d %8s%n", date, day.legacy(), day.modern(), share(day)));
    if (total.legacy() > 0) {
      out.printf("%nthe modern code for the last of these calls:%n");
      out.println(
          "  mturk-proxy export --format jsonl --caller CALLER --operation OPERATION | tail -n 1 |"
              + " mturk-proxy explain");
    }
    out.flush();
  }

  /** What a client called its operation must not steer a terminal, nor look like other lines. */
  private static String line(String text) {
    return text.replaceAll(
        "[\\p{Cntrl}\\x{80}-\\x{9f}\\x{2028}-\\x{202e}\\x{2066}-\\x{2069}]", "?");
  }

  /** How much of it is modern. */
  static String share(UsageReport.Day day) {
    long all = day.legacy() + day.modern();
    return (all == 0 ? 0 : 100 * day.modern() / all) + " % modern";
  }
}
