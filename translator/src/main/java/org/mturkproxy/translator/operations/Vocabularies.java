package org.mturkproxy.translator.operations;

import static org.mturkproxy.translator.declared.ApiVersion.V2011_10_01;
import static org.mturkproxy.translator.declared.ApiVersion.V2012_03_25;
import static org.mturkproxy.translator.declared.ApiVersion.V2013_11_15;
import static org.mturkproxy.translator.declared.ApiVersion.V2014_08_15;

import org.mturkproxy.translator.declared.Vocabulary;

/** The enumerations of the legacy schema, each with the version that brought a word (9.2, 9.3). */
final class Vocabularies {

  static final Vocabulary SORT_DIRECTION =
      Vocabulary.of("SortDirection", "Ascending", "Descending");

  static final Vocabulary HIT_STATUS =
      Vocabulary.of(
          "HITStatus", "Assignable", "Unassignable", "Reviewable", "Reviewing", "Disposed");

  static final Vocabulary HIT_REVIEW_STATUS =
      Vocabulary.of(
          "HITReviewStatus",
          "NotReviewed",
          "MarkedForReview",
          "ReviewedAppropriate",
          "ReviewedInappropriate");

  static final Vocabulary REVIEWABLE_HIT_STATUS =
      Vocabulary.of("ReviewableHITStatus", "Reviewable", "Reviewing");

  static final Vocabulary ASSIGNMENT_STATUS =
      Vocabulary.of("AssignmentStatus", "Submitted", "Approved", "Rejected");

  static final Vocabulary QUALIFICATION_STATUS =
      Vocabulary.of("QualificationStatus", "Granted", "Revoked");

  static final Vocabulary QUALIFICATION_TYPE_STATUS =
      Vocabulary.of("QualificationTypeStatus", "Active", "Inactive");

  static final Vocabulary COMPARATOR =
      Vocabulary.of(
              "Comparator",
              "LessThan",
              "LessThanOrEqualTo",
              "GreaterThan",
              "GreaterThanOrEqualTo",
              "EqualTo",
              "NotEqualTo",
              "Exists")
          .since(V2013_11_15, "DoesNotExist", "In", "NotIn");

  static final Vocabulary EVENT_TYPE =
      Vocabulary.of(
              "EventType",
              "AssignmentAccepted",
              "AssignmentAbandoned",
              "AssignmentReturned",
              "AssignmentSubmitted",
              "HITReviewable",
              "HITExpired")
          .until(V2011_10_01, "AssignmentAutoApproved")
          .since(V2012_03_25, "Ping")
          .since(
              V2014_08_15,
              "AssignmentRejected",
              "AssignmentApproved",
              "HITCreated",
              "HITExtended",
              "HITDisposed");

  /** SNS is the modern API's. */
  static final Vocabulary TRANSPORT =
      Vocabulary.of("NotificationTransport", "SOAP", "REST", "Email")
          .since(V2012_03_25, "SQS")
          .understood("SNS");

  static final Vocabulary NOTIFY_WORKERS_FAILURE_CODE =
      Vocabulary.of("NotifyWorkersFailureCode", "SoftFailure", "HardFailure");

  static final Vocabulary REVIEW_POLICY_LEVEL =
      Vocabulary.of("ReviewPolicyLevel", "Assignment", "HIT");

  static final Vocabulary REVIEW_ACTION_STATUS =
      Vocabulary.of("ReviewActionStatus", "Intended", "Succeeded", "Failed", "Cancelled");

  static final Vocabulary LIMIT_GROUP_TYPE = Vocabulary.of("LimitGroupType", "Default", "HITType");

  private Vocabularies() {}
}
