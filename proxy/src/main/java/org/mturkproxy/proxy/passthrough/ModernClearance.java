package org.mturkproxy.proxy.passthrough;

import java.util.List;
import java.util.Optional;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.exchange.LegacyAnswer;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.modern.ModernReads;
import org.mturkproxy.translator.policy.CallPolicy;
import org.mturkproxy.translator.policy.Treatment;

/**
 * Whether a modern call of a known Requester is passed on. The rules of a key hold for both APIs:
 * leaving the legacy one gives nobody more rights.
 */
final class ModernClearance {

  private ModernClearance() {}

  /** What stops the call; empty if nothing does. */
  static Optional<Stopped> stopped(ReceivedRequest request, Requester requester, String operation) {
    return requester
        .permissions()
        .refusal(operation, Equivalents.legacy(operation), request.host())
        .map(why -> Stopped.by(denied(request, why)))
        .or(() -> byPolicy(request, requester.policy(), operation));
  }

  private static Optional<Stopped> byPolicy(
      ReceivedRequest request, CallPolicy policy, String operation) {
    boolean changes = !ModernReads.onlyReads(operation);
    Treatment treatment =
        policy.of(
            new CallPolicy.Asked(
                operation,
                true,
                changes,
                List.of(operation),
                request.requestId(),
                request.receivedAt()));
    if (treatment instanceof Treatment.Refuse refuse) {
      return Optional.of(
          new Stopped(denied(request, refuse.error().message()), Optional.of(refuse.mark())));
    }
    // As EC2 says it: an SDK can make nothing of an answer that is made up.
    return changes && (treatment instanceof Treatment.DryRun || request.dryRun())
        ? Optional.of(
            new Stopped(
                ModernErrors.frame(
                    request.requestId(),
                    "DryRunOperation",
                    "The call would have been passed on, but this is a dry run."),
                Optional.of("Dry run: nothing was sent.")))
        : Optional.empty();
  }

  private static LegacyAnswer denied(ReceivedRequest request, String why) {
    return ModernErrors.frame(request.requestId(), "AccessDeniedException", why);
  }
}
