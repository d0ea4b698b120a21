package org.mturkproxy.marketplace.sigv4;

/** What the check of a signature found. */
public sealed interface Verdict {

  /** The signature is this key's. */
  record Accepted(String accessKeyId) implements Verdict {}

  /**
   * The call must not be carried out.
   *
   * @param reason which AWS error answers it
   * @param message AWS's wording for it; holds neither a secret nor a signature
   */
  record Refused(Reason reason, String message) implements Verdict {}

  /** Why a call is refused. All are answered with HTTP 400, as JSON services do. */
  enum Reason {
    NOT_SIGNED("MissingAuthenticationTokenException"),
    INCOMPLETE("IncompleteSignatureException"),
    UNKNOWN_KEY("UnrecognizedClientException"),
    MISMATCH("InvalidSignatureException"),
    SKEWED("InvalidSignatureException");

    private final String errorType;

    Reason(String errorType) {
      this.errorType = errorType;
    }

    /** The {@code __type} of the answer. */
    public String errorType() {
      return errorType;
    }
  }
}
