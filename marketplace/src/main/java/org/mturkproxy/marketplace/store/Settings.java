package org.mturkproxy.marketplace.store;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Values that belong to a database for its whole life. */
public final class Settings {

  private Settings() {}

  /** A secret of 32 random bytes, the same one whenever this name is asked for. */
  public static byte[] secret(Transaction transaction, String name) {
    String hex =
        transaction
            .first("SELECT value FROM setting WHERE name = ?", row -> row.text("value"), name)
            .orElseGet(() -> newSecret(transaction, name));
    return HexFormat.of().parseHex(hex);
  }

  private static String newSecret(Transaction transaction, String name) {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    String hex = HexFormat.of().formatHex(secret);
    transaction.update("INSERT INTO setting (name, value) VALUES (?, ?)", name, hex);
    return hex;
  }
}
