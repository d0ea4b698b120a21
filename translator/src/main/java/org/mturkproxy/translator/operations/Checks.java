package org.mturkproxy.translator.operations;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.mturkproxy.translator.catalogue.Check;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Structure;

/** What to look at when nobody knows whether a call took effect ({@code mapping.md} 3.3 rule 4). */
final class Checks {

  private static final String PREFIX = "AWS.MechanicalTurk.";

  private static final String HIT_GONE = PREFIX + "HITDoesNotExist";
  private static final String TYPE_GONE = PREFIX + "QualificationTypeDoesNotExist";
  private static final String QUALIFICATION_GONE = PREFIX + "QualificationDoesNotExist";
  private static final String QUALIFICATION_REVOKED = PREFIX + "InvalidQualificationState";

  private static final List<String> WHOSE_QUALIFICATION =
      List.of("QualificationTypeId", "WorkerId");

  /** The Worker has the value that was to be given: a repeat would mail them again. */
  static final Check QUALIFICATION_IS_GRANTED =
      new Check("GetQualificationScore", WHOSE_QUALIFICATION, Checks::hasTheValue, Set.of());

  /** The Worker has no such Qualification any more. */
  static final Check QUALIFICATION_IS_REVOKED =
      new Check(
          "GetQualificationScore",
          WHOSE_QUALIFICATION,
          (call, found) -> status(found).equals("Revoked"),
          Set.of(QUALIFICATION_GONE, QUALIFICATION_REVOKED));

  /** The HIT is deleted. */
  static final Check HIT_IS_DISPOSED =
      new Check(
          "GetHIT",
          List.of("HITId"),
          (call, found) -> hitStatus(found).equals("Disposed"),
          Set.of(HIT_GONE));

  /** The HIT is in the state that {@code Revert} asks for. */
  static final Check HIT_IS_MARKED =
      new Check(
          "GetHIT",
          List.of("HITId"),
          (call, found) ->
              hitStatus(found).equals(isTrue(call, "Revert") ? "Reviewable" : "Reviewing"),
          Set.of());

  /** The Qualification type is deleted. */
  static final Check TYPE_IS_DISPOSED =
      new Check(
          "GetQualificationType",
          List.of("QualificationTypeId"),
          (call, found) -> false,
          Set.of(TYPE_GONE));

  private Checks() {}

  /** The assignment has been decided as wanted. */
  static Check assignmentIs(String status) {
    return new Check(
        "GetAssignment",
        List.of("AssignmentId"),
        (call, found) -> found.path("Assignment").path("AssignmentStatus").asText().equals(status),
        Set.of());
  }

  private static boolean hasTheValue(Structure call, JsonNode found) {
    return status(found).equals("Granted")
        && found.path("Qualification").path("IntegerValue").asLong()
            == call.whole("IntegerValue", 1);
  }

  private static String status(JsonNode found) {
    return found.path("Qualification").path("Status").asText();
  }

  private static String hitStatus(JsonNode found) {
    return found.path("HIT").path("HITStatus").asText();
  }

  private static boolean isTrue(Structure call, String flag) {
    return call.members().get(flag) instanceof Flag value && value.on();
  }
}
