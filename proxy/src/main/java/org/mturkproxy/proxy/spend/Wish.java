package org.mturkproxy.proxy.spend;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.mturkproxy.proxy.state.SpendLedger.Kind;

/**
 * What a call would spend of a day's sum.
 *
 * @param amount US dollars
 * @param cap the most of a day
 * @param parameter the parameter that says so
 * @param setting the setting that caps it
 */
record Wish(Kind kind, BigDecimal amount, BigDecimal cap, String parameter, String setting) {

  private static final int CENTS = 2;

  /** More than all caps that can be configured. */
  private static final BigDecimal ANYTHING = BigDecimal.valueOf(1_000_000_000_000L);

  /** A call that takes nothing from a capped sum, but is kept so that its repeat is known. */
  static final Wish NOTHING = new Wish(Kind.REWARDS, BigDecimal.ZERO, ANYTHING, "", "");

  /** Rounded up: no amount is counted for less than it is. */
  static long cents(BigDecimal amount) {
    return amount.movePointRight(CENTS).setScale(0, RoundingMode.CEILING).longValueExact();
  }
}
