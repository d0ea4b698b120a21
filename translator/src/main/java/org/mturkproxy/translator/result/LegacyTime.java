package org.mturkproxy.translator.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/** Prints times as the legacy API does: UTC, whole seconds, {@code Z}. */
public final class LegacyTime {

  /** Of the seconds to any year that can be printed; what has more would take for ever to round. */
  private static final long MOST_DIGITS = 12;

  private LegacyTime() {}

  static String print(JsonNode value) {
    if (!value.isNumber()) {
      throw new ArithmeticException("no time: it is not a number");
    }
    BigDecimal epochSeconds = value.decimalValue();
    if (epochSeconds.precision() - (long) epochSeconds.scale() > MOST_DIGITS) {
      throw new ArithmeticException("no time: it has too many digits");
    }
    return print(
        Instant.ofEpochSecond(epochSeconds.setScale(0, RoundingMode.FLOOR).longValueExact()));
  }

  /** A moment, such as {@code 2016-05-04T10:20:30Z}. */
  public static String print(Instant moment) {
    return Instant.ofEpochSecond(moment.getEpochSecond()).toString();
  }
}
