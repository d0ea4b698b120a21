package org.mturkproxy.marketplace.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.mturkproxy.config.Secret;

/**
 * Makes the key that signs for one day, region and service, and remembers it: AWS's own SDKs do,
 * since most of a signature's work is in it.
 */
final class SigningKeys {

  /** Anybody can ask for any scope; then all are made again. */
  private static final int MOST = 256;

  private final Map<Scoped, byte[]> known = new ConcurrentHashMap<>();

  private record Scoped(Secret secret, Authorization.Scope scope) {}

  byte[] of(Secret secret, Authorization.Scope scope) {
    Scoped scoped = new Scoped(secret, scope);
    byte[] key = known.get(scoped);
    if (key == null) {
      key = make(secret, scope);
      if (known.size() >= MOST) {
        known.clear();
      }
      known.put(scoped, key);
    }
    return key;
  }

  private static byte[] make(Secret secret, Authorization.Scope scope) {
    byte[] key = ("AWS4" + secret.reveal()).getBytes(UTF_8);
    key = hmac(key, scope.date());
    key = hmac(key, scope.region());
    key = hmac(key, scope.service());
    return hmac(key, scope.terminator());
  }

  static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
