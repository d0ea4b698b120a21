package org.mturkproxy.marketplace.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Links to files, which anyone who has one can follow for 60 seconds (mapping section 2.6). */
public final class FileLinks {

  /** Where the files are. */
  public static final String PATH = "/files/";

  private static final Duration LIFE = Duration.ofSeconds(60);

  private final byte[] secret;
  private final Supplier<URI> endpoint;

  /**
   * Links that are sealed with a secret.
   *
   * @param endpoint where the marketplace is, once it is there
   */
  public FileLinks(byte[] secret, Supplier<URI> endpoint) {
    this.secret = secret.clone();
    this.endpoint = endpoint;
  }

  /** Names a file. */
  record FileName(String assignmentId, String questionId) {}

  String link(FileName file, Instant now) {
    long expires = now.plus(LIFE).toEpochMilli();
    return endpoint.get()
        + PATH
        + file.assignmentId()
        + "?Question="
        + URLEncoder.encode(file.questionId(), UTF_8)
        + "&Expires="
        + expires
        + "&Signature="
        + seal(file, Long.toString(expires));
  }

  /** The file that a link names, if it is one of ours and not too old. */
  Optional<FileName> file(String path, String query, Instant now) {
    Map<String, String> parameters = new HashMap<>();
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parameters.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    String question;
    try {
      question = URLDecoder.decode(parameters.getOrDefault("Question", ""), UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    FileName file = new FileName(path.substring(PATH.length()), question);
    String expires = parameters.getOrDefault("Expires", "");
    byte[] expected = seal(file, expires).getBytes(UTF_8);
    byte[] given = parameters.getOrDefault("Signature", "").getBytes(UTF_8);
    boolean good =
        expires.matches("[0-9]{1,15}")
            && MessageDigest.isEqual(expected, given)
            && Instant.ofEpochMilli(Long.parseLong(expires)).isAfter(now);
    return good ? Optional.of(file) : Optional.empty();
  }

  private String seal(FileName file, String expires) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      String text = file.assignmentId() + "\n" + file.questionId() + "\n" + expires;
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
