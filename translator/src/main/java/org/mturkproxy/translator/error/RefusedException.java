package org.mturkproxy.translator.error;

import static java.util.Objects.requireNonNull;

/** Leaves the reading of a request at the first thing that is wrong with it. Has no stack trace. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient LegacyError error;

  public RefusedException(LegacyError error) {
    super(error.code(), null, false, false);
    this.error = requireNonNull(error, "error");
  }

  /** What the client is told. */
  public LegacyError error() {
    return error;
  }
}
