package org.mturkproxy.marketplace.store;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** Values that belong to a database for its whole life. */
public final class Settings {

  private Settings() {}

  /** A secret of 32 random bytes, the same one whenever this name is asked for. */
  public static byte[] secret(Transaction transaction, String name) {
    String hex = find(transaction, name).orElseGet(() -> newSecret(transaction, name));
    return HexFormat.of().parseHex(hex);
  }

  private static String newSecret(Transaction transaction, String name) {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    String hex = HexFormat.of().formatHex(secret);
    put(transaction, name, hex);
    return hex;
  }

  /** A value, if it was ever put there. */
  public static Optional<String> find(Transaction transaction, String name) {
    return transaction.first(
        "SELECT value FROM setting WHERE name = ?", row -> row.text("value"), name);
  }

  /** Keeps a value. */
  public static void put(Transaction transaction, String name, String value) {
    transaction.update(
        "INSERT INTO setting (name, value) VALUES (?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        value);
  }
}
