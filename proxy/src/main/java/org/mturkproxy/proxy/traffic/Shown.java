package org.mturkproxy.proxy.traffic;

import java.util.Set;

/**
 * Which members of both APIs may be written down: an allow-list, so that what a later service adds
 * is not shown before somebody looked at it.
 */
public final class Shown {

  /** Stands for a value that is not shown. */
  public static final String HIDDEN_VALUE = "[not shown]";

  /** What tells who a Worker is, or what one wrote: shown as {@code trafficLog.personal} says. */
  private static final Set<String> PERSONAL =
      Set.of(
          "WorkerId",
          "WorkerIds",
          "Answer",
          // Of a qualification test.
          "AnswerXml",
          // Of a review result, an id of a Worker or of an assignment.
          "SubjectId",
          "TargetId",
          // Of a notification: an e-mail address, or the name of a queue.
          "Destination");

  /** Texts in which a Worker's id may stand. */
  private static final Set<String> MESSAGES =
      Set.of(
          "Message",
          "message",
          "TurkErrorMessage",
          "NotifyWorkersFailureMessage",
          "Reason",
          "Value",
          // What Requesters write to Workers: greetings, too.
          "Subject",
          "MessageText",
          "RequesterFeedback");

  private static final Set<String> PLAIN =
      Set.of(
          // Ids, paging, states.
          "HITId",
          "HITTypeId",
          "HITGroupId",
          "HITLayoutId",
          "AssignmentId",
          "ActionId",
          "QualificationTypeId",
          "QualificationRequestId",
          "SubjectType",
          "TargetType",
          "QuestionId",
          "QuestionIdentifier",
          "RequestId",
          "ActionName",
          "ObjectId",
          "ObjectType",
          "NextToken",
          "MaxResults",
          "NumResults",
          "TotalNumResults",
          "PageNumber",
          "PageSize",
          "SortProperty",
          "SortDirection",
          "Status",
          "HITStatus",
          "HITReviewStatus",
          "AssignmentStatus",
          "AssignmentStatuses",
          "QualificationTypeStatus",
          "ResponseGroup",
          "Operation",
          "Service",
          "Version",
          "IsValid",
          "Code",
          "Key",
          "Query",
          "UniqueRequestToken",
          "DoesExist",
          "Count",
          "UpperBound",
          // HITs.
          "Title",
          "Description",
          "Question",
          "Keywords",
          "Reward",
          "Amount",
          "CurrencyCode",
          "FormattedPrice",
          "MaxAssignments",
          "MaxAssignmentsIncrement",
          "Expiration",
          "ExpireAt",
          "ExpireImmediately",
          "ExpirationIncrementInSeconds",
          "LifetimeInSeconds",
          "AssignmentDurationInSeconds",
          "AutoApprovalDelayInSeconds",
          "RequesterAnnotation",
          "NumberOfSimilarHITs",
          "NumberOfAssignments",
          "NumberOfAssignmentsPending",
          "NumberOfAssignmentsAvailable",
          "NumberOfAssignmentsCompleted",
          "NumberofAssignmentsPending",
          "NumberofAssignmentsAvailable",
          "NumberofAssignmentsCompleted",
          "NumberOfAdditionalAssignments",
          "Revert",
          "MustBeOwnedByCaller",
          "MustBeRequestable",
          "HITLayoutParameter",
          "HITLayoutParameters",
          "HITLayoutName",
          "Name",
          "Layout",
          // Times.
          "CreationTime",
          "AcceptTime",
          "SubmitTime",
          "ApprovalTime",
          "RejectionTime",
          "Deadline",
          "AutoApprovalTime",
          "GrantTime",
          "CompleteTime",
          "Time",
          "Date",
          // Assignments and money.
          "OverrideRejection",
          "BonusAmount",
          "AvailableBalance",
          "OnHoldBalance",
          "OnHold",
          // Qualifications.
          "QualificationRequirement",
          "QualificationRequirements",
          "Comparator",
          "IntegerValue",
          "IntegerValues",
          "LocaleValue",
          "LocaleValues",
          "Country",
          "Subdivision",
          "RequiredToPreview",
          "ActionsGuarded",
          "Test",
          "AnswerKey",
          "TestDurationInSeconds",
          "RetryDelayInSeconds",
          "AutoGranted",
          "AutoGrantedValue",
          "IsRequestable",
          "SendNotification",
          "InitialScore",
          "QualificationName",
          "QualificationType",
          // Messages and notifications.
          "NotifyWorkersFailureCode",
          "Notification",
          "Transport",
          "EventType",
          "EventTypes",
          "TestEventType",
          "Active",
          // Reviews.
          "AssignmentReviewPolicy",
          "HITReviewPolicy",
          "PolicyName",
          "PolicyLevel",
          "PolicyLevels",
          "Parameter",
          "Parameters",
          "MapEntry",
          "MapEntries",
          "Values",
          "RetrieveActions",
          "RetrieveResults",
          "ErrorCode",
          "Result",
          // Statistics, Help, the accept limit.
          "Statistic",
          "TimePeriod",
          "DoubleValue",
          "LongValue",
          "About",
          "HelpType",
          "WorkerAcceptLimit",
          "MaxWorkerAcceptLimit",
          "LimitGroupId",
          "LimitGroupType",
          "Unused",
          "Limit",
          "Response",
          "IncludeAssignmentSummary",
          // Errors of both APIs.
          "TurkErrorCode",
          "__type",
          "ReasonCode");

  /** How a member is treated. */
  public enum Treatment {
    PLAIN,
    MESSAGE,
    PERSONAL,
    HIDDEN
  }

  private Shown() {}

  /** How the scalar values of a member are treated. */
  public static Treatment of(String name) {
    if (PERSONAL.contains(name)) {
      return Treatment.PERSONAL;
    } else if (MESSAGES.contains(name)) {
      return Treatment.MESSAGE;
    }
    return PLAIN.contains(name) ? Treatment.PLAIN : Treatment.HIDDEN;
  }
}
