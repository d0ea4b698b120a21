package org.mturkproxy.proxy.replay;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * What became of one logged call.
 *
 * @param verdict how it ended
 * @param requestId which call it was
 * @param time when it was made first
 * @param caller whose it is
 * @param operation its operation
 * @param reason why it was skipped or failed; otherwise empty
 * @param differences where its answers differ
 */
public record Replayed(
    Verdict verdict,
    String requestId,
    Instant time,
    String caller,
    String operation,
    String reason,
    List<Difference> differences) {

  /** How a call ended. */
  public enum Verdict {
    /** Both answers say the same. */
    SAME,
    /** They do not. */
    DIFFERENT,
    /** It was not made again. */
    SKIPPED,
    /** It was made again and got no answer. */
    FAILED
  }

  public Replayed {
    requireNonNull(verdict, "verdict");
    requireNonNull(reason, "reason");
    differences = List.copyOf(differences);
  }

  static Replayed same(LoggedLegacyCall call) {
    return of(call, Verdict.SAME, "", List.of());
  }

  static Replayed different(LoggedLegacyCall call, List<Difference> differences) {
    return of(call, Verdict.DIFFERENT, "", differences);
  }

  static Replayed skipped(LoggedLegacyCall call, String reason) {
    return of(call, Verdict.SKIPPED, reason, List.of());
  }

  static Replayed failed(LoggedLegacyCall call, String reason) {
    return of(call, Verdict.FAILED, reason, List.of());
  }

  private static Replayed of(
      LoggedLegacyCall call, Verdict verdict, String reason, List<Difference> differences) {
    return new Replayed(
        verdict,
        call.requestId(),
        call.time(),
        call.caller(),
        call.operation(),
        reason,
        differences);
  }
}
