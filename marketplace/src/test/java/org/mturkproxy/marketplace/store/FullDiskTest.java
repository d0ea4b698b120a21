package org.mturkproxy.marketplace.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mturkproxy.marketplace.account.Accounts;
import org.mturkproxy.marketplace.account.Money;
import org.mturkproxy.marketplace.account.Payment;

/**
 * A database that must not grow for a while. SQLite then rolls back by itself in the middle of a
 * transaction, as it does for an I/O error.
 */
class FullDiskTest {

  private static final String ACCOUNT = "a";
  private static final long FIRST = 100_00;
  private static final Payment PAYMENT = Payment.bonus(new Money(1_00));
  private static final long COST = 1_20;

  @TempDir Path directory;

  @Test
  void aFailedTransactionInAFileHasNoEffectAndTheNextOnesAreWhole() {
    try (Database database = Database.in(directory)) {
      prove(database);
    }
    try (Database database = Database.in(directory)) {
      assertMoney(database, FIRST - COST);
    }
  }

  @Test
  void aFailedTransactionInMemoryHasNoEffectAndTheNextOnesAreWhole() {
    try (Database database = Database.inMemory()) {
      prove(database);
    }
  }

  private static void prove(Database database) {
    database.write(
        transaction -> {
          Accounts.open(transaction, ACCOUNT, new Money(FIRST), Instant.EPOCH);
          return true;
        });
    database.write(transaction -> limit(transaction, 1)); // SQLite makes it the present size
    for (int i = 0; i < 3; i++) {
      assertThrows(StoreException.class, () -> pay(database, FullDiskTest::grow));
    }
    // Going on after a failure must not write outside of the transaction.
    assertThrows(
        StoreException.class,
        () ->
            pay(
                database,
                transaction -> {
                  assertThrows(StoreException.class, () -> grow(transaction));
                  assertThrows(StoreException.class, () -> payOnce(transaction));
                }));
    assertMoney(database, FIRST);
    database.write(transaction -> limit(transaction, 1_000_000));
    assertThrows(
        IllegalStateException.class,
        () ->
            pay(
                database,
                transaction -> {
                  throw new IllegalStateException("the work fails");
                }));
    assertMoney(database, FIRST);
    pay(database, FullDiskTest::grow);
    assertMoney(database, FIRST - COST);
  }

  private static long limit(Transaction transaction, int pages) {
    return transaction
        .first("PRAGMA max_page_count = " + pages, row -> row.whole("max_page_count"))
        .orElseThrow();
  }

  private static void pay(Database database, Consumer<Transaction> then) {
    Function<Transaction, Boolean> work =
        transaction -> {
          payOnce(transaction);
          then.accept(transaction);
          return true;
        };
    database.write(work);
  }

  private static void payOnce(Transaction transaction) {
    Accounts.pay(transaction, ACCOUNT, PAYMENT, "subject", Instant.EPOCH);
  }

  private static void grow(Transaction transaction) {
    transaction.update(
        "INSERT INTO setting (name, value) VALUES (?, ?)", "large", "x".repeat(1_000_000));
  }

  /** Balance and ledger agree, for the writer and for a reader. */
  private static void assertMoney(Database database, long cents) {
    Function<Transaction, String> money =
        transaction ->
            Accounts.balance(transaction, ACCOUNT).cents()
                + " "
                + transaction
                    .first(
                        "SELECT SUM(cents) AS total FROM ledger WHERE account_id = ?",
                        row -> row.whole("total"),
                        ACCOUNT)
                    .orElseThrow();
    assertEquals(cents + " " + cents, database.read(money));
    assertEquals(cents + " " + cents, database.write(money));
  }
}
