package org.mturkproxy.proxy.endtoend;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.mturkproxy.conformance.GeneratedRequest;
import org.mturkproxy.conformance.Meanings;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.operations.LegacyOperations;

/** Generated requests about what is there. */
final class LiveRequests {

  private final Objects objects;

  LiveRequests(Objects objects) {
    this.objects = objects;
  }

  /** The parameters of the smallest or the largest request. */
  Map<String, String> of(Operation operation, boolean maximal) {
    Map<String, String> meanings = meanings(operation.name(), maximal);
    return maximal
        ? GeneratedRequest.maximal(operation, meanings)
        : GeneratedRequest.minimal(operation, meanings);
  }

  /** What the operation is about is there, in the state that it wants. */
  Map<String, String> meanings(String operation, boolean maximal) {
    Map<String, String> meanings = new HashMap<>(Meanings.ofNothing(operation));
    meanings.put("Name", objects.name());
    meanings.put("UniqueRequestToken", objects.name());
    meanings.put("MaxAssignments", "9");
    // The marketplace's limit; the declared one is that of the schema's long.
    meanings.put("RetryDelayInSeconds", "2147483647");
    // Only together with a layout, in the place of the Question.
    meanings.put("HITLayoutParameter", "");
    meanings.put("AssignmentReviewPolicy", "");
    meanings.put("HITReviewPolicy", "");
    switch (operation) {
      case "ApproveAssignment",
          "RejectAssignment",
          "GetAssignment",
          "GrantBonus",
          "GetBonusPayments" ->
          meanings.put("AssignmentId", objects.submittedAssignment());
      case "ApproveRejectedAssignment" ->
          meanings.put("AssignmentId", objects.rejectedAssignment());
      case "GetFileUploadURL" -> {
        meanings.put("AssignmentId", objects.assignmentWithFile());
        meanings.put("QuestionIdentifier", "photo");
      }
      case "DisposeHIT" -> meanings.put("HITId", objects.reviewableHit());
      case "SetHITAsReviewing" ->
          meanings.put("HITId", maximal ? objects.reviewingHit() : objects.reviewableHit());
      case "RevokeQualification", "GetQualificationScore", "UpdateQualificationScore" ->
          meanings.put("QualificationTypeId", objects.heldQualificationType());
      case "GrantQualification", "RejectQualificationRequest" ->
          meanings.put(
              "QualificationRequestId", objects.qualificationRequest(objects.qualificationType()));
      default -> {
        Optional<Operation> declared = LegacyOperations.catalogue().find(operation);
        if (takes(declared, "HITId")) {
          meanings.put("HITId", objects.hit());
        }
        if (takes(declared, "QualificationTypeId")) {
          meanings.put("QualificationTypeId", objects.qualificationType());
        }
        if (!meanings.getOrDefault("HITTypeId", "").isEmpty()) {
          meanings.put("HITTypeId", objects.hitType());
        }
      }
    }
    return meanings;
  }

  private static boolean takes(Optional<Operation> operation, String parameter) {
    return operation.orElseThrow().parameters().stream()
        .anyMatch(declared -> declared.name().equals(parameter));
  }
}
