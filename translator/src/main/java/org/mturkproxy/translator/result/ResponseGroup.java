package org.mturkproxy.translator.result;

import java.util.Arrays;
import java.util.Optional;

/** Names a part of an answer that the caller may ask for ({@code legacy-api.md} 3.3, 4.0.4). */
public enum ResponseGroup {
  REQUEST("Request"),
  MINIMAL("Minimal"),
  HIT_DETAIL("HITDetail"),
  HIT_QUESTION("HITQuestion"),
  HIT_ASSIGNMENT_SUMMARY("HITAssignmentSummary"),
  ASSIGNMENT_FEEDBACK("AssignmentFeedback"),
  PARAMETERS("Parameters");

  private final String wireName;

  ResponseGroup(String wireName) {
    this.wireName = wireName;
  }

  /** The name on the wire. */
  public String wireName() {
    return wireName;
  }

  /** The group of this name, in any letter case. */
  static Optional<ResponseGroup> named(String name) {
    return Arrays.stream(values()).filter(g -> g.wireName.equalsIgnoreCase(name)).findFirst();
  }
}
