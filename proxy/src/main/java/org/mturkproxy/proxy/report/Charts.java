package org.mturkproxy.proxy.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The charts of a report, as SVG. */
final class Charts {

  private static final int WIDTH = 960;
  private static final int HEIGHT = 220;
  private static final int BOTTOM = 190;
  private static final int ROW = 28;
  private static final int NAMES = 220;

  /** Of a bar: a day alone would be a wall. */
  private static final int MOST_THICK = 60;

  /** More bars than that are no bars any more. */
  private static final int MOST_DAYS = 120;

  private Charts() {}

  /** One bar for each day: legacy calls below, modern ones on top of them. */
  static String days(SortedMap<LocalDate, UsageReport.Day> all) {
    List<Map.Entry<LocalDate, UsageReport.Day>> days = new ArrayList<>(all.entrySet());
    days = days.subList(Math.max(0, days.size() - MOST_DAYS), days.size());
    long most =
        days.stream()
            .mapToLong(day -> day.getValue().legacy() + day.getValue().modern())
            .max()
            .orElse(0);
    if (most == 0) {
      return "<p>No calls.</p>\n";
    }
    StringBuilder svg =
        open("Legacy and modern calls by day; the table below has the numbers", HEIGHT);
    double width = (double) WIDTH / days.size();
    double x = 0;
    for (Map.Entry<LocalDate, UsageReport.Day> entry : days) {
      UsageReport.Day day = entry.getValue();
      double legacy = (BOTTOM - 20.0) * day.legacy() / most;
      double modern = (BOTTOM - 20.0) * day.modern() / most;
      String title =
          "%s: %d legacy, %d modern".formatted(entry.getKey(), day.legacy(), day.modern());
      double thick = Math.min(width * 0.8, MOST_THICK);
      bar(svg, "legacy", title, x, BOTTOM - legacy, thick, legacy);
      bar(svg, "modern", title, x, BOTTOM - legacy - modern, thick, modern);
      x += width;
    }
    text(svg, 0, HEIGHT - 10, days.get(0).getKey().toString(), "start");
    if (days.size() > 1) {
      text(svg, WIDTH, HEIGHT - 10, days.get(days.size() - 1).getKey().toString(), "end");
    }
    text(svg, 0, 14, "most in a day: " + most, "start");
    return svg.append("</svg>\n").toString();
  }

  /** One bar for each caller: how much of what it calls is modern. */
  static String callers(List<Usage> usages) {
    Map<String, long[]> callers = new TreeMap<>();
    for (Usage usage : usages) {
      callers
              .computeIfAbsent(usage.key().caller(), any -> new long[2])[
              usage.key().modern() ? 1 : 0] +=
          usage.calls();
    }
    StringBuilder svg = open("Share of modern calls by caller", Math.max(1, callers.size()) * ROW);
    int y = 0;
    for (Map.Entry<String, long[]> caller : callers.entrySet()) {
      long legacy = caller.getValue()[0];
      long modern = caller.getValue()[1];
      double room = WIDTH - NAMES - 120.0;
      double share = (double) modern / (legacy + modern);
      String title = "%s: %d legacy, %d modern".formatted(caller.getKey(), legacy, modern);
      text(svg, 0, y + 18, caller.getKey(), "start");
      bar(svg, "modern", title, NAMES, y + 4, room * share, ROW - 8);
      bar(svg, "legacy", title, NAMES + room * share, y + 4, room * (1 - share), ROW - 8);
      text(svg, WIDTH, y + 18, ReportText.share(new UsageReport.Day(legacy, modern)), "end");
      y += ROW;
    }
    return svg.append("</svg>\n").toString();
  }

  private static StringBuilder open(String label, int height) {
    return new StringBuilder(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n"
            .formatted(WIDTH, height, label));
  }

  private static void bar(
      StringBuilder svg,
      String kind,
      String title,
      double x,
      double y,
      double width,
      double height) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\">"
                + "<title>%s</title></rect>%n",
            kind,
            x,
            y,
            width,
            height,
            ReportHtml.escaped(title)));
  }

  private static void text(StringBuilder svg, int x, int y, String text, String anchor) {
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n"
            .formatted(x, y, anchor, ReportHtml.escaped(text)));
  }
}
