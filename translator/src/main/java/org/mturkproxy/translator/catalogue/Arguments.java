package org.mturkproxy.translator.catalogue;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import org.mturkproxy.translator.parameter.ParameterReader;
import org.mturkproxy.translator.result.ResponseGroup;
import org.mturkproxy.translator.result.ResponseGroups;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.wire.ParameterNode;

/**
 * One request of an operation, read and checked.
 *
 * @param operation what is asked for
 * @param given its parameters under legacy names, as the caller gave them
 * @param groups the parts of the answer that are meant
 * @param groupNames the response groups as the caller named them, for the echo
 */
public record Arguments(
    Operation operation, Structure given, Set<ResponseGroup> groups, List<String> groupNames) {

  public Arguments {
    requireNonNull(operation, "operation");
    requireNonNull(given, "given");
    groups = Set.copyOf(groups);
    groupNames = List.copyOf(groupNames);
  }

  /**
   * Reads a request by its declaration.
   *
   * @throws org.mturkproxy.translator.error.RefusedException when it breaks the declaration
   */
  public static Arguments read(Operation operation, ParameterNode request) {
    Structure given = ParameterReader.read(operation.parameters(), request, "");
    for (Rule rule : operation.rules()) {
      rule.check(given);
    }
    return new Arguments(
        operation, given, operation.groups().meant(request), ResponseGroups.named(request));
  }

  /** The input of a modern call: every parameter that goes upstream, defaults filled in. */
  public Structure modern() {
    return ParameterReader.toModern(operation.parameters(), given);
  }
}
