package org.mturkproxy.marketplace.sigv4;

/** Leaves the check early; never leaves this package. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Verdict.Refused verdict;

  RefusedException(Verdict.Reason reason, String message) {
    super(message, null, false, false);
    this.verdict = new Verdict.Refused(reason, message);
  }

  static RefusedException incomplete(String message) {
    return new RefusedException(Verdict.Reason.INCOMPLETE, message);
  }

  Verdict.Refused verdict() {
    return verdict;
  }
}
