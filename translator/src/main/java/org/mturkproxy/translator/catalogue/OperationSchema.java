package org.mturkproxy.translator.catalogue;

import static java.util.Objects.requireNonNull;

import org.mturkproxy.translator.declared.Versions;

/**
 * What the schemas say of an operation beyond its parameters and its result.
 *
 * @param known the versions that have it; it is carried out for callers of any other, too (9.4)
 * @param requestNeeded whether a call must have a {@code Request} at least
 * @param groups whether its request has {@code ResponseGroup}; it is understood in any case
 * @param echoed the versions with an element that repeats its request
 * @param bareEcho those of them in which that element is called as the operation, without {@code
 *     Request} (6.3)
 * @param signed whether a call must have credentials
 */
public record OperationSchema(
    Versions known,
    boolean requestNeeded,
    boolean groups,
    Versions echoed,
    Versions bareEcho,
    boolean signed) {

  /** In every version, batches of none allowed, with groups and echo, signed. */
  public static final OperationSchema USUAL =
      new OperationSchema(Versions.ALL, false, true, Versions.ALL, Versions.NONE, true);

  public OperationSchema {
    requireNonNull(known, "known");
    requireNonNull(echoed, "echoed");
    requireNonNull(bareEcho, "bareEcho");
  }

  OperationSchema known(Versions versions) {
    return new OperationSchema(versions, requestNeeded, groups, echoed, bareEcho, signed);
  }

  OperationSchema needingRequest() {
    return new OperationSchema(known, true, groups, echoed, bareEcho, signed);
  }

  OperationSchema withoutGroups() {
    return new OperationSchema(known, requestNeeded, false, echoed, bareEcho, signed);
  }

  OperationSchema echoed(Versions versions) {
    return new OperationSchema(known, requestNeeded, groups, versions, bareEcho, signed);
  }

  OperationSchema bareEcho(Versions versions) {
    return new OperationSchema(known, requestNeeded, groups, echoed, versions, signed);
  }

  OperationSchema unsigned() {
    return new OperationSchema(known, requestNeeded, groups, echoed, bareEcho, false);
  }
}
