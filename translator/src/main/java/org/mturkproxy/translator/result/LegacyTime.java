package org.mturkproxy.translator.result;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/** Prints times as the legacy API does: UTC, whole seconds, {@code Z}. */
public final class LegacyTime {

  private LegacyTime() {}

  static String print(BigDecimal epochSeconds) {
    return print(
        Instant.ofEpochSecond(epochSeconds.setScale(0, RoundingMode.FLOOR).longValueExact()));
  }

  /** A moment, such as {@code 2016-05-04T10:20:30Z}. */
  public static String print(Instant moment) {
    return Instant.ofEpochSecond(moment.getEpochSecond()).toString();
  }
}
