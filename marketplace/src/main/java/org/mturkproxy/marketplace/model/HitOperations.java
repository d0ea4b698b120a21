package org.mturkproxy.marketplace.model;

import static org.mturkproxy.marketplace.model.Scalars.FLAG;
import static org.mturkproxy.marketplace.model.Scalars.ID;
import static org.mturkproxy.marketplace.model.Scalars.INT;
import static org.mturkproxy.marketplace.model.Scalars.LONG;
import static org.mturkproxy.marketplace.model.Scalars.MAX_RESULTS;
import static org.mturkproxy.marketplace.model.Scalars.MONEY;
import static org.mturkproxy.marketplace.model.Scalars.PAGE_TOKEN;
import static org.mturkproxy.marketplace.model.Scalars.TIME;
import static org.mturkproxy.marketplace.model.Scalars.TOKEN;
import static org.mturkproxy.marketplace.model.Scalars.document;
import static org.mturkproxy.marketplace.model.Scalars.list;
import static org.mturkproxy.marketplace.model.Scalars.optional;
import static org.mturkproxy.marketplace.model.Scalars.required;
import static org.mturkproxy.marketplace.model.Scalars.saying;
import static org.mturkproxy.marketplace.model.Scalars.structure;
import static org.mturkproxy.marketplace.model.Scalars.upTo;
import static org.mturkproxy.marketplace.model.Shapes.HIT;
import static org.mturkproxy.marketplace.model.Shapes.HIT_LAYOUT_PARAMETER;
import static org.mturkproxy.marketplace.model.Shapes.QUALIFICATION_REQUIREMENT;
import static org.mturkproxy.marketplace.model.Shapes.REVIEWABLE_HIT_STATUS;
import static org.mturkproxy.marketplace.model.Shapes.REVIEW_POLICY;
import static org.mturkproxy.marketplace.model.Shapes.REVIEW_POLICY_LEVEL;
import static org.mturkproxy.marketplace.model.Shapes.REVIEW_REPORT;

import org.mturkproxy.marketplace.model.Type.Items;
import org.mturkproxy.marketplace.model.Type.Structure;
import org.mturkproxy.marketplace.model.Type.Whole;

/** What a Requester does with HITs and HIT types. */
public final class HitOperations {

  private static final Whole DURATION = LONG.between(30, 31_536_000);
  private static final Whole AUTO_APPROVAL_DELAY = LONG.between(0, 2_592_000);
  private static final Whole ASSIGNMENTS = INT.between(1, 1_000_000_000);
  private static final Items REQUIREMENTS = list(QUALIFICATION_REQUIREMENT, 10);
  private static final Structure HITS =
      structure(
          "Output",
          optional("NextToken", PAGE_TOKEN),
          optional("NumResults", INT),
          optional("HITs", list(HIT)));
  private static final Structure ONE_HIT = structure("Output", optional("HIT", HIT));
  private static final Structure NOTHING = structure("Output");

  public static final Operation CREATE_HIT =
      new Operation(
          "CreateHIT",
          structure(
              "Input",
              optional("MaxAssignments", ASSIGNMENTS),
              optional("AutoApprovalDelayInSeconds", AUTO_APPROVAL_DELAY),
              required("LifetimeInSeconds", DURATION),
              required("AssignmentDurationInSeconds", DURATION),
              required("Reward", MONEY),
              required("Title", saying(128)),
              optional("Keywords", upTo(1000)),
              required("Description", saying(2000)),
              optional("Question", document(65_535)),
              optional("RequesterAnnotation", upTo(255)),
              optional("QualificationRequirements", REQUIREMENTS),
              optional("UniqueRequestToken", TOKEN),
              optional("AssignmentReviewPolicy", REVIEW_POLICY),
              optional("HITReviewPolicy", REVIEW_POLICY),
              optional("HITLayoutId", ID),
              optional("HITLayoutParameters", list(HIT_LAYOUT_PARAMETER))),
          ONE_HIT);

