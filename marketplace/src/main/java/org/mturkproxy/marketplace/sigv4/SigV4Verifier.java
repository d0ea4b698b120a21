package org.mturkproxy.marketplace.sigv4;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.mturkproxy.marketplace.sigv4.Verdict.Reason.INCOMPLETE;
import static org.mturkproxy.marketplace.sigv4.Verdict.Reason.MISMATCH;
import static org.mturkproxy.marketplace.sigv4.Verdict.Reason.NOT_SIGNED;
import static org.mturkproxy.marketplace.sigv4.Verdict.Reason.SKEWED;
import static org.mturkproxy.marketplace.sigv4.Verdict.Reason.UNKNOWN_KEY;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mturkproxy.config.Secret;

/**
 * Checks the Signature Version 4 of a request whose payload is signed, as all JSON services of AWS
 * want it.
 *
 * <p>The service name in the credential's scope must be the expected one. The region is covered by
 * the signature but not compared with anything: some SDKs sign a pseudo region ({@code sandbox})
 * and a service of one's own has no region.
 *
 * <p>{@code Host} and {@code X-Amz-Date} must be signed, and so must {@code X-Amz-Target}, {@code
 * X-Amz-Security-Token} and {@code X-Amz-Content-Sha256} where present: unsigned, they could be
 * exchanged under a valid signature.
 *
 * <p>Instances may be shared between threads.
 */
public final class SigV4Verifier {

  /** How far the caller's clock may be off, in either direction. */
  public static final Duration ALLOWED_SKEW = Duration.ofMinutes(5);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String TERMINATOR = "aws4_request";

  private static final Set<String> ALWAYS_SIGNED = Set.of("host", "x-amz-date");
  private static final List<String> SIGNED_IF_PRESENT =
      List.of("x-amz-target", "x-amz-security-token", "x-amz-content-sha256");

  private final String service;
  private final Secrets secrets;
  private final Clock clock;
  private final SigningKeys keys = new SigningKeys();

