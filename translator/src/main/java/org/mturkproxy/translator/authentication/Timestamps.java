package org.mturkproxy.translator.authentication;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/** Reads the timestamps of legacy clients: any xs:dateTime; without a zone it is UTC (2.4). */
final class Timestamps {

  private Timestamps() {}

  static Optional<Instant> parse(String text) {
    try {
      TemporalAccessor moment =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text.strip(), Instant::from, LocalDateTime::from);
      return Optional.of(
          moment instanceof Instant instant
              ? instant
              : ((LocalDateTime) moment).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
