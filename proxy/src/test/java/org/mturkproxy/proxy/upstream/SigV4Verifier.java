package org.mturkproxy.proxy.upstream;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signature Version 4 from the other side, straight after {@code mapping.md} 1.3. */
final class SigV4Verifier {

  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/([^,]+), SignedHeaders=([^,]+), Signature=(.+)");

  private SigV4Verifier() {}

  /** What an {@code Authorization} header says. */
  record Authorization(
      String accessKeyId, String scope, List<String> signedHeaders, String signature) {

    static Authorization of(String header) {
      Matcher matcher = AUTHORIZATION.matcher(header);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(header);
      }
      return new Authorization(
          matcher.group(1),
          matcher.group(2),
          List.of(matcher.group(3).split(";", -1)),
          matcher.group(4));
    }
  }

  /**
   * The signature that a POST to the root must have.
   *
   * @param headers by lower-case name
   */
  static String signature(
      String secret, String scope, List<String> signed, Map<String, String> headers, byte[] body) {
    StringBuilder canonical = new StringBuilder("POST\n/\n\n");
    for (String name : signed) {
      canonical.append(name).append(':').append(headers.get(name)).append('\n');
    }
    canonical.append('\n').append(String.join(";", signed)).append('\n').append(sha256(body));
    String toSign =
        "AWS4-HMAC-SHA256\n"
            + headers.get("x-amz-date")
            + "\n"
            + scope
            + "\n"
            + sha256(canonical.toString().getBytes(StandardCharsets.UTF_8));
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, toSign));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
