package org.mturkproxy.translator.modern;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/** What became of a modern call: the classes of {@code mapping.md} 1.7, and success. */
public sealed interface ModernAnswer {

  /**
   * It was carried out.
   *
   * @param output the JSON object of the answer; an empty object where the service sent no body.
   *     Read only.
   */
  record Success(JsonNode output) implements ModernAnswer {}

  /**
   * MTurk looked at it and said no: no effect.
   *
   * @param type {@code RequestError}, {@code ParameterValidationError} or {@link #BY_PROXY}
   * @param turkErrorCode the legacy-style code, which the service may leave out
   * @param message the service's own text, unchanged
   */
  record Refused(String type, Optional<String> turkErrorCode, String message)
      implements ModernAnswer {

    /** It was not sent: the proxy said no in MTurk's place, by what its operator allows. */
    public static final String BY_PROXY = "RefusedByProxy";
  }

  /**
   * It surely had no effect: never sent, or refused before MTurk saw it.
   *
   * @param type the framework's error type ({@code ThrottlingException}, …), {@code HTTP<status>}
   *     for an answer that is not the API's, {@link #NO_CONNECTION} or {@link #NO_CREDENTIALS}
   * @param message for the operator; not every one is fit for the client
   */
  record NotExecuted(String type, String message) implements ModernAnswer {

    /** No connection could be made: DNS, refused, TLS, connect timeout. */
    public static final String NO_CONNECTION = "NoConnection";

    /**
     * It was not sent: too many calls of the same credential, or too many at all, are under way.
     */
    public static final String BUSY = "Busy";

    /** It was not sent: the upstream could not be reached a moment ago. */
    public static final String UNREACHABLE = "Unreachable";

    /** It was not sent: what it would spend could not be written down. */
    public static final String NOT_KEPT = "NotKept";

    /** There is nothing to sign it with: an AWS profile or role that gives no credentials. */
    public static final String NO_CREDENTIALS = "NoCredentials";

    /** The same for a moment: whoever gives them did not answer. */
    public static final String CREDENTIALS_LATER = "CredentialsLater";

    private static final Set<String> THROTTLING =
        Set.of(
            "ThrottlingException",
            "Throttling",
            "RequestLimitExceeded",
            "TooManyRequestsException",
            "HTTP429");

    /** Whether it was one call too many: the same call may pass later. */
    public boolean isThrottling() {
      return THROTTLING.contains(type);
    }

    /**
     * Whether the service's clock and the one it was signed by are too far apart ({@code
     * mapping.md} 1.3): the type is that of any bad signature, only the text tells.
     */
    public boolean isClockSkew() {
      return type.equals("RequestExpired")
          || (type.equals("InvalidSignatureException")
              && (message.contains("Signature expired")
                  || message.contains("Signature not yet current")));
    }
  }

  /**
   * It may have happened.
   *
   * @param type the error type, {@code HTTP<status>}, {@link #NO_ANSWER} or {@link #UNREADABLE}
   * @param message for the operator
   */
  record Unknown(String type, String message) implements ModernAnswer {

    /** The connection broke or timed out after the first byte was sent. */
    public static final String NO_ANSWER = "NoAnswer";

    /** HTTP 200 with a body that is not a JSON object. */
    public static final String UNREADABLE = "Unreadable";
  }
}
