package org.mturkproxy.marketplace.events;

/** The kinds of events (mapping section 2.4, EventType). */
public enum EventType {
  ASSIGNMENT_ACCEPTED("AssignmentAccepted"),
  ASSIGNMENT_ABANDONED("AssignmentAbandoned"),
  ASSIGNMENT_RETURNED("AssignmentReturned"),
  ASSIGNMENT_SUBMITTED("AssignmentSubmitted"),
  ASSIGNMENT_REJECTED("AssignmentRejected"),
  ASSIGNMENT_APPROVED("AssignmentApproved"),
  HIT_CREATED("HITCreated"),
  HIT_EXPIRED("HITExpired"),
  HIT_REVIEWABLE("HITReviewable"),
  HIT_EXTENDED("HITExtended"),
  HIT_DISPOSED("HITDisposed");

  private final String wire;

  EventType(String wire) {
    this.wire = wire;
  }

  /** As the API writes it. */
  public String wire() {
    return wire;
  }
}
