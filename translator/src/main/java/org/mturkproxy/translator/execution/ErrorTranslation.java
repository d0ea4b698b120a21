package org.mturkproxy.translator.execution;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.error.LegacyError;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernAnswer.NotExecuted;
import org.mturkproxy.translator.modern.ModernAnswer.Refused;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.Repeat;

/** Turns a modern failure into the legacy error for it ({@code mapping.md} 1.9, 1.11). */
final class ErrorTranslation {

  /** The modern service kept the legacy codes, but for this one of its own. */
  private static final String ACCOUNT_NOT_LINKED = "AWS.AccountNotLinked";

  /** Whoever signed these calls is us: to the client it is a credential that does not work. */
  private static final Set<String> CREDENTIAL_FAILURES =
      Set.of(
          "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "IncompleteSignatureException",
          "MissingAuthenticationTokenException",
          "ExpiredTokenException",
          "OptInRequired",
          "SubscriptionRequiredException",
          NotExecuted.NO_CREDENTIALS);

  private static final Set<String> NOT_SENT =
      Set.of(
          NotExecuted.NO_CONNECTION,
          NotExecuted.BUSY,
          NotExecuted.UNREACHABLE,
          NotExecuted.NOT_KEPT,
          NotExecuted.CREDENTIALS_LATER);

  /** Clients compare codes: what is none is no use to them. */
  private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9._:-]{0,199}");

  private static final String NO_MESSAGE = "The request was refused, and no reason was given.";

  private ErrorTranslation() {}

  /** The legacy error for an answer that is not a success. */
  static LegacyError of(Arguments request, ModernCall call, ModernAnswer answer) {
    if (answer instanceof Refused refused) {
      return refused(request, refused);
    }
    if (answer instanceof NotExecuted notExecuted) {
      return notExecuted(request, notExecuted);
    }
    return unknown(request, call);
  }

  private static LegacyError refused(Arguments request, Refused refused) {
    String code =
        refused
            .turkErrorCode()
            .filter(given -> CODE.matcher(given).matches())
            .orElseGet(() -> codeByText(refused));
    if (code.equals(ACCOUNT_NOT_LINKED)) {
      code = LegacyErrors.NOT_AUTHORIZED;
    }
    if (code.equalsIgnoreCase(LegacyErrors.HIT_ALREADY_EXISTS)) {
      // AWS's own prose spells it HitAlreadyExists.
      code = LegacyErrors.HIT_ALREADY_EXISTS;
    }
    List<LegacyError.Data> data = ErrorData.of(code, refused.message(), request.given());
    boolean stamped = !refused.type().equals(Refused.BY_PROXY);
    // Clients show the message, and nothing else: an empty one says nothing at all.
    return refused.message().isBlank()
        ? new LegacyError(code, NO_MESSAGE, data, false)
        : new LegacyError(code, refused.message(), data, stamped);
  }

  private static String codeByText(Refused refused) {
    boolean range = refused.message().contains("Valid values range from");
    return range ? LegacyErrors.OUT_OF_RANGE : LegacyErrors.INVALID_VALUE;
  }

  private static LegacyError notExecuted(Arguments request, NotExecuted answer) {
    String type = answer.type();
    if (type.equals("ValidationException")) {
      return ValidationMessage.read(answer.message()).translate(request);
    }
    if (type.equals("AccessDeniedException")) {
      return new LegacyError(
          LegacyErrors.PERMISSION_DENIED,
          "This user is not authorized to perform the requested operation.",
          List.of(),
          false);
    }
    // Our own clock may be wrong: that must never look like the client's fault.
    if (answer.isClockSkew() || isBusyOrGone(answer)) {
      return LegacyErrors.serviceUnavailable();
    }
    return CREDENTIAL_FAILURES.contains(type)
        ? LegacyErrors.notAuthorized()
        : LegacyErrors.internalError();
  }

  private static boolean isBusyOrGone(NotExecuted answer) {
    return answer.isThrottling()
        || NOT_SENT.contains(answer.type())
        || answer.type().startsWith("HTTP");
  }

  private static LegacyError unknown(Arguments request, ModernCall call) {
    if (call.repeat() == Repeat.FREE) {
      return LegacyErrors.serviceUnavailable();
    }
    // Its own token the caller knows.
    Optional<String> token =
        call.input()
            .text("UniqueRequestToken")
            .filter(any -> !request.given().has("UniqueRequestToken"));
    return LegacyErrors.outcomeUnknown(
        request.operation().name(),
        token.map(t -> " Its UniqueRequestToken was " + t + ".").orElse(""));
  }
}
