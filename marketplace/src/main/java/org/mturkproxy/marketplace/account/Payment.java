package org.mturkproxy.marketplace.account;

import org.mturkproxy.marketplace.account.Accounts.Kind;

/** An amount for a Worker, and the fee that comes with it. */
public record Payment(Money amount, Kind kind, Money fee, Kind feeKind) {

  /** The reward of an assignment. */
  public static Payment reward(Money reward, int maxAssignments, boolean masters) {
    return new Payment(
        reward, Kind.REWARD, Fee.ofReward(reward, maxAssignments, masters), Kind.REWARD_FEE);
  }

  /** A bonus. */
  public static Payment bonus(Money bonus) {
    return new Payment(bonus, Kind.BONUS, Fee.ofBonus(bonus), Kind.BONUS_FEE);
  }
}
