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

  /**
   * Why a call is refused, if it is.
   *
   * @param operation as it is called
   * @param otherNames what else the same operation is called; one that is allowed is enough
   * @param host that the client means
   * @return for the client to read
   */
  public Optional<String> refusal(String operation, Set<String> otherNames, String host) {
    if (!allow(operation) && otherNames.stream().noneMatch(this::allow)) {
      return Optional.of("This access key is not allowed to call " + operation + ".");
    }
    return serve(host)
        ? Optional.empty()
        : Optional.of("The request is meant for the sandbox, and this is production.");
  }
}
