package org.mturkproxy.translator.operations;

import static org.mturkproxy.translator.catalogue.Operation.operation;
import static org.mturkproxy.translator.catalogue.Rule.exactlyOneOf;
import static org.mturkproxy.translator.parameter.Parameter.optional;
import static org.mturkproxy.translator.parameter.Parameter.required;
import static org.mturkproxy.translator.parameter.Types.DOCUMENT;
import static org.mturkproxy.translator.parameter.Types.ID;
import static org.mturkproxy.translator.parameter.Types.text;
import static org.mturkproxy.translator.parameter.Types.whole;
import static org.mturkproxy.translator.result.Content.TEXT;
import static org.mturkproxy.translator.result.Element.element;
import static org.mturkproxy.translator.result.ResponseGroup.HIT_ASSIGNMENT_SUMMARY;
import static org.mturkproxy.translator.result.ResponseGroup.HIT_DETAIL;
import static org.mturkproxy.translator.result.ResponseGroup.HIT_QUESTION;
import static org.mturkproxy.translator.result.ResponseGroup.MINIMAL;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.parameter.Parameter;
import org.mturkproxy.translator.result.ResponseGroup;
import org.mturkproxy.translator.result.Shape;
import org.mturkproxy.translator.value.Whole;

/** Operations about HITs and HIT types. */
final class HitOperations {

  private static final Set<ResponseGroup> HIT_GROUPS =
      EnumSet.of(HIT_DETAIL, HIT_QUESTION, HIT_ASSIGNMENT_SUMMARY);

  private static final String HIT_TYPE_ID = "HITTypeId";

  // The properties of a HIT type. 0 is a legal delay (approve at once), and no fallback for it.
  private static final Parameter AUTO_APPROVAL_DELAY =
      optional("AutoApprovalDelayInSeconds", whole(0, 2_592_000)).otherwise(new Whole(2_592_000));
  private static final Parameter ASSIGNMENT_DURATION =
      required("AssignmentDurationInSeconds", whole(30, 31_536_000));
  private static final Parameter REWARD = required("Reward", Structures.PRICE);
  private static final Parameter TITLE = required("Title", text(128));
  private static final Parameter KEYWORDS = optional("Keywords", text(1000));
  private static final Parameter DESCRIPTION = required("Description", text(2000));
  private static final Parameter REQUIREMENTS =
      optional("QualificationRequirement", QualificationRequirements.TYPE)
          .as("QualificationRequirements");

  /** 4.33. Equal values give the same HIT type, so a repeat is harmless. */
  private static final Operation REGISTER_HIT_TYPE =
      operation("RegisterHITType")
          .takes(
              AUTO_APPROVAL_DELAY,
              ASSIGNMENT_DURATION,
              REWARD,
              TITLE,
              KEYWORDS,
              DESCRIPTION,
              REQUIREMENTS)
          .answers(Shape.of(element(HIT_TYPE_ID, TEXT)))
          .calls("CreateHITType", Repeat.FREE);

  /** 4.6. With a HITTypeId, the properties that the HIT type fixes are ignored. */
  private static final Operation CREATE_HIT =
      operation("CreateHIT")
          .takes(
              optional(HIT_TYPE_ID, ID),
              optional("MaxAssignments", whole(1, 1_000_000_000)).otherwise(new Whole(1)),
              AUTO_APPROVAL_DELAY.unless(HIT_TYPE_ID),
              required("LifetimeInSeconds", whole(30, 31_536_000)),
              ASSIGNMENT_DURATION.unless(HIT_TYPE_ID),
              REWARD.unless(HIT_TYPE_ID),
              TITLE.unless(HIT_TYPE_ID),
              KEYWORDS.unless(HIT_TYPE_ID),
              DESCRIPTION.unless(HIT_TYPE_ID),
              optional("Question", DOCUMENT),
              optional("RequesterAnnotation", text(255)),
              REQUIREMENTS.unless(HIT_TYPE_ID),
              optional("UniqueRequestToken", text(64)),
              optional("AssignmentReviewPolicy", Structures.REVIEW_POLICY),
              optional("HITReviewPolicy", Structures.REVIEW_POLICY),
              optional("HITLayoutId", ID),
              optional("HITLayoutParameter", Structures.HIT_LAYOUT_PARAMETERS)
                  .as("HITLayoutParameters"))
          .where(exactlyOneOf("Question", "HITLayoutId"))
          .groups(HIT_GROUPS, EnumSet.of(MINIMAL))
          .answers("HIT", Shapes.HIT)
          .runs(new CreateHit(), "CreateHIT", "CreateHITWithHITType", "GetHIT");

  /** 4.19 */
  private static final Operation GET_HIT =
      operation("GetHIT")
          .takes(required("HITId", ID))
          .groups(HIT_GROUPS, EnumSet.of(MINIMAL, HIT_DETAIL, HIT_QUESTION))
          .answers("HIT", Shapes.HIT)
          .calls("GetHIT", Repeat.FREE);

  static final List<Operation> ALL = List.of(REGISTER_HIT_TYPE, CREATE_HIT, GET_HIT);

  private HitOperations() {}
}
