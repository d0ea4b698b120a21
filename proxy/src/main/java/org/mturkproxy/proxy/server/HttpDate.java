package org.mturkproxy.proxy.server;

import io.netty.util.AsciiString;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The {@code Date} header, which RFC 9110 section 6.6.1 asks for, written once a second. */
final class HttpDate {

  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private record Second(long number, AsciiString text) {}

  private final Clock clock;
  private volatile Second latest = new Second(Long.MIN_VALUE, AsciiString.EMPTY_STRING);

  HttpDate(Clock clock) {
    this.clock = clock;
  }

  AsciiString now() {
    Instant instant = clock.instant();
    Second second = latest;
    if (second.number() != instant.getEpochSecond()) {
      second = new Second(instant.getEpochSecond(), new AsciiString(IMF_FIXDATE.format(instant)));
      latest = second;
    }
    return second.text();
  }
}
