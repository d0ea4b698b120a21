package org.mturkproxy.config;

/**
 * A key of the file as a message may show it. A forgotten colon or a pair of braces too many makes
 * a key of what was meant for a value ({@code secret: {wJalr…}}), and that value may be a secret.
 */
final class KeyName {

  /** All our names are such; the secrets that AWS makes are longer. */
  private static final String LIKE_A_NAME = "[A-Za-z][A-Za-z0-9_-]{0,29}";

  private KeyName() {}

  /** The path of this key below another; what does not look like a name is not repeated. */
  static String below(String path, String name) {
    boolean beOpen = name.matches(LIKE_A_NAME) && !holdsSecret(path, name);
    String shown = beOpen ? name : "…";
    return path.isEmpty() ? shown : path + "." + shown;
  }

  private static boolean holdsSecret(String path, String name) {
    boolean secret = path.endsWith("secret") || path.endsWith("sessionToken");
    return secret && !name.matches("(?i)file|env");
  }
}
