package org.mturkproxy.translator.authentication;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a Requester may do.
 *
 * @param operations the legacy operations that may be called, in any letter case; absent: all
 * @param production whether calls spend real money: then a client that means the sandbox is refused
 */
public record Permissions(Optional<Set<String>> operations, boolean production) {

  /** Everything, and no real money. */
  public static final Permissions ALL = new Permissions(Optional.empty(), false);

  /** What all names of the legacy sandbox have in common. */
  private static final String SANDBOX = ".sandbox.";

  public Permissions {
    operations =
        operations.map(
            names -> {
              Set<String> anyCase = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
              anyCase.addAll(names);
              return anyCase;
            });
  }

  /** Whether an operation may be called. */
  public boolean allow(String operation) {
    return operations.isEmpty() || operations.get().contains(operation);
  }

  /**
   * Whether a client that calls this host may be served ({@code mapping.md} trap 5.1.10): the host
   * of the sandbox is never served by production.
   */
  public boolean serve(String host) {
    return !production || !host.toLowerCase(Locale.ROOT).contains(SANDBOX);
  }
}
