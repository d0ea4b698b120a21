package org.mturkproxy.conformance;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Values that a declaration cannot give: ids, documents, and what excludes each other. */
public final class Meanings {

  private static final String SCHEMAS =
      "http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/";

  /** A Question that is good as it is. */
  public static final String QUESTION =
      "<ExternalQuestion xmlns=\""
          + SCHEMAS
          + "2006-07-14/ExternalQuestion.xsd\"><ExternalURL>https://example.org/?a=1&amp;b=+%2B"
          + "</ExternalURL><FrameHeight>400</FrameHeight></ExternalQuestion>";

  /** A Test with one question. */
  public static final String TEST =
      "<QuestionForm xmlns=\""
          + SCHEMAS
          + "2005-10-01/QuestionForm.xsd\"><Question><QuestionIdentifier>q1</QuestionIdentifier>"
          + "<QuestionContent><Text>Which?</Text></QuestionContent><AnswerSpecification>"
          + "<FreeTextAnswer/></AnswerSpecification></Question></QuestionForm>";

  /** The key of that Test. */
  public static final String ANSWER_KEY =
      "<AnswerKey xmlns=\""
          + SCHEMAS
          + "2005-10-01/AnswerKey.xsd\"><Question><QuestionIdentifier>q1</QuestionIdentifier>"
          + "<AnswerOption><SelectionIdentifier>B</SelectionIdentifier>"
          + "<AnswerScore>10</AnswerScore></AnswerOption></Question></AnswerKey>";

  /** What is refused however it is asked for, and with which code. */
  private static final Map<String, String> ALWAYS_REFUSED =
      Map.of(
          // Off since 2008.
          "SetWorkerAcceptLimit", "AWS.InvalidOperationParameter",
          "GetWorkerAcceptLimit", "AWS.InvalidOperationParameter",
          // The modern lists tell none of its statistics exactly.
          "GetRequesterWorkerStatistic", "AWS.MechanicalTurk.InvalidParameterValue");

  private Meanings() {}

  /** The code of the error that is the only answer to this operation, if it is. */
  public static Optional<String> refusal(String operation) {
    return Optional.ofNullable(ALWAYS_REFUSED.get(operation));
  }

  /** Ids of objects that need not be there. */
  public static Map<String, String> ofNothing(String operation) {
    Map<String, String> meanings = new HashMap<>();
    for (String id : new String[] {"HITId", "AssignmentId", "QualificationTypeId"}) {
      meanings.put(id, "3" + "X".repeat(29));
    }
    meanings.put("QualificationRequestId", "3REQUEST");
    meanings.put("WorkerId", "A1WORKER");
    // A page on which there is something.
    meanings.put("PageNumber", "1");
    meanings.put("SubjectId", "A1WORKER");
    switch (operation) {
      case "CreateHIT" -> {
        // A type fixes what a HIT without one says itself; a layout stands for a Question.
        meanings.put("HITTypeId", "");
        meanings.put("HITLayoutId", "");
        meanings.put("Question", QUESTION);
        meanings.put("+Question", "");
        requirements(meanings);
      }
      case "RegisterHITType" -> requirements(meanings);
      case "ChangeHITTypeOfHIT", "SetHITTypeNotification" ->
          meanings.put("HITTypeId", "3" + "X".repeat(29));
      case "GetReviewableHITs" -> {
        meanings.put("HITTypeId", "3" + "X".repeat(29));
        // The schema has one; that there may be more is in the manual.
        meanings.put("Status#", "1");
      }
      // boto's own, which is not in the schema.
      case "GetQualificationRequests" -> meanings.put("SortProperty", "SubmitTime");
      case "CreateQualificationType", "UpdateQualificationType" -> {
        meanings.put("AutoGranted", "");
        meanings.put("AutoGrantedValue", "");
        meanings.put("Test", TEST);
        meanings.put("AnswerKey", ANSWER_KEY);
        meanings.put("TestDurationInSeconds", "600");
      }
      case "GetRequesterStatistic" -> meanings.put("Statistic", "NumberHITsAssignable");
      case "NotifyWorkers" -> meanings.remove("WorkerId");
      // Both sides of nine are refused; more than that the account cannot pay.
      case "ExtendHIT" -> {
        meanings.put("MaxAssignmentsIncrement", "4");
        meanings.put("+MaxAssignmentsIncrement", "");
      }
      case "GetBonusPayments" -> meanings.put("+AssignmentId", "");
      default -> {
        // Nothing more.
      }
    }
    if (operation.contains("Notification")) {
      meanings.put("Notification.Transport", "SQS");
      meanings.put("Notification.Destination", "https://queue.amazonaws.com/123456789012/q");
      meanings.put("Notification.Version", "2006-05-05");
      meanings.put("Notification.EventType", "HITExpired");
      meanings.put("Notification.EventType#", "1");
      meanings.put("+Notification", "");
      meanings.put("+Notification.EventType", "");
      meanings.put("TestEventType", "Ping");
    }
    return meanings;
  }

  private static void requirements(Map<String, String> meanings) {
    meanings.put("QualificationRequirement.QualificationTypeId", "000000000000000000L0");
    meanings.put("QualificationRequirement.Comparator", "In");
    meanings.put("QualificationRequirement.LocaleValue", "");
  }
}
