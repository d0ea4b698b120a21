package org.mturkproxy.proxy.passthrough;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mturkproxy.marketplace.model.Operation;
import org.mturkproxy.marketplace.model.Operations;
import org.mturkproxy.translator.catalogue.Plan;
import org.mturkproxy.translator.modern.ModernReads;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.operations.LegacyOperations;
import org.mturkproxy.translator.value.Structure;

/** Which modern operations there are, and what may be sent again ({@code mapping.md} 3.1). */
final class Repeats {

  private static final String TOKEN = "UniqueRequestToken";

  private static final Map<String, Operation> MODERN =
      Operations.ALL.stream()
          .collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));

  /** Writes that the catalogue repeats because a second one changes nothing. */
  private static final Set<String> HARMLESS =
      LegacyOperations.catalogue().operations().stream()
          .flatMap(operation -> harmless(operation.plan()).stream())
          .collect(Collectors.toUnmodifiableSet());

  private Repeats() {}

  private static Optional<String> harmless(Plan plan) {
    return plan instanceof Plan.OneCall one && one.repeat() == Repeat.FREE
        ? Optional.of(one.operation())
        : Optional.empty();
  }

  static boolean isKnown(String operation) {
    return MODERN.containsKey(operation);
  }

  /** What the transport may do. A token counts only where the operation has one. */
  static Repeat of(String operation, Structure input) {
    if (ModernReads.onlyReads(operation) || HARMLESS.contains(operation)) {
      return Repeat.FREE;
    }
    boolean tokened =
        MODERN.get(operation).input().members().stream()
                .anyMatch(member -> member.name().equals(TOKEN))
            && input.text(TOKEN).filter(token -> !token.isEmpty()).isPresent();
    return tokened ? Repeat.SAME_TOKEN : Repeat.NEVER;
  }
}
