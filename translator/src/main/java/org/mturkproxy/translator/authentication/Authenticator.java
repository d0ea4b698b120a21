package org.mturkproxy.translator.authentication;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;
import org.mturkproxy.translator.wire.WireRequest;

/**
 * Tells who calls, or refuses ({@code legacy-api.md} 7.3): credentials present, key, signature,
 * then the time window.
 */
public final class Authenticator implements Admission {

  /** How far a timestamp may be from our clock. */
  public static final Duration WINDOW = Duration.ofMinutes(15);

  /** Signs for keys that nobody has, so that they cost what a wrong signature costs. */
  private static final LegacySecret NOBODY = new LegacySecret("nobody");

  private final Requesters requesters;

  public Authenticator(Requesters requesters) {
    this.requesters = requesters;
  }

  /**
   * Checks the signature of a request.
   *
   * @param operation the operation it asks for
   * @param now the time to check its timestamp with
   * @throws RefusedException with the legacy error of an authentication that failed
   */
  @Override
  public Requester authenticate(WireRequest request, String operation, Instant now) {
    String keyId = required(request, "AWSAccessKeyId");
    String signature = required(request, "Signature");
    String timestamp = request.common("Timestamp").orElse("");
    List<String> signed = SignedText.of(request, operation, timestamp);
    if (timestamp.isEmpty()) {
      throw badClaims(signed.get(0), now);
    }
    Requester requester = verify(keyId, signed, signature);
    Instant moment = Timestamps.parse(timestamp).orElseThrow(() -> badClaims(signed.get(0), now));
    if (Duration.between(moment, now).abs().compareTo(WINDOW) > 0) {
      throw new RefusedException(LegacyErrors.requestExpired(timestamp));
    }
    return requester;
  }

  /** Whether one of key id, signature and timestamp is not there, so that nobody can be known. */
  public static boolean isAnonymous(WireRequest request) {
    return Stream.of("AWSAccessKeyId", "Signature", "Timestamp")
        .anyMatch(name -> request.common(name).isEmpty());
  }

  private static String required(WireRequest request, String parameter) {
    return request
        .common(parameter)
        .orElseThrow(() -> new RefusedException(LegacyErrors.badCredential(parameter)));
  }

  private Requester verify(String keyId, List<String> signed, String signature) {
    Optional<Requester> requester = requesters.find(keyId);
    LegacySecret secret = requester.map(Requester::secret).orElse(NOBODY);
    // A client that forgot to encode the plus signs of its base64 sent blanks.
    String sent = signature.replace(' ', '+');
    boolean verified =
        signed.stream().map(text -> secret.verifies(text, sent)).reduce(false, Boolean::logicalOr);
    return requester
        .filter(any -> verified)
        .orElseThrow(() -> new RefusedException(LegacyErrors.notAuthorized()));
  }

  private static RefusedException badClaims(String signed, Instant now) {
    return new RefusedException(LegacyErrors.badClaims(signed, now.toString()));
  }
}
