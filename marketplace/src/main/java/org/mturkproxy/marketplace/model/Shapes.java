package org.mturkproxy.marketplace.model;

import static org.mturkproxy.marketplace.model.Scalars.FLAG;
import static org.mturkproxy.marketplace.model.Scalars.ID;
import static org.mturkproxy.marketplace.model.Scalars.INT;
import static org.mturkproxy.marketplace.model.Scalars.LONG;
import static org.mturkproxy.marketplace.model.Scalars.MONEY;
import static org.mturkproxy.marketplace.model.Scalars.TEXT;
import static org.mturkproxy.marketplace.model.Scalars.TIME;
import static org.mturkproxy.marketplace.model.Scalars.TWO_LETTERS;
import static org.mturkproxy.marketplace.model.Scalars.WORKER_ID;
import static org.mturkproxy.marketplace.model.Scalars.choice;
import static org.mturkproxy.marketplace.model.Scalars.list;
import static org.mturkproxy.marketplace.model.Scalars.optional;
import static org.mturkproxy.marketplace.model.Scalars.required;
import static org.mturkproxy.marketplace.model.Scalars.saying;
import static org.mturkproxy.marketplace.model.Scalars.structure;

import org.mturkproxy.marketplace.model.Type.Choice;
import org.mturkproxy.marketplace.model.Type.Structure;

/** The enumerations and structures that several operations share (mapping sections 2.3, 2.4). */
final class Shapes {

  static final Choice ASSIGNMENT_STATUS = choice("Submitted", "Approved", "Rejected");
  static final Choice HIT_STATUS =
      choice("Assignable", "Unassignable", "Reviewable", "Reviewing", "Disposed");
  static final Choice HIT_REVIEW_STATUS =
      choice("NotReviewed", "MarkedForReview", "ReviewedAppropriate", "ReviewedInappropriate");
  static final Choice REVIEWABLE_HIT_STATUS = choice("Reviewable", "Reviewing");
  static final Choice REVIEW_POLICY_LEVEL = choice("Assignment", "HIT");
  static final Choice REVIEW_ACTION_STATUS = choice("Intended", "Succeeded", "Failed", "Cancelled");
  static final Choice QUALIFICATION_STATUS = choice("Granted", "Revoked");
  static final Choice QUALIFICATION_TYPE_STATUS = choice("Active", "Inactive");
  static final Choice COMPARATOR =
      choice(
          "LessThan",
          "LessThanOrEqualTo",
          "GreaterThan",
          "GreaterThanOrEqualTo",
          "EqualTo",
          "NotEqualTo",
          "Exists",
          "DoesNotExist",
          "In",
          "NotIn");
  static final Choice HIT_ACCESS_ACTIONS =
      choice("Accept", "PreviewAndAccept", "DiscoverPreviewAndAccept");
  static final Choice NOTIFICATION_TRANSPORT = choice("Email", "SQS", "SNS");
  static final Choice EVENT_TYPE =
      choice(
          "AssignmentAccepted",
          "AssignmentAbandoned",
          "AssignmentReturned",
          "AssignmentSubmitted",
          "AssignmentRejected",
          "AssignmentApproved",
          "HITCreated",
          "HITExpired",
          "HITReviewable",
          "HITExtended",
          "HITDisposed",
          "Ping");
  static final Choice NOTIFY_WORKERS_FAILURE_CODE = choice("SoftFailure", "HardFailure");

  static final Structure LOCALE =
      structure("Locale", required("Country", TWO_LETTERS), optional("Subdivision", TWO_LETTERS));

  static final Structure QUALIFICATION_REQUIREMENT =
      structure(
          "QualificationRequirement",
          required("QualificationTypeId", TEXT),
          required("Comparator", COMPARATOR),
          optional("IntegerValues", list(INT, 15)),
          optional("LocaleValues", list(LOCALE, 30)),
          optional("RequiredToPreview", FLAG),
          optional("ActionsGuarded", HIT_ACCESS_ACTIONS));

  static final Structure PARAMETER_MAP_ENTRY =
      structure("ParameterMapEntry", optional("Key", TEXT), optional("Values", list(TEXT)));

  static final Structure POLICY_PARAMETER =
      structure(
          "PolicyParameter",
          optional("Key", TEXT),
          optional("Values", list(TEXT)),
          optional("MapEntries", list(PARAMETER_MAP_ENTRY)));

  static final Structure REVIEW_POLICY =
      structure(
          "ReviewPolicy",
          required("PolicyName", TEXT),
          optional("Parameters", list(POLICY_PARAMETER)));

  static final Structure HIT_LAYOUT_PARAMETER =
      structure("HITLayoutParameter", required("Name", saying(255)), required("Value", TEXT));

  static final Structure NOTIFICATION_SPECIFICATION =
      structure(
          "NotificationSpecification",
          required("Destination", saying(1024)),
          required("Transport", NOTIFICATION_TRANSPORT),
          required("Version", TEXT),
          required("EventTypes", list(EVENT_TYPE)));

