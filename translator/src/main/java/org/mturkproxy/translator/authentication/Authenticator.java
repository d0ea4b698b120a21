package org.mturkproxy.translator.authentication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mturkproxy.translator.authentication.SignatureCheck.Failure;
import org.mturkproxy.translator.authentication.SignatureCheck.Mode;
import org.mturkproxy.translator.error.LegacyError;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.wire.WireRequest;

/**
 * Tells who calls, or refuses ({@code legacy-api.md} 7.3): credentials present, key, signature,
 * then the time window, then whether the signature was used before.
 */
public final class Authenticator implements Admission {

  /** How far a timestamp may be from our clock. */
  public static final Duration WINDOW = Duration.ofMinutes(15);

  /** Signs for keys that nobody has, so that they cost what a wrong signature costs. */
  private static final LegacySecret NOBODY = new LegacySecret("nobody");

  private final Requesters requesters;
  private final SignatureCheck check;
  private final UsedSignatures used;

  public Authenticator(Requesters requesters, SignatureCheck check, Clock clock) {
    this.requesters = requesters;
    this.check = check;
    this.used = new UsedSignatures(clock);
  }

  /**
   * Checks the signature of a request.
   *
   * @param operation the operation it asks for
   * @param once whether carrying it out a second time would change something: of reads, boto's
   *     programs send equal ones within a second, each over a connection of its own
   * @param received the request as it came in; its time is the one to check the timestamp with
   * @throws RefusedException with the legacy error of an authentication that failed
   */
  @Override
  public Requester authenticate(
      WireRequest request, String operation, boolean once, ReceivedRequest received) {
    String keyId = required(request, "AWSAccessKeyId");
    if (check.mode() == Mode.OFF) {
      return requesters
          .find(keyId)
          .orElseThrow(() -> new RefusedException(LegacyErrors.notAuthorized()));
    }
    Instant now = received.receivedAt();
    String signature = required(request, "Signature");
    String timestamp = request.common("Timestamp").orElse("");
    List<String> signed = SignedText.of(request, operation, timestamp);
    if (timestamp.isEmpty()) {
      throw badClaims(signed.get(0), now);
    }
    Requester requester = verify(request, keyId, signed, signature, received.requestId());
    Optional<Instant> moment = Timestamps.parse(timestamp);
    if (moment.isEmpty()) {
      throw badClaims(signed.get(0), now);
    }
    if (Duration.between(moment.get(), now).abs().compareTo(WINDOW) > 0) {
      failed(
          received.requestId(),
          "its timestamp " + moment.get() + " is too far from our clock, " + now,
          LegacyErrors.requestExpired(timestamp, now.toString()));
    } else if (once
        && SignedText.coversParameters(request)
        && !used.use(keyId + ' ' + signature, received.connection())) {
      failed(
          received.requestId(),
          "it was sent before, on another connection",
          LegacyErrors.requestUsed(timestamp));
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

  private Requester verify(
      WireRequest request, String keyId, List<String> signed, String signature, String requestId) {
    Optional<Requester> requester = requesters.find(keyId);
    LegacySecret secret = requester.map(Requester::secret).orElse(NOBODY);
    // A client that forgot to encode the plus signs of its base64 sent blanks.
    String sent = signature.replace(' ', '+');
    boolean verified =
        signed.stream().map(text -> secret.verifies(text, sent)).reduce(false, Boolean::logicalOr);
    if (requester.isEmpty() || !verified) {
      LegacyError error =
          check.explained()
              ? LegacyErrors.notAuthorized().before(LegacyErrors.mustSign(signed.get(0)))
              : LegacyErrors.notAuthorized();
      // For unknown keys too: both cost the same.
      String shown = SignedText.forLog(request, signed.get(0));
      String reason =
          requester.isEmpty()
              ? "its access key is not configured"
              : "its signature does not fit: it was made with another secret, or of another text than "
                  + shown;
      failed(requestId, reason, error);
    }
    return requester.orElseThrow(() -> new RefusedException(LegacyErrors.notAuthorized()));
  }

  private void failed(String requestId, String reason, LegacyError error) {
    check.failures().accept(new Failure(requestId, reason));
    if (check.mode() == Mode.ENFORCE) {
      throw new RefusedException(error);
    }
  }

  private static RefusedException badClaims(String signed, Instant now) {
    return new RefusedException(LegacyErrors.badClaims(signed, now.toString()));
  }
}
