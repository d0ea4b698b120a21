package org.mturkproxy.marketplace.store;

import java.util.List;

/** Empties the database. */
public final class Reset {

  /** In an order that keeps references whole. */
  private static final List<String> TABLES =
      List.of(
          "parked",
          "uploaded_file",
          "review_entry",
          "review_due",
          "delivery",
          "notification_setting",
          "event",
          "qualification_request",
          "test_start",
          "bonus",
          "assignment",
          "worker",
          "worker_message",
          "worker_block",
          "qualification",
          "qualification_type",
          "hit_requirement",
          "hit",
          "hit_type",
          "request_token",
          "ledger",
          "account");

  private Reset() {}

  /** Deletes everything but the settings. */
  public static void run(Transaction transaction) {
    TABLES.forEach(table -> transaction.update("DELETE FROM " + table));
  }
}
