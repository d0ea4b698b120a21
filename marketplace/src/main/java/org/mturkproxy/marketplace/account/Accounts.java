package org.mturkproxy.marketplace.account;

import static org.mturkproxy.marketplace.call.TurkErrorCode.INSUFFICIENT_FUNDS;

import java.time.Instant;
import org.mturkproxy.marketplace.call.ApiException;
import org.mturkproxy.marketplace.store.Transaction;

/** The prepaid balances. Every change of one is also written down in the ledger. */
public final class Accounts {

  /** What moved money. */
  public enum Kind {
    PREPAID,
    REWARD,
    REWARD_FEE,
    BONUS,
    BONUS_FEE
  }

  private Accounts() {}

  /** Opens an account with its first balance, unless it is open already. */
  public static void open(Transaction transaction, String account, Money balance, Instant now) {
    int opened =
        transaction.update(
            "INSERT INTO account (account_id, balance_cents) VALUES (?, 0)"
                + " ON CONFLICT (account_id) DO NOTHING",
            account);
    if (opened == 1) {
      move(transaction, account, balance, Kind.PREPAID, account, now);
    }
  }

  /** What the account has. */
  public static Money balance(Transaction transaction, String account) {
    return transaction
        .first(
            "SELECT balance_cents FROM account WHERE account_id = ?",
            row -> new Money(row.whole("balance_cents")),
            account)
        .orElseThrow();
  }

  /**
   * Refuses a call that the balance would not pay for.
   *
   * @throws ApiException {@code InsufficientFunds}
   */
  public static void requireFunds(Transaction transaction, String account, Money needed) {
    if (balance(transaction, account).compareTo(needed) < 0) {
      throw ApiException.refused(
          INSUFFICIENT_FUNDS,
          "This Requester has insufficient funds in their account to complete this transaction.");
    }
  }

  /**
   * Takes an amount and its fee from the account.
   *
   * @param subject the id of what is paid for
   * @throws ApiException {@code InsufficientFunds}; nothing was taken
   */
  public static void pay(
      Transaction transaction, String account, Payment payment, String subject, Instant now) {
    requireFunds(transaction, account, payment.amount().plus(payment.fee()));
    move(transaction, account, payment.amount().negated(), payment.kind(), subject, now);
    move(transaction, account, payment.fee().negated(), payment.feeKind(), subject, now);
  }

  private static void move(
      Transaction transaction,
      String account,
      Money amount,
      Kind kind,
      String subject,
      Instant now) {
    transaction.update(
        "UPDATE account SET balance_cents = balance_cents + ? WHERE account_id = ?",
        amount.cents(),
        account);
    transaction.update(
        "INSERT INTO ledger (account_id, at, cents, kind, subject) VALUES (?, ?, ?, ?, ?)",
        account,
        now,
        amount.cents(),
        kind.name(),
        subject);
  }
}
