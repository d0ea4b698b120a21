package org.mturkproxy.translator.operations;

import static org.mturkproxy.translator.declared.ApiVersion.V2011_10_01;
import static org.mturkproxy.translator.declared.ApiVersion.V2012_03_25;
import static org.mturkproxy.translator.declared.ApiVersion.V2013_11_15;
import static org.mturkproxy.translator.declared.ApiVersion.V2014_08_15;
import static org.mturkproxy.translator.operations.Vocabularies.ASSIGNMENT_STATUS;
import static org.mturkproxy.translator.operations.Vocabularies.COMPARATOR;
import static org.mturkproxy.translator.operations.Vocabularies.HIT_REVIEW_STATUS;
import static org.mturkproxy.translator.operations.Vocabularies.HIT_STATUS;
import static org.mturkproxy.translator.operations.Vocabularies.NOTIFY_WORKERS_FAILURE_CODE;
import static org.mturkproxy.translator.operations.Vocabularies.QUALIFICATION_STATUS;
import static org.mturkproxy.translator.operations.Vocabularies.QUALIFICATION_TYPE_STATUS;
import static org.mturkproxy.translator.result.Content.FLAG;
import static org.mturkproxy.translator.result.Content.LONG;
import static org.mturkproxy.translator.result.Content.NUMBER;
import static org.mturkproxy.translator.result.Content.TEXT;
import static org.mturkproxy.translator.result.Content.TIME;
import static org.mturkproxy.translator.result.Content.oneOf;
import static org.mturkproxy.translator.result.Element.REQUEST;
import static org.mturkproxy.translator.result.Element.element;
import static org.mturkproxy.translator.result.Element.price;
import static org.mturkproxy.translator.result.Element.structure;
import static org.mturkproxy.translator.result.Element.unsent;
import static org.mturkproxy.translator.result.ResponseGroup.ASSIGNMENT_FEEDBACK;
import static org.mturkproxy.translator.result.ResponseGroup.HIT_ASSIGNMENT_SUMMARY;
import static org.mturkproxy.translator.result.ResponseGroup.HIT_DETAIL;
import static org.mturkproxy.translator.result.ResponseGroup.HIT_QUESTION;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import org.mturkproxy.translator.declared.Scalar;
import org.mturkproxy.translator.result.Shape;

/** The data structures of legacy answers, in wire order ({@code legacy-api.md} 5). */
final class Shapes {

  /** 5.4 */
  private static final Shape LOCALE =
      Shape.named(
          "Locale", element("Country", TEXT), element("Subdivision", TEXT).since(V2014_08_15));

  /** 5.8 */
  private static final Shape QUALIFICATION_REQUIREMENT =
      Shape.named(
          "QualificationRequirement",
          element("QualificationTypeId", TEXT).mandatory(),
          element("Comparator", oneOf(COMPARATOR)).mandatory(),
          element("IntegerValue", NUMBER).from("IntegerValues").repeatedSince(V2013_11_15),
          structure("LocaleValue", LOCALE).from("LocaleValues").repeatedSince(V2013_11_15),
          element("RequiredToPreview", FLAG).computed(Shapes::guardsPreview));

  /** 5.1 */
  static final Shape HIT =
      Shape.named(
          "HIT",
          REQUEST,
          element("HITId", TEXT),
          element("HITTypeId", TEXT),
          element("HITGroupId", TEXT).in(HIT_DETAIL).since(V2012_03_25),
          element("HITLayoutId", TEXT).in(HIT_DETAIL).since(V2012_03_25),
          element("CreationTime", TIME).in(HIT_DETAIL).always(),
          element("Title", TEXT).in(HIT_DETAIL).always(),
          element("Description", TEXT).in(HIT_DETAIL).always(),
          element("Question", TEXT).in(HIT_QUESTION).always(),
          element("Keywords", TEXT).in(HIT_DETAIL),
          element("HITStatus", oneOf(HIT_STATUS)).in(HIT_DETAIL).always(),
          element("MaxAssignments", NUMBER).in(HIT_DETAIL).always(),
          price("Reward", 2).in(HIT_DETAIL).always(),
          element("AutoApprovalDelayInSeconds", LONG).in(HIT_DETAIL).always(),
          element("Expiration", TIME).in(HIT_DETAIL).always(),
          element("AssignmentDurationInSeconds", LONG).in(HIT_DETAIL).always(),
          unsent("NumberOfSimilarHITs", Scalar.INT).until(V2011_10_01),
          element("RequesterAnnotation", TEXT).in(HIT_DETAIL),
          structure("QualificationRequirement", QUALIFICATION_REQUIREMENT)
              .from("QualificationRequirements")
              .repeated()
              .in(HIT_DETAIL),
          element("HITReviewStatus", oneOf(HIT_REVIEW_STATUS))
              .in(HIT_DETAIL)
              .otherwise("NotReviewed"),
          element("NumberOfAssignmentsPending", NUMBER)
              .in(HIT_ASSIGNMENT_SUMMARY)
              .otherwise("0")
              .always(),
          element("NumberOfAssignmentsAvailable", NUMBER)
              .in(HIT_ASSIGNMENT_SUMMARY)
              .otherwise("0")
              .always(),
          element("NumberOfAssignmentsCompleted", NUMBER)
              .in(HIT_ASSIGNMENT_SUMMARY)
              .otherwise("0")
              .always());

