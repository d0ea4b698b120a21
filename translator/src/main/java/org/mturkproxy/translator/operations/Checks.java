package org.mturkproxy.translator.operations;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.mturkproxy.translator.catalogue.Check;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Structure;

/** What to look at when nobody knows whether a call took effect ({@code mapping.md} 3.3 rule 4). */
final class Checks {

  private static final String PREFIX = "AWS.MechanicalTurk.";

  private static final String TYPE_GONE = PREFIX + "QualificationTypeDoesNotExist";
  private static final String TYPE_DISPOSED = PREFIX + "InvalidQualificationTypeState";
  private static final String QUALIFICATION_GONE = PREFIX + "QualificationDoesNotExist";
  private static final String QUALIFICATION_REVOKED = PREFIX + "InvalidQualificationState";

  private static final List<String> WHOSE_QUALIFICATION =
      List.of("QualificationTypeId", "WorkerId");

  /** The Worker has the value that was to be given: a repeat would mail them again. */
  static final StateCheck QUALIFICATION_IS_GRANTED =
      new StateCheck("GetQualificationScore", WHOSE_QUALIFICATION, Checks::hasTheValue);

  /** The Worker has no such Qualification any more. */
  static final Check QUALIFICATION_IS_REVOKED =
      new StateCheck(
          "GetQualificationScore",
          WHOSE_QUALIFICATION,
          (call, found) -> status(found).equals("Revoked"),
          Set.of(QUALIFICATION_GONE, QUALIFICATION_REVOKED),
          refusal -> false);

  /** The HIT is deleted. */
  static final Check HIT_IS_DISPOSED =
      new StateCheck(
          "GetHIT",
          List.of("HITId"),
          (call, found) -> hitStatus(found).equals("Disposed"),
          Set.of(LegacyErrors.HIT_DOES_NOT_EXIST),
          refusal ->
              is(refusal, LegacyErrors.HIT_DOES_NOT_EXIST)
                  || (is(refusal, LegacyErrors.INVALID_HIT_STATE)
                      && refusal.message().contains("'Disposed'")));

  /** The HIT is in the state that {@code Revert} asks for. */
  static final Check HIT_IS_MARKED =
      new StateCheck(
          "GetHIT",
          List.of("HITId"),
          (call, found) ->
              hitStatus(found).equals(isTrue(call, "Revert") ? "Reviewable" : "Reviewing"));

  /** The Qualification type is deleted. */
  static final Check TYPE_IS_DISPOSED =
      new StateCheck(
          "GetQualificationType",
          List.of("QualificationTypeId"),
          (call, found) -> false,
          Set.of(TYPE_GONE, TYPE_DISPOSED),
          refusal -> is(refusal, TYPE_GONE) || is(refusal, TYPE_DISPOSED));

  /** The request is granted. */
  static final Check REQUEST_IS_GRANTED = new RequestCheck(true);

  /** The request is rejected, or decided otherwise: there is nothing left to reject. */
  static final Check REQUEST_IS_REJECTED = new RequestCheck(false);

  private Checks() {}

  private static boolean is(ModernAnswer.Refused refusal, String code) {
    return refusal.turkErrorCode().filter(code::equals).isPresent();
  }

  /** The assignment has been decided as wanted. */
  static Check assignmentIs(String status) {
    return new StateCheck(
        "GetAssignment",
        List.of("AssignmentId"),
        (call, found) -> found.path("Assignment").path("AssignmentStatus").asText().equals(status));
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
