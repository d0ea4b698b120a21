package org.mturkproxy.config;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The access key that is made when none is configured. Its file is at once an AWS credentials file
 * ({@code AWS_SHARED_CREDENTIALS_FILE}) and a boto 2 configuration ({@code BOTO_CONFIG}): clients
 * can use it as it is.
 */
final class AccessKeyFile {

  private static final String NAME = "access-key";
  private static final Pattern ID = Pattern.compile("(?m)^aws_access_key_id = (\\S+)$");
  private static final Pattern SECRET = Pattern.compile("(?m)^aws_secret_access_key = (\\S+)$");

  private static final char[] ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray();

  private AccessKeyFile() {}

  /** Where the key of a marketplace with this data directory is kept. */
  static Path in(Path data) {
    return data.resolve(NAME);
  }

  /** The key of an existing file, or a problem. */
  static Optional<KeyConfig> read(Path file, Consumer<String> problem) {
    Optional<String> text = OwnerOnlyFile.read(file, problem);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher id = ID.matcher(text.get());
    Matcher secret = SECRET.matcher(text.get());
    if (!id.find() || !secret.find()) {
      problem.accept(file + " has no access key in it; without that file, a new one is made");
      return Optional.empty();
    }
    return Optional.of(key(id.group(1), secret.group(1)));
  }

  /**
   * Makes a key and its file.
   *
   * @throws IOException if the file cannot be written, or exists already
   */
  static KeyConfig create(Path file) throws IOException {
    SecureRandom random = new SecureRandom();
    // As long as Amazon's, and clearly not one of theirs.
    StringBuilder id = new StringBuilder("MTURKPROXY");
    for (int i = 0; i < 10; i++) {
      id.append(ALPHABET[random.nextInt(ALPHABET.length)]);
    }
    byte[] bytes = new byte[30];
    random.nextBytes(bytes);
    String secret = Base64.getUrlEncoder().encodeToString(bytes);
    OwnerOnlyFile.create(file, text(id.toString(), secret));
    return key(id.toString(), secret);
  }

  private static String text(String id, String secret) {
    String pair = "aws_access_key_id = %s%naws_secret_access_key = %s%n".formatted(id, secret);
    return """
        # Made by mturk-proxy. AWS SDKs read it with AWS_SHARED_CREDENTIALS_FILE, boto 2 with BOTO_CONFIG.
        [default]
        %s
        [Credentials]
        %s"""
        .formatted(pair, pair);
  }

  private static KeyConfig key(String id, String secret) {
    return new KeyConfig(id, new Secret(secret), new UpstreamCredentials.SameKey());
  }
}