  /** 5.2. {@code Deadline} was in no recorded answer. */
  static final Shape ASSIGNMENT =
      Shape.named(
          "Assignment",
          REQUEST,
          element("AssignmentId", TEXT),
          element("WorkerId", TEXT),
          element("HITId", TEXT),
          element("AssignmentStatus", oneOf(ASSIGNMENT_STATUS)),
          element("AutoApprovalTime", TIME),
          element("AcceptTime", TIME),
          element("SubmitTime", TIME),
          element("ApprovalTime", TIME),
          element("RejectionTime", TIME),
          unsent("Deadline", Scalar.DATE_TIME),
          element("Answer", TEXT),
          element("RequesterFeedback", TEXT).in(ASSIGNMENT_FEEDBACK));

  /** 5.6 */
  static final Shape QUALIFICATION_TYPE =
      Shape.named(
          "QualificationType",
          REQUEST,
          element("QualificationTypeId", TEXT),
          element("CreationTime", TIME),
          element("Name", TEXT),
          element("Description", TEXT),
          element("Keywords", TEXT),
          element("QualificationTypeStatus", oneOf(QUALIFICATION_TYPE_STATUS)),
          element("Test", TEXT),
          element("TestDurationInSeconds", LONG),
          element("AnswerKey", TEXT),
          element("RetryDelayInSeconds", LONG),
          element("IsRequestable", FLAG),
          element("AutoGranted", FLAG),
          element("AutoGrantedValue", NUMBER));

  /** 5.10 */
  static final Shape QUALIFICATION =
      Shape.named(
          "Qualification",
          REQUEST,
          element("QualificationTypeId", TEXT),
          element("SubjectId", TEXT).from("WorkerId"),
          element("GrantTime", TIME),
          element("IntegerValue", NUMBER),
          structure("LocaleValue", LOCALE),
          element("Status", oneOf(QUALIFICATION_STATUS)));

  /** 5.7 */
  static final Shape QUALIFICATION_REQUEST =
      Shape.named(
          "QualificationRequest",
          element("QualificationRequestId", TEXT).mandatory(),
          element("QualificationTypeId", TEXT).mandatory(),
          element("SubjectId", TEXT).from("WorkerId").mandatory(),
          element("Test", TEXT),
          element("Answer", TEXT),
          element("SubmitTime", TIME).mandatory());

  /** 5.11 */
  static final Shape BONUS_PAYMENT =
      Shape.named(
          "BonusPayment",
          REQUEST,
          element("WorkerId", TEXT),
          price("BonusAmount", 2),
          element("AssignmentId", TEXT),
          element("Reason", TEXT),
          element("GrantTime", TIME));

  /** 4.32 */
  static final Shape NOTIFY_WORKERS_FAILURE =
      Shape.named(
          "NotifyWorkersFailureStatus",
          element("NotifyWorkersFailureCode", oneOf(NOTIFY_WORKERS_FAILURE_CODE)).mandatory(),
          element("NotifyWorkersFailureMessage", TEXT).mandatory(),
          element("WorkerId", TEXT).mandatory());

  /** 5.11 */
  static final Shape WORKER_BLOCK =
      Shape.named(
          "WorkerBlock",
          element("WorkerId", TEXT).mandatory(),
          element("Reason", TEXT).mandatory());

  private Shapes() {}

  /**
   * Always printed. The modern API says it in one of two members ({@code mapping.md} 4.5); what it
   * guards beyond the preview cannot be said in the legacy API.
   */
  private static JsonNode guardsPreview(JsonNode requirement) {
    String guarded = requirement.path("ActionsGuarded").asText();
    return BooleanNode.valueOf(
        requirement.path("RequiredToPreview").asBoolean()
            || guarded.equals("PreviewAndAccept")
            || guarded.equals("DiscoverPreviewAndAccept"));
  }
}
