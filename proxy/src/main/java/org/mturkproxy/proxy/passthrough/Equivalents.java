package org.mturkproxy.proxy.passthrough;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.catalogue.Plan;
import org.mturkproxy.translator.operations.LegacyOperations;

/**
 * Which legacy operations are one modern operation under another name. Composed ones are not: who
 * may disable a HIT may not therefore approve whatever they like.
 */
final class Equivalents {

  private static final Map<String, Set<String>> LEGACY =
      LegacyOperations.catalogue().operations().stream()
          .filter(operation -> modern(operation).isPresent())
          .collect(
              groupingBy(
                  operation -> modern(operation).get(),
                  mapping(Operation::name, toUnmodifiableSet())));

  private Equivalents() {}

  private static Optional<String> modern(Operation operation) {
    return operation.plan() instanceof Plan.OneCall one
        ? Optional.of(one.operation())
        : operation.plan() instanceof Plan.PagedList list
            ? Optional.of(list.operation())
            : Optional.empty();
  }

  /** The legacy names of a modern operation. */
  static Set<String> legacy(String modern) {
    return LEGACY.getOrDefault(modern, Set.of());
  }
}
