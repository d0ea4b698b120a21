package org.mturkproxy.proxy.explain;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mturkproxy.marketplace.model.Operation;
import org.mturkproxy.marketplace.model.Operations;
import org.mturkproxy.marketplace.model.Type;

/** The declared inputs and outputs of the modern operations, by name. */
public final class ModernModel {

  private static final Map<String, Operation> BY_NAME =
      Operations.ALL.stream()
          .collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));

  private ModernModel() {}

  /** An operation. */
  public static Optional<Operation> operation(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The type of a member of a structure. */
  public static Optional<Type> member(Type.Structure structure, String name) {
    return structure.members().stream()
        .filter(member -> member.name().equals(name))
        .map(Type.Member::type)
        .findFirst();
  }

  /** Whether an operation answers page by page. */
  public static boolean isPaged(String operation) {
    return operation(operation).flatMap(op -> member(op.output(), "NextToken")).isPresent();
  }
}
