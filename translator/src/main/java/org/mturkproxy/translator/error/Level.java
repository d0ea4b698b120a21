package org.mturkproxy.translator.error;

/** Where the legacy service put an error ({@code legacy-api.md} 6.6, {@code mapping.md} 1.8). */
public enum Level {
  /** {@code OperationRequest/Errors}, without a result: credentials, account, our own faults. */
  OPERATION,
  /** {@code Request/Errors} of a result with {@code IsValid} False: about the request itself. */
  REQUEST,
  /** A bare {@code Response}, before any operation was known or while the service is down. */
  BARE
}
