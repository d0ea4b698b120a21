package org.mturkproxy.config;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How much a legacy key may spend. Amounts are US dollars in whole cents, without the service's
 * fees; a cap that is absent caps nothing.
 *
 * @param reward the most for one assignment
 * @param assignments the most assignments of one HIT
 * @param bonus the most for one bonus
 * @param bonusesPerDay the most for all bonuses of a day (UTC)
 * @param rewardsPerDay the most that HITs made or changed on a day (UTC) promise, reward times
 *     assignments
 */
public record SpendCaps(
    Optional<BigDecimal> reward,
    Optional<Integer> assignments,
    Optional<BigDecimal> bonus,
    Optional<BigDecimal> bonusesPerDay,
    Optional<BigDecimal> rewardsPerDay) {

  /** What holds where nothing is written. */
  public static final SpendCaps NONE =
      new SpendCaps(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether something is capped that depends on the reward of a HIT or a HIT type. */
  public boolean onRewards() {
    return reward.isPresent() || rewardsPerDay.isPresent();
  }

  /** Whether the sum of a day is capped. */
  public boolean perDay() {
    return bonusesPerDay.isPresent() || rewardsPerDay.isPresent();
  }
}
