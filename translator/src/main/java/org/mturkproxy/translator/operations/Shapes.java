package org.mturkproxy.translator.operations;

import static org.mturkproxy.translator.result.Content.FLAG;
import static org.mturkproxy.translator.result.Content.NUMBER;
import static org.mturkproxy.translator.result.Content.TEXT;
import static org.mturkproxy.translator.result.Content.TIME;
import static org.mturkproxy.translator.result.Element.element;
import static org.mturkproxy.translator.result.Element.price;
import static org.mturkproxy.translator.result.Element.structure;
import static org.mturkproxy.translator.result.ResponseGroup.ASSIGNMENT_FEEDBACK;
import static org.mturkproxy.translator.result.ResponseGroup.HIT_ASSIGNMENT_SUMMARY;
import static org.mturkproxy.translator.result.ResponseGroup.HIT_DETAIL;
import static org.mturkproxy.translator.result.ResponseGroup.HIT_QUESTION;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import org.mturkproxy.translator.result.Shape;

/** The data structures of legacy answers, in wire order ({@code legacy-api.md} 5). */
final class Shapes {

  /** 5.4 */
  private static final Shape LOCALE =
      Shape.of(element("Country", TEXT), element("Subdivision", TEXT));

  /** 5.8 */
  private static final Shape QUALIFICATION_REQUIREMENT =
      Shape.of(
          element("QualificationTypeId", TEXT),
          element("Comparator", TEXT),
          element("IntegerValue", NUMBER).from("IntegerValues").repeated(),
          structure("LocaleValue", LOCALE).from("LocaleValues").repeated(),
          element("RequiredToPreview", FLAG).computed(Shapes::guardsPreview));

  /** 5.1 */
  static final Shape HIT =
      Shape.of(
          element("HITId", TEXT),
          element("HITTypeId", TEXT),
          element("HITGroupId", TEXT).in(HIT_DETAIL),
          element("HITLayoutId", TEXT).in(HIT_DETAIL),
          element("CreationTime", TIME).in(HIT_DETAIL).always(),
          element("Title", TEXT).in(HIT_DETAIL).always(),
          element("Description", TEXT).in(HIT_DETAIL).always(),
          element("Question", TEXT).in(HIT_QUESTION).always(),
          element("Keywords", TEXT).in(HIT_DETAIL),
          element("HITStatus", TEXT).in(HIT_DETAIL).always(),
          element("MaxAssignments", NUMBER).in(HIT_DETAIL).always(),
          price("Reward", 2).in(HIT_DETAIL).always(),
          element("AutoApprovalDelayInSeconds", NUMBER).in(HIT_DETAIL).always(),
          element("Expiration", TIME).in(HIT_DETAIL).always(),
          element("AssignmentDurationInSeconds", NUMBER).in(HIT_DETAIL).always(),
          element("RequesterAnnotation", TEXT).in(HIT_DETAIL),
          structure("QualificationRequirement", QUALIFICATION_REQUIREMENT)
              .from("QualificationRequirements")
              .repeated()
              .in(HIT_DETAIL),
          element("HITReviewStatus", TEXT).in(HIT_DETAIL).otherwise("NotReviewed"),
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
      Shape.of(
          element("AssignmentId", TEXT),
          element("WorkerId", TEXT),
          element("HITId", TEXT),
          element("AssignmentStatus", TEXT),
          element("AutoApprovalTime", TIME),
          element("AcceptTime", TIME),
          element("SubmitTime", TIME),
          element("ApprovalTime", TIME),
          element("RejectionTime", TIME),
          element("Answer", TEXT),
          element("RequesterFeedback", TEXT).in(ASSIGNMENT_FEEDBACK));

  /** 5.6 */
  static final Shape QUALIFICATION_TYPE =
      Shape.of(
          element("QualificationTypeId", TEXT),
          element("CreationTime", TIME),
          element("Name", TEXT),
          element("Description", TEXT),
          element("Keywords", TEXT),
          element("QualificationTypeStatus", TEXT),
          element("Test", TEXT),
          element("TestDurationInSeconds", NUMBER),
          element("AnswerKey", TEXT),
          element("RetryDelayInSeconds", NUMBER),
          element("IsRequestable", FLAG),
          element("AutoGranted", FLAG),
          element("AutoGrantedValue", NUMBER));

  /** 5.10 */
  static final Shape QUALIFICATION =
      Shape.of(
          element("QualificationTypeId", TEXT),
          element("SubjectId", TEXT).from("WorkerId"),
          element("GrantTime", TIME),
          element("IntegerValue", NUMBER),
          structure("LocaleValue", LOCALE),
          element("Status", TEXT));

  /** 5.7 */
  static final Shape QUALIFICATION_REQUEST =
      Shape.of(
          element("QualificationRequestId", TEXT),
          element("QualificationTypeId", TEXT),
          element("SubjectId", TEXT).from("WorkerId"),
          element("Test", TEXT),
          element("Answer", TEXT),
          element("SubmitTime", TIME));

  /** 5.11 */
  static final Shape BONUS_PAYMENT =
      Shape.of(
          element("WorkerId", TEXT),
          price("BonusAmount", 2),
          element("AssignmentId", TEXT),
          element("Reason", TEXT),
          element("GrantTime", TIME));

  /** 4.32 */
  static final Shape NOTIFY_WORKERS_FAILURE =
      Shape.of(
          element("NotifyWorkersFailureCode", TEXT),
          element("NotifyWorkersFailureMessage", TEXT),
          element("WorkerId", TEXT));

  /** 5.11 */
  static final Shape WORKER_BLOCK = Shape.of(element("WorkerId", TEXT), element("Reason", TEXT));

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
