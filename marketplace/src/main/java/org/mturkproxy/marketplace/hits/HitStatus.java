package org.mturkproxy.marketplace.hits;

import java.util.Arrays;

/** The states of a HIT (mapping section 3.2). */
public enum HitStatus {
  ASSIGNABLE("Assignable"),
  UNASSIGNABLE("Unassignable"),
  REVIEWABLE("Reviewable"),
  REVIEWING("Reviewing"),
  DISPOSED("Disposed");

  private final String wire;

  HitStatus(String wire) {
    this.wire = wire;
  }

  /** As the API and the database write it. */
  public String wire() {
    return wire;
  }

  static HitStatus of(String wire) {
    return Arrays.stream(values())
        .filter(status -> status.wire.equals(wire))
        .findFirst()
        .orElseThrow();
  }

  /** Whether nobody works on the HIT any more and the Requester looks at the results. */
  boolean isUnderReview() {
    return this == REVIEWABLE || this == REVIEWING;
  }
}
