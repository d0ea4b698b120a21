package org.mturkproxy.translator.catalogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every legacy operation that is known, by name. */
public final class Catalogue {

  private final Map<String, Operation> byName;

  /** A catalogue of these operations. */
  public Catalogue(List<Operation> operations) {
    Map<String, Operation> named = new LinkedHashMap<>();
    for (Operation operation : operations) {
      if (named.put(operation.name(), operation) != null) {
        throw new IllegalArgumentException("declared twice: " + operation.name());
      }
    }
    byName = Collections.unmodifiableMap(named);
  }

  /** The operation of exactly this name: names are case-sensitive. */
  public Optional<Operation> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All operations, in the order of their declaration. */
  public List<Operation> operations() {
    return List.copyOf(byName.values());
  }
}