  public static final Operation CREATE_HIT_WITH_HIT_TYPE =
      new Operation(
          "CreateHITWithHITType",
          structure(
              "Input",
              required("HITTypeId", ID),
              optional("MaxAssignments", ASSIGNMENTS),
              required("LifetimeInSeconds", DURATION),
              optional("Question", document(65_535)),
              optional("RequesterAnnotation", upTo(255)),
              optional("UniqueRequestToken", TOKEN),
              optional("AssignmentReviewPolicy", REVIEW_POLICY),
              optional("HITReviewPolicy", REVIEW_POLICY),
              optional("HITLayoutId", ID),
              optional("HITLayoutParameters", list(HIT_LAYOUT_PARAMETER))),
          ONE_HIT);

  public static final Operation CREATE_HIT_TYPE =
      new Operation(
          "CreateHITType",
          structure(
              "Input",
              optional("AutoApprovalDelayInSeconds", AUTO_APPROVAL_DELAY),
              required("AssignmentDurationInSeconds", DURATION),
              required("Reward", MONEY),
              required("Title", saying(128)),
              optional("Keywords", upTo(1000)),
              required("Description", saying(2000)),
              optional("QualificationRequirements", REQUIREMENTS)),
          structure("Output", optional("HITTypeId", ID)));

  public static final Operation GET_HIT =
      new Operation("GetHIT", structure("Input", required("HITId", ID)), ONE_HIT);

  public static final Operation DELETE_HIT =
      new Operation("DeleteHIT", structure("Input", required("HITId", ID)), NOTHING);

  public static final Operation UPDATE_EXPIRATION_FOR_HIT =
      new Operation(
          "UpdateExpirationForHIT",
          structure("Input", required("HITId", ID), required("ExpireAt", TIME)),
          NOTHING);

  public static final Operation UPDATE_HIT_REVIEW_STATUS =
      new Operation(
          "UpdateHITReviewStatus",
          structure("Input", required("HITId", ID), optional("Revert", FLAG)),
          NOTHING);

  public static final Operation UPDATE_HIT_TYPE_OF_HIT =
      new Operation(
          "UpdateHITTypeOfHIT",
          structure("Input", required("HITId", ID), required("HITTypeId", ID)),
          NOTHING);

  public static final Operation CREATE_ADDITIONAL_ASSIGNMENTS_FOR_HIT =
      new Operation(
          "CreateAdditionalAssignmentsForHIT",
          structure(
              "Input",
              required("HITId", ID),
              required("NumberOfAdditionalAssignments", ASSIGNMENTS),
              optional("UniqueRequestToken", TOKEN)),
          NOTHING);

  public static final Operation LIST_HITS =
      new Operation(
          "ListHITs",
          structure(
              "Input", optional("NextToken", PAGE_TOKEN), optional("MaxResults", MAX_RESULTS)),
          HITS);

  public static final Operation LIST_HITS_FOR_QUALIFICATION_TYPE =
      new Operation(
          "ListHITsForQualificationType",
          structure(
              "Input",
              required("QualificationTypeId", ID),
              optional("NextToken", PAGE_TOKEN),
              optional("MaxResults", MAX_RESULTS)),
          HITS);

  public static final Operation LIST_REVIEWABLE_HITS =
      new Operation(
          "ListReviewableHITs",
          structure(
              "Input",
              optional("HITTypeId", ID),
              optional("Status", REVIEWABLE_HIT_STATUS),
              optional("NextToken", PAGE_TOKEN),
              optional("MaxResults", MAX_RESULTS)),
          HITS);

  public static final Operation LIST_REVIEW_POLICY_RESULTS_FOR_HIT =
      new Operation(
          "ListReviewPolicyResultsForHIT",
          structure(
              "Input",
              required("HITId", ID),
              optional("PolicyLevels", list(REVIEW_POLICY_LEVEL)),
              optional("RetrieveActions", FLAG),
              optional("RetrieveResults", FLAG),
              optional("NextToken", PAGE_TOKEN),
              optional("MaxResults", MAX_RESULTS)),
          structure(
              "Output",
              optional("HITId", ID),
              optional("AssignmentReviewPolicy", REVIEW_POLICY),
              optional("HITReviewPolicy", REVIEW_POLICY),
              optional("AssignmentReviewReport", REVIEW_REPORT),
              optional("HITReviewReport", REVIEW_REPORT),
              optional("NextToken", PAGE_TOKEN)));

  private HitOperations() {}
}
