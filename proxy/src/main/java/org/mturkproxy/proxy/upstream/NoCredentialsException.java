package org.mturkproxy.proxy.upstream;

/** There is nothing to sign with. The text has no secret in it: it goes to the log. */
final class NoCredentialsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean passing;

  /**
   * Says why.
   *
   * @param passing whether there may be some in a moment
   */
  NoCredentialsException(String why, boolean passing) {
    super(why, null, false, false);
    this.passing = passing;
  }

  boolean passing() {
    return passing;
  }
}
