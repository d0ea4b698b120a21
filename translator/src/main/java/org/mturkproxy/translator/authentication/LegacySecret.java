package org.mturkproxy.translator.authentication;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A legacy secret access key. It signs and compares, and is never shown: neither by {@code
 * toString} nor by an accessor.
 */
public final class LegacySecret {

  private static final String ALGORITHM = "HmacSHA1";

  /** Ready to be copied: to look one up and to give it the key takes as long as to sign. */
  private final Mac ready;

  /**
   * Takes a secret access key.
   *
   * @param secret 40 characters as Amazon made them; any text of at least one character will do
   */
  public LegacySecret(String secret) {
    try {
      ready = Mac.getInstance(ALGORITHM);
      ready.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      // Java's own can be copied; better to fail here than in the midst of a call.
      copy();
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA1", e);
    }
  }

  /** Base64 of the HMAC-SHA1 of a text's UTF-8 bytes ({@code legacy-api.md} 2.3): 28 characters. */
  public String sign(String text) {
    return Base64.getEncoder().encodeToString(hmac(text));
  }

  /** Whether the signature is the one of this text. Takes the same time wherever it differs. */
  public boolean verifies(String text, String signature) {
    return MessageDigest.isEqual(
        sign(text).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] hmac(String text) {
    return copy().doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private Mac copy() {
    try {
      return (Mac) ready.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("this Java's HmacSHA1 cannot be copied", e);
    }
  }

  @Override
  public String toString() {
    return "LegacySecret[hidden]";
  }
}
