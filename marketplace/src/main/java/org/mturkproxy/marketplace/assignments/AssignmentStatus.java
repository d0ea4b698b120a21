package org.mturkproxy.marketplace.assignments;

import java.util.Arrays;

/** The states of an assignment; Requesters see only those of work that was handed in. */
public enum AssignmentStatus {
  ACCEPTED("Accepted"),
  RETURNED("Returned"),
  ABANDONED("Abandoned"),
  SUBMITTED("Submitted"),
  APPROVED("Approved"),
  REJECTED("Rejected");

  private final String wire;

  AssignmentStatus(String wire) {
    this.wire = wire;
  }

  /** As the API and the database write it. */
  public String wire() {
    return wire;
  }

  static AssignmentStatus of(String wire) {
    return Arrays.stream(values())
        .filter(status -> status.wire.equals(wire))
        .findFirst()
        .orElseThrow();
  }

  /** Whether the Requester can see it. */
  boolean handedIn() {
    return this == SUBMITTED || this == APPROVED || this == REJECTED;
  }

  /** Whether the Worker holds or held the assignment to its end, so may not have it again. */
  boolean binds() {
    return this == ACCEPTED || handedIn();
  }
}
