package org.mturkproxy.proxy.upstream;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.mturkproxy.translator.modern.ModernAnswer;

/**
 * How one attempt of a call ended.
 *
 * @param answer what became of it
 * @param status the HTTP status; 0 when no answer came
 * @param date the {@code Date} header of the answer; empty when there is none
 * @param raw the answer itself, if one came
 */
record Outcome(ModernAnswer answer, int status, String date, Optional<RawAnswer> raw) {

  /** Of whose answer nothing else is told. */
  Outcome(ModernAnswer answer, int status, String date) {
    this(answer, status, date, Optional.empty());
  }

  /** Nothing was sent. */
  static Outcome notSent(String type, String message) {
    return new Outcome(new ModernAnswer.NotExecuted(type, message), 0, "");
  }

  /** Something was sent, and no whole answer came. */
  static Outcome noAnswer(String message) {
    return new Outcome(new ModernAnswer.Unknown(ModernAnswer.Unknown.NO_ANSWER, message), 0, "");
  }

  /** The upstream's time when it answered, if it said so. Read only when it is needed. */
  Optional<Instant> serverTime() {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
