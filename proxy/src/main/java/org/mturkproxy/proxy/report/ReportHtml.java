package org.mturkproxy.proxy.report;

import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A report as one HTML file that needs nothing else: no script, no font, no network. The charts are
 * SVG; the table below each says the same.
 */
public final class ReportHtml {

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy"
        content="default-src 'none'; style-src 'unsafe-inline'">
      <title>Legacy Mechanical Turk calls</title>
      <style>
      :root { color-scheme: light dark; --legacy: #b45309; --modern: #0f766e; }
      @media (prefers-color-scheme: dark) { :root { --legacy: #f59e0b; --modern: #2dd4bf; } }
      body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 90rem; padding: 0 1rem; }
      table { border-collapse: collapse; width: 100%; }
      .scroll { overflow-x: auto; }
      th, td { border-bottom: 1px solid #8884; padding: .35rem .6rem; text-align: left; vertical-align: top; }
      td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
      td.code { overflow-wrap: anywhere; min-width: 8rem; }
      svg { display: block; height: auto; max-width: 100%; }
      svg text { fill: currentColor; font: 12px system-ui, sans-serif; }
      pre { border: 1px solid #8884; overflow-x: auto; padding: .6rem; }
      summary { cursor: pointer; padding: .2rem 0; }
      .legacy { fill: var(--legacy); }
      .modern { fill: var(--modern); }
      .key::before { content: "■ "; }
      .key.legacy { color: var(--legacy); }
      .key.modern { color: var(--modern); }
      </style>
      </head>
      <body>
      <main>
      <h1>Legacy Mechanical Turk calls</h1>
      """;

  private ReportHtml() {}

  /** Writes the page. */
  public static void print(UsageReport report, PrintWriter out) {
    UsageReport.Day total = report.total();
    out.print(HEAD);
    out.printf(
        "<p>%d legacy calls, %d modern calls: %s.</p>%n",
        total.legacy(), total.modern(), ReportText.share(total));
    if (report.missing() + report.unreadable() > 0) {
      out.printf(
          "<p>%d calls are missing in the log, and %d of its lines could not be read.</p>%n",
          report.missing(), report.unreadable());
    }
    printDays(report, out);
    printCallers(report, out);
    printUsages(report, out);
    printCodes(report, out);
    out.println("</main>\n</body>\n</html>");
    out.flush();
  }

  private static void printDays(UsageReport report, PrintWriter out) {
    out.println("<h2>By day</h2>");
    out.println(
        "<p><span class=\"key legacy\">legacy</span> <span class=\"key modern\">modern</span></p>");
    out.print(Charts.days(report.days()));
    out.println("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"By day\">");
    head(
        out,
        "Calls of each day, UTC",
        List.of("Day"),
        List.of("Legacy", "Modern", "Share"),
        List.of());
    report
        .days()
        .forEach(
            (date, day) ->
                out.printf(
                    "<tr><th scope=\"row\">%s</th><td class=\"n\">%d</td><td class=\"n\">%d</td>"
                        + "<td class=\"n\">%s</td></tr>%n",
                    date, day.legacy(), day.modern(), ReportText.share(day)));
    out.println("</tbody></table></div>");
  }

  private static void printCallers(UsageReport report, PrintWriter out) {
    out.println("<h2>By caller</h2>");
    out.print(Charts.callers(report.usages()));
  }

  private static void printUsages(UsageReport report, PrintWriter out) {
    out.println("<h2>By caller and operation</h2>");
    out.println(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"By operation\">");
    head(
        out,
        "What each caller uses, and what that needs",
        List.of("Caller", "Operation"),
        List.of("Calls", "Errors", "Modern calls", "Average ms"),
        List.of("Last seen", "Needs", "Error codes"));
    int row = 0;
    for (Usage usage : report.usages()) {
      row++;
      out.printf(
          "<tr><td>%s</td><td>%s</td>",
          escaped(usage.key().caller()),
          escaped(usage.key().operation()) + (usage.key().modern() ? " (modern)" : ""));
      for (long number :
          new long[] {usage.calls(), usage.failed(), usage.cost(), usage.averageMillis()}) {
        out.printf("<td class=\"n\">%d</td>", number);
      }
      out.printf(
          "<td>%s</td><td>%s%s</td><td class=\"code\">%s</td></tr>%n",
          usage.last().truncatedTo(ChronoUnit.SECONDS),
          escaped(report.needs(usage)),
          report.code(usage).isPresent() ? " <a href=\"#code-" + row + "\">Code</a>" : "",
          errors(usage));
    }
    out.println("</tbody></table></div>");
  }

  private static void printCodes(UsageReport report, PrintWriter out) {
    out.println("<h2>Ready code</h2>");
    out.printf(
        "<p>For the last call of each that went well: %s. Ids of Workers that the log does not show"
            + " are made up.</p>%n",
        escaped(report.format().title()));
    int row = 0;
    for (Usage usage : report.usages()) {
      row++;
      // Who follows a link to what is inside has it opened by the browser.
      Optional<ReadyCode> code = report.code(usage);
      if (code.isPresent()) {
        out.printf(
            "<details><summary>%s %s</summary><%3$s id=\"code-%4$d\">%5$s</%3$s></details>%n",
            escaped(usage.key().caller()),
            escaped(usage.key().operation()),
            code.get().reason().isEmpty() ? "pre" : "p",
            row,
            escaped(code.get().reason().isEmpty() ? code.get().code() : code.get().reason()));
      }
    }
  }

  private static String errors(Usage usage) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Long> error : usage.errors().entrySet()) {
      text.append(escaped(error.getKey())).append(" (").append(error.getValue()).append(")<br>");
    }
    return text.toString();
  }

  private static void head(
      PrintWriter out,
      String caption,
      List<String> texts,
      List<String> numbers,
      List<String> moreTexts) {
    out.printf("<table><caption>%s</caption><thead><tr>", caption);
    texts.forEach(name -> out.printf("<th scope=\"col\">%s</th>", name));
    numbers.forEach(name -> out.printf("<th scope=\"col\" class=\"n\">%s</th>", name));
    moreTexts.forEach(name -> out.printf("<th scope=\"col\">%s</th>", name));
    out.println("</tr></thead><tbody>");
  }

  /** What clients chose may hold anything. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
