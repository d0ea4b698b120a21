package org.mturkproxy.translator;

import java.util.Set;
import org.mturkproxy.translator.authentication.Permissions;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.policy.CallPolicy;
import org.mturkproxy.translator.policy.Treatment;

/**
 * Whether and how a call of a known Requester is carried out: what its key may do, and what the
 * policy says.
 */
final class Clearance {

  private final ReceivedRequest received;
  private final CallRecord record;

  Clearance(ReceivedRequest received, CallRecord record) {
    this.received = received;
    this.record = record;
  }

  /**
   * Asks for a call.
   *
   * @return whether it must not change anything, though it would
   * @throws RefusedException if it must not be carried out
   */
  boolean isDryRun(Requester requester, Operation operation) {
    refuseWhatIsNotAllowed(requester.permissions(), operation);
    boolean wanted = obey(requester.policy(), operation) || received.dryRun();
    if (!wanted || !operation.plan().changes()) {
      return false;
    }
    record.warn("Dry run: nothing was changed, and answers to writes are made up.");
    record.header("X-Mturk-Proxy-Dry-Run", "true");
    return true;
  }

  private void refuseWhatIsNotAllowed(Permissions permissions, Operation operation) {
    permissions
        .refusal(operation.name(), Set.of(), received.host())
        .ifPresent(
            why -> {
              throw new RefusedException(LegacyErrors.permissionDenied(why));
            });
  }

  private boolean obey(CallPolicy policy, Operation operation) {
    Treatment treatment =
        policy.of(
            new CallPolicy.Asked(
                operation.name(),
                false,
                operation.plan().changes(),
                operation.plan().modernOperations(),
                received.requestId(),
                received.receivedAt()));
    if (treatment instanceof Treatment.Refuse refuse) {
      record.warn(refuse.mark());
      throw new RefusedException(refuse.error());
    }
    if (treatment instanceof Treatment.Warn warn) {
      record.warn(warn.mark());
      warn.headers().forEach(record::header);
    }
    return treatment instanceof Treatment.DryRun;
  }
}
