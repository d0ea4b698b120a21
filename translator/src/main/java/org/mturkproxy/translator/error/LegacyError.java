package org.mturkproxy.translator.error;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An error as a legacy client reads it.
 *
 * @param code a code that shipped clients compare with, or one of the two {@code PROXY.*} codes
 * @param message for people
 * @param data names the object or the state it is about
 * @param stamped whether the message already ends in the service's {@code (<epoch millis>)}
 * @param level where it stands
 */
public record LegacyError(
    String code, String message, List<Data> data, boolean stamped, Level level) {

  /** One {@code Data} pair of an error. */
  public record Data(String key, String value) {

    public Data {
      requireNonNull(key, "key");
      requireNonNull(value, "value");
    }
  }

  public LegacyError {
    requireNonNull(code, "code");
    requireNonNull(message, "message");
    requireNonNull(level, "level");
    data = List.copyOf(data);
  }

  /** An error at the level of its code. */
  public LegacyError(String code, String message, List<Data> data, boolean stamped) {
    this(code, message, data, stamped, levelOf(code));
  }

  /** An error that we found ourselves. */
  static LegacyError ours(String code, String message) {
    return new LegacyError(code, message, List.of(), false);
  }

  /** This error with these {@code Data} pairs. */
  public LegacyError about(List<Data> pairs) {
    return new LegacyError(code, message, pairs, stamped, level);
  }

  /** This error, its message beginning with more text. */
  public LegacyError after(String text) {
    return new LegacyError(code, text + message, data, stamped, level);
  }

  /** This error, its message going on with more text. */
  public LegacyError before(String text) {
    return new LegacyError(code, message + text, data, stamped, level);
  }

  /** This error, at a level that does not follow from its code. */
  LegacyError at(Level other) {
    return new LegacyError(code, message, data, stamped, other);
  }

  /** The level follows from the code ({@code mapping.md} 1.8). */
  private static Level levelOf(String code) {
    return switch (code) {
      case LegacyErrors.NOT_AUTHORIZED,
          LegacyErrors.BAD_CLAIMS,
          LegacyErrors.BAD_CREDENTIAL,
          LegacyErrors.MUST_REGISTER,
          LegacyErrors.INTERNAL_ERROR ->
          Level.OPERATION;
      case LegacyErrors.SERVICE_UNAVAILABLE,
          LegacyErrors.FORBIDDEN,
          LegacyErrors.REQUEST_EXPIRED,
          LegacyErrors.INVALID_OPERATION,
          LegacyErrors.MISSING_OPERATION,
          LegacyErrors.INVALID_SERVICE,
          LegacyErrors.UNREADABLE_REQUEST,
          LegacyErrors.OTHER_SOAP ->
          Level.BARE;
      default -> Level.REQUEST;
    };
  }

  /**
   * The HTTP status: 200 for nearly everything, because clients read the body; 503 means "repeat"
   * to many of them.
   */
  public int status() {
    return switch (code) {
      case LegacyErrors.SERVICE_UNAVAILABLE -> 503;
      case LegacyErrors.FORBIDDEN -> 403;
      default -> 200;
    };
  }
}
