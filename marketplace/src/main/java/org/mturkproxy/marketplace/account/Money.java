package org.mturkproxy.marketplace.account;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.mturkproxy.marketplace.call.ApiException;

/** An amount in US dollars, exact to the cent. */
public record Money(long cents) implements Comparable<Money> {

  /** Nothing. */
  public static final Money ZERO = new Money(0);

  /** Far more than anybody has; keeps every sum inside a long. */
  private static final long MOST_CENTS = 1_000_000_000_00L;

  /**
   * Reads an amount that matches the service model's pattern, such as {@code 0.05} or {@code 5.}.
   *
   * @throws ApiException if it is absurdly large
   */
  public static Money parse(String text, String parameter) {
    BigDecimal cents = new BigDecimal(text.endsWith(".") ? text + "0" : text).movePointRight(2);
    if (cents.compareTo(BigDecimal.valueOf(MOST_CENTS)) > 0) {
      throw ApiException.notValid(text, parameter);
    }
    return new Money(cents.longValueExact());
  }

  /**
   * An amount from the configuration.
   *
   * @throws IllegalArgumentException if it is negative or has fractions of a cent
   */
  public static Money configured(BigDecimal dollars) {
    try {
      long cents = dollars.movePointRight(2).longValueExact();
      if (cents < 0) {
        throw new IllegalArgumentException("An amount of money must not be negative.");
      }
      return new Money(cents);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("An amount of money must be in whole cents.", e);
    }
  }

  /** The sum. */
  public Money plus(Money other) {
    return new Money(Math.addExact(cents, other.cents));
  }

  /** The same amount the other way. */
  Money negated() {
    return new Money(-cents);
  }

  /** This amount so many times. */
  public Money times(long count) {
    return new Money(Math.multiplyExact(cents, count));
  }

  /** So many hundredths of this amount, rounded to the nearest cent, half a cent up. */
  public Money percent(int percent) {
    return new Money(
        BigDecimal.valueOf(cents)
            .multiply(BigDecimal.valueOf(percent))
            .movePointLeft(2)
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact());
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(cents, other.cents);
  }

  /** As the API writes it: dollars with two decimals. */
  @Override
  public String toString() {
    return BigDecimal.valueOf(cents, 2).toPlainString();
  }
}