  /**
   * A verifier for one service.
   *
   * @param service the service name in the scope, such as {@code mturk-requester}
   * @param secrets the keys that may call
   * @param clock what the caller's time is compared with
   */
  public SigV4Verifier(String service, Secrets secrets, Clock clock) {
    this.service = service;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** Tells whose call this is, or how to refuse it. */
  public Verdict verify(RequestHead head, byte[] body) {
    try {
      return check(head, body);
    } catch (RefusedException e) {
      return e.verdict();
    } catch (IllegalArgumentException e) {
      // A path or query that is no URI cannot be brought into its canonical form.
      return new Verdict.Refused(INCOMPLETE, "The request target is not valid.");
    }
  }

  private Verdict check(RequestHead head, byte[] body) throws RefusedException {
    Authorization authorization = authorization(head);
    requireSigned(head, authorization.signedHeaders());
    String time = single(head, "x-amz-date");
    checkTime(time);
    checkScope(authorization.scope(), time);
    Secret secret =
        secrets
            .of(authorization.accessKeyId())
            .orElseThrow(() -> new RefusedException(UNKNOWN_KEY, INVALID_TOKEN));
    if (!head.values("x-amz-security-token").isEmpty()) {
      // The keys known here are long-term ones; none was issued with a session token.
      throw new RefusedException(UNKNOWN_KEY, INVALID_TOKEN);
    }
    String payloadHash = hex(sha256(body));
    String canonical = CanonicalRequest.of(head, authorization.signedHeaders(), payloadHash);
    String toSign =
        "AWS4-HMAC-SHA256\n"
            + (time + "\n")
            + (authorization.scope() + "\n")
            + hex(sha256(canonical.getBytes(UTF_8)));
    String expected = hex(SigningKeys.hmac(keys.of(secret, authorization.scope()), toSign));
    boolean payloadMatches =
        head.values("x-amz-content-sha256").stream().allMatch(payloadHash::equals);
    if (!payloadMatches || !equal(expected, authorization.signature())) {
      throw new RefusedException(
          MISMATCH,
          "The request signature we calculated does not match the signature you provided. Check"
              + " your AWS Secret Access Key and signing method. Consult the service"
              + " documentation for details.");
    }
    return new Verdict.Accepted(authorization.accessKeyId());
  }

  private static final String INVALID_TOKEN =
      "The security token included in the request is invalid.";

  private static Authorization authorization(RequestHead head) throws RefusedException {
    List<String> values = head.values("authorization");
    if (values.isEmpty()) {
      throw new RefusedException(NOT_SIGNED, "Missing Authentication Token");
    }
    if (values.size() > 1) {
      throw RefusedException.incomplete("Only one Authorization header is allowed.");
    }
    return Authorization.parse(values.get(0));
  }

  private static void requireSigned(RequestHead head, List<String> signed) throws RefusedException {
    for (String name : ALWAYS_SIGNED) {
      single(head, name);
      if (!signed.contains(name)) {
        throw notSigned(name);
      }
    }
    for (String name : SIGNED_IF_PRESENT) {
      if (!head.values(name).isEmpty() && !signed.contains(name)) {
        throw notSigned(name);
      }
    }
    for (String name : signed) {
      if (head.values(name).isEmpty()) {
        throw RefusedException.incomplete("The signed header '" + name + "' is missing.");
      }
    }
  }

  private static RefusedException notSigned(String name) {
    return new RefusedException(
        MISMATCH, "'" + name + "' must be a 'SignedHeader' in the AWS Authorization.");
  }

  private static String single(RequestHead head, String name) throws RefusedException {
    List<String> values = head.values(name);
    if (values.size() != 1) {
      throw RefusedException.incomplete(
          "Authorization header requires existence of exactly one '" + name + "' header.");
    }
    return values.get(0).trim();
  }

  /** The wording is what clients look for to correct their clock (mapping section 1.3). */
  private void checkTime(String time) throws RefusedException {
    Instant signedAt;
    try {
      signedAt = TIME.parse(time, Instant::from);
    } catch (DateTimeParseException e) {
      throw RefusedException.incomplete("Date must be in ISO-8601 'basic format'.");
    }
    Instant now = clock.instant();
    if (signedAt.isBefore(now.minus(ALLOWED_SKEW))) {
      throw new RefusedException(
          SKEWED,
          "Signature expired: "
              + time
              + " is now earlier than "
              + TIME.format(now.minus(ALLOWED_SKEW))
              + minutes(now, "-"));
    }
    if (signedAt.isAfter(now.plus(ALLOWED_SKEW))) {
      throw new RefusedException(
          SKEWED,
          "Signature not yet current: "
              + time
              + " is still later than "
              + TIME.format(now.plus(ALLOWED_SKEW))
              + minutes(now, "+"));
    }
  }

  private static String minutes(Instant now, String sign) {
    return " (" + TIME.format(now) + " " + sign + " " + ALLOWED_SKEW.toMinutes() + " min.)";
  }

  private void checkScope(Authorization.Scope scope, String time) throws RefusedException {
    if (!scope.date().equals(time.substring(0, 8))) {
      throw new RefusedException(
          MISMATCH,
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date.");
    }
    if (!scope.service().equals(service)) {
      throw new RefusedException(
          MISMATCH, "Credential should be scoped to correct service: '" + service + "'.");
    }
    if (!scope.terminator().equals(TERMINATOR)) {
      throw new RefusedException(
          MISMATCH, "Credential should be scoped with a valid terminator: '" + TERMINATOR + "'.");
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** In constant time, so that the answer's delay does not tell how much of a guess was right. */
  private static boolean equal(String expected, String given) {
    return MessageDigest.isEqual(expected.getBytes(US_ASCII), given.getBytes(UTF_8));
  }
}
