package org.mturkproxy.marketplace.account;

import org.mturkproxy.marketplace.call.Call;
import org.mturkproxy.marketplace.call.Output;
import org.mturkproxy.marketplace.call.Registry;
import org.mturkproxy.marketplace.model.AssignmentOperations;

/** {@code GetAccountBalance}. */
public final class AccountFeature {

  private AccountFeature() {}

  /** Adds the operations. */
  public static void register(Registry registry) {
    registry.reads(AssignmentOperations.GET_ACCOUNT_BALANCE, AccountFeature::getAccountBalance);
  }

  /** {@code OnHoldBalance} is left out: nothing is held back here, money moves when it is due. */
  private static Output getAccountBalance(Call call) {
    return new Output()
        .text("AvailableBalance", Accounts.balance(call.transaction(), call.account()).toString());
  }
}
