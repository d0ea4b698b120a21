package org.mturkproxy.config;

/**
 * How legacy signatures are checked.
 *
 * @param mode what becomes of a request whose signature is wrong
 * @param explain when a client is told what it should have signed
 */
public record SignaturesConfig(Mode mode, Explain explain) {

  /** What holds where nothing is written. */
  public static final SignaturesConfig DEFAULT =
      new SignaturesConfig(Mode.ENFORCE, Explain.LOOPBACK);

  /** What becomes of a request whose signature is wrong. */
  public enum Mode {
    /** It is refused. */
    ENFORCE,
    /** It is logged and carried out; only where this machine alone can connect. */
    LOG,
    /** Nobody looks; only where this machine alone can connect. */
    OFF
  }

  /** When a client is told what it should have signed. */
  public enum Explain {
    /** Where this machine alone can connect. */
    LOOPBACK,
    ALWAYS,
    NEVER
  }
}