  static final Structure HIT =
      structure(
          "HIT",
          optional("HITId", ID),
          optional("HITTypeId", ID),
          optional("HITGroupId", ID),
          optional("HITLayoutId", ID),
          optional("CreationTime", TIME),
          optional("Title", TEXT),
          optional("Description", TEXT),
          optional("Question", TEXT),
          optional("Keywords", TEXT),
          optional("HITStatus", HIT_STATUS),
          optional("MaxAssignments", INT),
          optional("Reward", MONEY),
          optional("AutoApprovalDelayInSeconds", LONG),
          optional("Expiration", TIME),
          optional("AssignmentDurationInSeconds", LONG),
          optional("RequesterAnnotation", TEXT),
          optional("QualificationRequirements", list(QUALIFICATION_REQUIREMENT)),
          optional("HITReviewStatus", HIT_REVIEW_STATUS),
          optional("NumberOfAssignmentsPending", INT),
          optional("NumberOfAssignmentsAvailable", INT),
          optional("NumberOfAssignmentsCompleted", INT));

  static final Structure ASSIGNMENT =
      structure(
          "Assignment",
          optional("AssignmentId", ID),
          optional("WorkerId", WORKER_ID),
          optional("HITId", ID),
          optional("AssignmentStatus", ASSIGNMENT_STATUS),
          optional("AutoApprovalTime", TIME),
          optional("AcceptTime", TIME),
          optional("SubmitTime", TIME),
          optional("ApprovalTime", TIME),
          optional("RejectionTime", TIME),
          optional("Deadline", TIME),
          optional("Answer", TEXT),
          optional("RequesterFeedback", TEXT));

  static final Structure BONUS_PAYMENT =
      structure(
          "BonusPayment",
          optional("WorkerId", WORKER_ID),
          optional("BonusAmount", MONEY),
          optional("AssignmentId", ID),
          optional("Reason", TEXT),
          optional("GrantTime", TIME));

  static final Structure QUALIFICATION =
      structure(
          "Qualification",
          optional("QualificationTypeId", ID),
          optional("WorkerId", WORKER_ID),
          optional("GrantTime", TIME),
          optional("IntegerValue", INT),
          optional("LocaleValue", LOCALE),
          optional("Status", QUALIFICATION_STATUS));

  static final Structure QUALIFICATION_REQUEST =
      structure(
          "QualificationRequest",
          optional("QualificationRequestId", TEXT),
          optional("QualificationTypeId", ID),
          optional("WorkerId", WORKER_ID),
          optional("Test", TEXT),
          optional("Answer", TEXT),
          optional("SubmitTime", TIME));

  static final Structure QUALIFICATION_TYPE =
      structure(
          "QualificationType",
          optional("QualificationTypeId", ID),
          optional("CreationTime", TIME),
          optional("Name", TEXT),
          optional("Description", TEXT),
          optional("Keywords", TEXT),
          optional("QualificationTypeStatus", QUALIFICATION_TYPE_STATUS),
          optional("Test", TEXT),
          optional("TestDurationInSeconds", LONG),
          optional("AnswerKey", TEXT),
          optional("RetryDelayInSeconds", LONG),
          optional("IsRequestable", FLAG),
          optional("AutoGranted", FLAG),
          optional("AutoGrantedValue", INT));

  static final Structure WORKER_BLOCK =
      structure("WorkerBlock", optional("WorkerId", WORKER_ID), optional("Reason", TEXT));

  static final Structure NOTIFY_WORKERS_FAILURE_STATUS =
      structure(
          "NotifyWorkersFailureStatus",
          optional("NotifyWorkersFailureCode", NOTIFY_WORKERS_FAILURE_CODE),
          optional("NotifyWorkersFailureMessage", TEXT),
          optional("WorkerId", WORKER_ID));

  static final Structure REVIEW_RESULT_DETAIL =
      structure(
          "ReviewResultDetail",
          optional("ActionId", ID),
          optional("SubjectId", ID),
          optional("SubjectType", TEXT),
          optional("QuestionId", ID),
          optional("Key", TEXT),
          optional("Value", TEXT));

  static final Structure REVIEW_ACTION_DETAIL =
      structure(
          "ReviewActionDetail",
          optional("ActionId", ID),
          optional("ActionName", TEXT),
          optional("TargetId", ID),
          optional("TargetType", TEXT),
          optional("Status", REVIEW_ACTION_STATUS),
          optional("CompleteTime", TIME),
          optional("Result", TEXT),
          optional("ErrorCode", TEXT));

  static final Structure REVIEW_REPORT =
      structure(
          "ReviewReport",
          optional("ReviewResults", list(REVIEW_RESULT_DETAIL)),
          optional("ReviewActions", list(REVIEW_ACTION_DETAIL)));

  private Shapes() {}
}
