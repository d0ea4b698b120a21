package org.mturkproxy.translator.authentication;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;

/**
 * How signatures are checked.
 *
 * @param mode what becomes of a request whose signature or time is wrong
 * @param explained whether a client whose signature is wrong is told what it should have signed;
 *     the secret is never told
 * @param failures told of each failure: for the operator's log
 */
public record SignatureCheck(Mode mode, boolean explained, Consumer<Failure> failures) {

  /** Every signature counts, and nobody is told more than the real service told. */
  public static final SignatureCheck STRICT =
      new SignatureCheck(Mode.ENFORCE, false, failure -> {});

  /** What becomes of a request whose signature or time is wrong. */
  public enum Mode {
    /** It is refused. */
    ENFORCE,
    /** It is told to the operator and carried out. */
    LOG,
    /** Nobody looks. The access key id alone says who calls. */
    OFF
  }

  /**
   * A request that could not be authenticated.
   *
   * @param requestId the request
   * @param reason what is wrong, for the operator; without secret, signature or parameters
   */
  public record Failure(String requestId, String reason) {

    public Failure {
      requireNonNull(requestId, "requestId");
      requireNonNull(reason, "reason");
    }
  }

  public SignatureCheck {
    requireNonNull(mode, "mode");
    requireNonNull(failures, "failures");
  }
}
