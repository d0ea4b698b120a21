package org.mturkproxy.marketplace.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and reads {@code NextToken}: a key in the list, sealed together with account, list and
 * filters, so that a token of another list, another account or another service is refused. A token
 * holds no state here: it stays good after a restart and however long the caller waits.
 */
public final class PageTokens {

  private static final int DEFAULT_SIZE = 10;
  private static final int SEAL_BYTES = 12;
  private static final int KEY_BYTES = Long.BYTES;

  private final byte[] secret;

  /** Seals with a secret that belongs to the database. */
  public PageTokens(byte[] secret) {
    this.secret = secret.clone();
  }

  Page page(String account, String list, Object[] filters, Input input) {
    String identity = account + "\n" + list + "\n" + Arrays.toString(filters);
    Page.Key after =
        input.optionalText("NextToken").map(token -> open(token, identity)).orElse(Page.Key.START);
    int size = input.optionalInt("MaxResults").orElse(DEFAULT_SIZE);
    return new Page(after, size, key -> seal(key, identity));
  }

  private String seal(Page.Key key, String identity) {
    byte[] place = ByteBuffer.allocate(KEY_BYTES).putLong(key.number()).array();
    byte[] token =
        ByteBuffer.allocate(KEY_BYTES + SEAL_BYTES).put(place).put(mac(place, identity)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  private Page.Key open(String token, String identity) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      throw invalid(token);
    }
    if (bytes.length != KEY_BYTES + SEAL_BYTES) {
      throw invalid(token);
    }
    byte[] place = Arrays.copyOf(bytes, KEY_BYTES);
    byte[] seal = Arrays.copyOfRange(bytes, KEY_BYTES, bytes.length);
    if (!MessageDigest.isEqual(seal, mac(place, identity))) {
      throw invalid(token);
    }
    return new Page.Key(ByteBuffer.wrap(place).getLong());
  }

  private static ApiException invalid(String token) {
    return ApiException.notValid(token, "NextToken");
  }

  private byte[] mac(byte[] place, String identity) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(place);
      return Arrays.copyOf(mac.doFinal(identity.getBytes(UTF_8)), SEAL_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
