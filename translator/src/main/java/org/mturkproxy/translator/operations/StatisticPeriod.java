package org.mturkproxy.translator.operations;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The time that one value of a statistic is about. Days begin at midnight of the Pacific coast,
 * where the service was ({@code legacy-api.md} 4.25; trap 8 of {@code mapping.md} 5.3).
 *
 * @param date the day that the value is dated
 * @param from its beginning
 * @param to its end, which is no more in it
 */
record StatisticPeriod(Instant date, Instant from, Instant to) {

  static final String ONE_DAY = "OneDay";
  static final String SEVEN_DAYS = "SevenDays";
  static final String THIRTY_DAYS = "ThirtyDays";
  static final String LIFE_TO_DATE = "LifeToDate";

  private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

  /**
   * The times of the values, the oldest first.
   *
   * @param period the legacy word
   * @param count how many days, for {@code OneDay}
   */
  static List<StatisticPeriod> of(String period, long count, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, PACIFIC);
    return switch (period) {
      case ONE_DAY ->
          LongStream.range(0, count)
              .mapToObj(i -> today.minusDays(count - 1 - i))
              .map(day -> new StatisticPeriod(start(day), start(day), start(day.plusDays(1))))
              .toList();
      case SEVEN_DAYS -> List.of(lastDays(today, 7));
      case THIRTY_DAYS -> List.of(lastDays(today, 30));
      default -> List.of(new StatisticPeriod(start(today), Instant.MIN, Instant.MAX));
    };
  }

  private static StatisticPeriod lastDays(LocalDate today, int days) {
    return new StatisticPeriod(start(today), start(today.minusDays(days - 1L)), Instant.MAX);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(PACIFIC).toInstant();
  }

  boolean has(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(to);
  }
}
