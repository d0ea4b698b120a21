package org.mturkproxy.marketplace.account;

/**
 * What MTurk charges besides the reward (mapping section 3.11): 20 %, 20 points more for HITs of
 * ten or more assignments, 5 points more for Masters, and at least one cent per assignment or
 * bonus.
 */
public final class Fee {

  private static final int PERCENT = 20;
  private static final int MANY_ASSIGNMENTS = 10;
  private static final int MANY_ASSIGNMENTS_POINTS = 20;
  private static final int MASTERS_POINTS = 5;
  private static final Money LEAST = new Money(1);

  private Fee() {}

  /** The fee for one approved assignment. */
  public static Money ofReward(Money reward, int maxAssignments, boolean masters) {
    int percent =
        PERCENT
            + (maxAssignments >= MANY_ASSIGNMENTS ? MANY_ASSIGNMENTS_POINTS : 0)
            + (masters ? MASTERS_POINTS : 0);
    return atLeastOneCent(reward.percent(percent));
  }

  /** The fee for a bonus. */
  public static Money ofBonus(Money bonus) {
    return atLeastOneCent(bonus.percent(PERCENT));
  }

  private static Money atLeastOneCent(Money fee) {
    return fee.compareTo(LEAST) < 0 ? LEAST : fee;
  }
}
