package org.mturkproxy.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/** A span of time: its beginning belongs to it, its end does not. */
public sealed interface TimeWindow {

  /** Whether a moment is in it. */
  boolean has(Instant moment);

  /** Between two moments, written as the clocks of a zone show them. */
  record Once(Instant from, Instant to) implements TimeWindow {
    @Override
    public boolean has(Instant moment) {
      return !moment.isBefore(from) && moment.isBefore(to);
    }
  }

  /** Every day, perhaps across midnight. */
  record Daily(LocalTime from, LocalTime to, ZoneId zone) implements TimeWindow {
    @Override
    public boolean has(Instant moment) {
      LocalTime time = moment.atZone(zone).toLocalTime();
      boolean begun = !time.isBefore(from);
      boolean over = !time.isBefore(to);
      return from.isBefore(to) ? begun && !over : begun || !over;
    }
  }

  /**
   * Reads both ends, such as {@code 09:00} (every day) or {@code 2026-12-01T09:00}.
   *
   * @return nothing if they are no times of one kind, or the end is not after the beginning
   */
  static Optional<TimeWindow> parse(String from, String to, ZoneId zone) {
    try {
      if (!from.contains("T")) {
        LocalTime begin = LocalTime.parse(from);
        LocalTime end = LocalTime.parse(to);
        return begin.equals(end) ? Optional.empty() : Optional.of(new Daily(begin, end, zone));
      }
      Instant begin = LocalDateTime.parse(from).atZone(zone).toInstant();
      Instant end = LocalDateTime.parse(to).atZone(zone).toInstant();
      return begin.isBefore(end) ? Optional.of(new Once(begin, end)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
