package org.mturkproxy.proxy.explain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.mturkproxy.translator.exchange.Warning;

/**
 * What a legacy call is in the modern API. It holds neither a signature nor a key.
 *
 * @param operation the legacy operation; empty when the call named none that is known
 * @param calls the modern calls of the usual path, in their order; of DisableHIT, which makes some
 *     of them again and again, each of them once
 * @param hitToDisable the HIT of a DisableHIT, the code for which is not its calls one after the
 *     other
 * @param furtherOperations modern operations that only other paths call
 * @param parameters the parameters of the legacy call
 * @param differs what is not as it was in the legacy service
 * @param warnings what the proxy would note beside the call
 * @param refusal the legacy error, where the call would be refused whatever upstream answers
 */
public record Explanation(
    Optional<String> operation,
    List<ExplainedCall> calls,
    Optional<String> hitToDisable,
    List<String> furtherOperations,
    List<ExplainedParameter> parameters,
    Optional<String> differs,
    List<Warning> warnings,
    Optional<Refusal> refusal) {

  public Explanation {
    requireNonNull(operation, "operation");
    requireNonNull(hitToDisable, "hitToDisable");
    requireNonNull(differs, "differs");
    requireNonNull(refusal, "refusal");
    calls = List.copyOf(calls);
    furtherOperations = List.copyOf(furtherOperations);
    parameters = List.copyOf(parameters);
    warnings = List.copyOf(warnings);
  }

  /** Whether its calls are only described, and no code can be written for them. */
  public boolean isDescribed() {
    return refusal.equals(Optional.of(Refusal.NOT_PLANNED));
  }

  /**
   * A legacy error.
   *
   * @param code the legacy code
   * @param message the legacy message
   */
  public record Refusal(String code, String message) {

    /** Not a refusal of the call, but of writing code for it; its calls are described. */
    public static final Refusal NOT_PLANNED =
        new Refusal(
            "PROXY.NotPlanned",
            "no code is written for several HITs in one call, for what is called depends on what"
                + " Workers do with each: explain DisableHIT of one HIT, as its calls are here");
  }
}
