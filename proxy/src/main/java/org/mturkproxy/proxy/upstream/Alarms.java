package org.mturkproxy.proxy.upstream;

import java.util.Set;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator of refusals that only the operator can mend ({@code mapping.md} 1.9: "operator
 * alarm"). Never with the service's text: it may repeat the headers that were signed, a session
 * token among them.
 */
final class Alarms {

  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

  private static final Set<String> KEYS_OR_SIGNER =
      Set.of(
          "InvalidSignatureException",
          "IncompleteSignatureException",
          "MissingAuthenticationTokenException",
          "RequestExpired",
          ModernAnswer.NotExecuted.NO_CREDENTIALS);

  private static final Set<String> PROXY =
      Set.of("SerializationException", "UnknownOperationException", "InvalidAction");

  private Alarms() {}

  static void raiseFor(String operation, ModernAnswer answer) {
    if (answer instanceof ModernAnswer.NotExecuted refused) {
      if (KEYS_OR_SIGNER.contains(refused.type())) {
        LOG.error(
            "the upstream does not take our signature ({}, {}): check the credentials configured",
            refused.type(),
            operation);
      } else if (PROXY.contains(refused.type())) {
        LOG.error(
            "the upstream cannot read our {} ({}): a fault of the proxy",
            operation,
            refused.type());
      }
    }
  }
}
