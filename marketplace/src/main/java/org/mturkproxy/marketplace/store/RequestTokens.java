package org.mturkproxy.marketplace.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Remembers for 24 hours which {@code UniqueRequestToken} made what (mapping section 2.5). */
public final class RequestTokens {

  /** How long a token is remembered. */
  public static final Duration MEMORY = Duration.ofHours(24);

  private RequestTokens() {}

  /** What the token made, if it was used within the last 24 hours. */
  public static Optional<String> find(
      Transaction transaction, String account, String operation, String token, Instant now) {
    return transaction.first(
        "SELECT subject FROM request_token"
            + " WHERE account_id = ? AND operation = ? AND token = ? AND used_at > ?",
        row -> row.text("subject"),
        account,
        operation,
        token,
        now.minus(MEMORY));
  }

  /** Remembers a token that {@link #find} does not know, and forgets the old ones. */
  public static void keep(
      Transaction transaction,
      String account,
      String operation,
      String token,
      String subject,
      Instant now) {
    transaction.update("DELETE FROM request_token WHERE used_at <= ?", now.minus(MEMORY));
    transaction.update(
        "INSERT INTO request_token (account_id, operation, token, used_at, subject)"
            + " VALUES (?, ?, ?, ?, ?)",
        account,
        operation,
        token,
        now,
        subject);
  }
}
