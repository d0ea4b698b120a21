package org.mturkproxy.translator.catalogue;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What documents say of an operation besides what follows from its declaration.
 *
 * @param cost how many modern calls it takes, where the plan does not tell
 * @param differs what is not as it was in the legacy service; empty where nothing is
 */
public record Notes(Optional<String> cost, Optional<String> differs) {

  /** Nothing. */
  public static final Notes NONE = new Notes(Optional.empty(), Optional.empty());

  public Notes {
    requireNonNull(cost, "cost");
    requireNonNull(differs, "differs");
  }
}
