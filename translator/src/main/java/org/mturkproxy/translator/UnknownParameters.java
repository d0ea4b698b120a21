package org.mturkproxy.translator;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.exchange.Warning;
import org.mturkproxy.translator.parameter.Parameter;
import org.mturkproxy.translator.result.ResponseGroups;
import org.mturkproxy.translator.wire.ParameterNode;

/**
 * Tells of parameters that no declaration knows: they are ignored, as the legacy service did, but
 * not in silence ({@code mapping.md} 5.4).
 */
final class UnknownParameters {

  private static final Set<String> COMMON =
      Set.of(
          "awsaccesskeyid",
          "credential",
          "operation",
          "service",
          "signature",
          "signatureversion",
          "timestamp",
          "validate",
          "version");

  /** Anything else may be a text that slipped into the place of a name. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,63}");

  private UnknownParameters() {}

  static void warn(Operation operation, ParameterNode request, List<Warning> warnings) {
    for (String name : request.names()) {
      if (!isKnown(operation, name)) {
        String shown = NAME.matcher(name).matches() ? name : "(a name that no parameter has)";
        warnings.add(new Warning(shown, "The operation has no such parameter: it has no effect."));
      }
    }
  }

  private static boolean isKnown(Operation operation, String name) {
    return COMMON.contains(name.toLowerCase(Locale.ROOT))
        || ResponseGroups.isResponseGroup(name)
        || operation.parameters().stream().map(Parameter::name).anyMatch(name::equalsIgnoreCase);
  }
}
