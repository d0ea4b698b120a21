package org.mturkproxy.translator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.exchange.Warning;
import org.mturkproxy.translator.parameter.Parameter;
import org.mturkproxy.translator.parameter.StructureType;
import org.mturkproxy.translator.result.ResponseGroups;
import org.mturkproxy.translator.wire.ParameterNode;

/**
 * Tells of parameters that no declaration knows, at any depth: they are ignored, as the legacy
 * service did, but not in silence ({@code mapping.md} 5.4).
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

  /** A hostile request has thousands of names that mean nothing; so many are worth telling. */
  private static final int MOST_WARNINGS = 50;

  private final Set<String> unknown = new LinkedHashSet<>();

  private UnknownParameters() {}

  /** The warnings for the requests of a call; what their batch shares is told once. */
  static List<Warning> in(Operation operation, List<ParameterNode> requests) {
    UnknownParameters found = new UnknownParameters();
    requests.stream()
        .findFirst()
        .flatMap(ParameterNode::common)
        .ifPresent(common -> found.collect(operation, common));
    requests.forEach(request -> found.collect(operation, request));
    return named(found.unknown);
  }

  /** The warnings for these names. */
  static List<Warning> named(Collection<String> names) {
    List<Warning> warnings = new ArrayList<>();
    for (String name : names) {
      warnings.add(new Warning(name, "The operation has no such parameter: it has no effect."));
    }
    return warnings;
  }

  private void collect(Operation operation, ParameterNode request) {
    for (String name : request.names()) {
      if (COMMON.contains(name.toLowerCase(Locale.ROOT)) || ResponseGroups.isResponseGroup(name)) {
        continue;
      }
      look(operation.parameters(), name, name, request.children(name));
    }
  }

  private void look(
      List<Parameter> declared, String name, String path, Collection<ParameterNode> sent) {
    Optional<Parameter> parameter =
        declared.stream().filter(p -> p.name().equalsIgnoreCase(name)).findFirst();
    if (parameter.isEmpty()) {
      add(path);
    } else if (parameter.get().type() instanceof StructureType structure) {
      for (ParameterNode one : sent) {
        for (String member : one.names()) {
          look(structure.members(), member, path + "." + member, one.children(member));
        }
      }
    }
  }

  private void add(String path) {
    if (unknown.size() < MOST_WARNINGS) {
      boolean isName = Pattern.compile("\\.").splitAsStream(path).allMatch(NAME.asMatchPredicate());
      unknown.add(isName ? path : "(a name that no parameter has)");
    }
  }
}
