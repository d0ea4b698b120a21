package org.mturkproxy.translator.operations;

import static org.mturkproxy.translator.catalogue.Operation.operation;
import static org.mturkproxy.translator.catalogue.Rule.atLeastOneOf;
import static org.mturkproxy.translator.catalogue.Rule.exactlyOneOf;
import static org.mturkproxy.translator.declared.ApiVersion.V2011_10_01;
import static org.mturkproxy.translator.declared.ApiVersion.V2012_03_25;
import static org.mturkproxy.translator.parameter.Parameter.optional;
import static org.mturkproxy.translator.parameter.Parameter.required;
import static org.mturkproxy.translator.parameter.Types.DOCUMENT;
import static org.mturkproxy.translator.parameter.Types.FLAG;
import static org.mturkproxy.translator.parameter.Types.ID;
import static org.mturkproxy.translator.parameter.Types.listOf;
import static org.mturkproxy.translator.parameter.Types.oneOf;
import static org.mturkproxy.translator.parameter.Types.seconds;
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
import java.util.Optional;
import java.util.Set;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.catalogue.Plan.PagedList;
import org.mturkproxy.translator.catalogue.Plan.PagedList.Large;
import org.mturkproxy.translator.catalogue.Plan.PagedList.Look;
import org.mturkproxy.translator.catalogue.Sorting;
import org.mturkproxy.translator.declared.Versions;
import org.mturkproxy.translator.declared.Vocabulary;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.parameter.Parameter;
import org.mturkproxy.translator.result.ResponseGroup;
import org.mturkproxy.translator.result.Shape;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Whole;

/** Operations about HITs and HIT types. */
final class HitOperations {

  private static final Set<ResponseGroup> HIT_GROUPS =
      EnumSet.of(HIT_DETAIL, HIT_QUESTION, HIT_ASSIGNMENT_SUMMARY);

  private static final String HIT_TYPE_ID = "HITTypeId";

  // The properties of a HIT type. 0 is a legal delay (approve at once), and no fallback for it.
  private static final Parameter AUTO_APPROVAL_DELAY =
      optional("AutoApprovalDelayInSeconds", seconds(0, 2_592_000)).otherwise(new Whole(2_592_000));
  private static final Parameter ASSIGNMENT_DURATION =
      required("AssignmentDurationInSeconds", seconds(30, 31_536_000));
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
          .needsRequest()
          .answers(Shape.of(element(HIT_TYPE_ID, TEXT)))
          .calls("CreateHITType", Repeat.FREE);

  /** 4.6. With a HITTypeId, the properties that the HIT type fixes are ignored. */
  private static final Operation CREATE_HIT =
      operation("CreateHIT")
          .costs("1, or 2 if the answer lacks what was asked for")
          .takes(
              optional(HIT_TYPE_ID, ID),
              optional("MaxAssignments", whole(1, 1_000_000_000)).otherwise(new Whole(1)),
              AUTO_APPROVAL_DELAY.unless(HIT_TYPE_ID),
              required("LifetimeInSeconds", seconds(30, 31_536_000)),
              ASSIGNMENT_DURATION.unless(HIT_TYPE_ID),
              REWARD.unless(HIT_TYPE_ID),
              TITLE.unless(HIT_TYPE_ID),
              KEYWORDS.unless(HIT_TYPE_ID),
              DESCRIPTION.unless(HIT_TYPE_ID),
              optional("Question", DOCUMENT).mandatory(Versions.until(V2011_10_01)),
              optional("RequesterAnnotation", text(255)),
              REQUIREMENTS.unless(HIT_TYPE_ID),
              optional(TokenCall.TOKEN, Structures.TOKEN).since(V2011_10_01),
              optional("AssignmentReviewPolicy", Structures.REVIEW_POLICY).since(V2011_10_01),
              optional("HITReviewPolicy", Structures.REVIEW_POLICY).since(V2011_10_01),
              optional("HITLayoutId", ID).since(V2012_03_25),
              optional("HITLayoutParameter", Structures.HIT_LAYOUT_PARAMETERS)
                  .as("HITLayoutParameters")
                  .since(V2012_03_25))
          .needsRequest()
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

  /** 4.5. A HIT that is only seconds old may need some patience. */
  private static final Operation CHANGE_HIT_TYPE_OF_HIT =
      operation("ChangeHITTypeOfHIT")
          .takes(required("HITId", ID), required(HIT_TYPE_ID, ID))
          .needsRequest()
          .runsRepeatably(new ChangeHitType(), "UpdateHITTypeOfHIT", "GetHIT");

  /** 4.8. Its errand goes on after the answer while Workers still have assignments. */
  private static final Operation DISABLE_HIT =
      operation("DisableHIT")
          .costs("5, ⌈N/100⌉ more and one for each of N submitted assignments, and a look or two")
          .differs(
              "While Workers are at work it answers at once, and the proxy approves and deletes when they submit, at the latest a day after an assignment may last; it keeps that over a restart. Until then the HIT is gone for this access key only.")
          .takes(required("HITId", ID))
          .runs(
              new DisableHit(),
              "GetHIT",
              "UpdateExpirationForHIT",
              "ListAssignmentsForHIT",
              "ApproveAssignment",
              "DeleteHIT");

  /** 4.9 */
  private static final Operation DISPOSE_HIT =
      operation("DisposeHIT")
          .takes(required("HITId", ID))
          .calls("DeleteHIT", Checks.HIT_IS_DISPOSED);

  /** 4.11 */
  private static final Operation EXTEND_HIT =
      operation("ExtendHIT")
          .costs("2 or 3")
          .differs("A HIT younger than a minute may refuse it for some seconds.")
          .takes(
              required("HITId", ID),
              optional(ExtendHit.MORE_ASSIGNMENTS, whole(1, 1_000_000_000)),
              optional(ExtendHit.MORE_SECONDS, seconds(60, 31_536_000)),
              optional(TokenCall.TOKEN, Structures.TOKEN).since(V2011_10_01))
          .needsRequest()
          .where(atLeastOneOf(ExtendHit.MORE_ASSIGNMENTS, ExtendHit.MORE_SECONDS))
          .runs(
              new ExtendHit(),
              "GetHIT",
              "UpdateExpirationForHIT",
              "CreateAdditionalAssignmentsForHIT");

  /** 4.12 */
  private static final Operation FORCE_EXPIRE_HIT =
      operation("ForceExpireHIT")
          .costs("1")
          .takes(required("HITId", ID))
          .runsRepeatably(
              (request, calls) ->
                  new ExpirationUpdate(request.given().text("HITId").orElseThrow(), calls)
                      .moveToThePast(),
              "UpdateExpirationForHIT",
              "GetHIT");

  /** 4.40. Not a toggle: Revert says which way. */
  private static final Operation SET_HIT_AS_REVIEWING =
      operation("SetHITAsReviewing")
          .takes(required("HITId", ID), optional("Revert", FLAG).otherwise(new Flag(false)))
          .calls("UpdateHITReviewStatus", Checks.HIT_IS_MARKED);

  private static Parameter sortProperty(String type) {
    return Paging.property(
        Vocabulary.of(type, "Title", "Reward", "Expiration", "CreationTime", "Enumeration"));
  }

  private static Sorting sortedBy(String property, boolean ascending) {
    return Sorting.by(property, ascending)
        .text("Title")
        .number("Reward")
        .number("Expiration")
        .number("CreationTime")
        .upstream("Enumeration");
  }

  /** Of a list, the questions are what takes memory: they are read again for what is shown. */
  private static final Large QUESTION =
      new Large("Question", Optional.of(new Look(HIT_QUESTION, "GetHIT", "HIT")));

  private static final Large UNSEEN_QUESTION = new Large("Question", Optional.empty());

  /** All HITs that there are. */
  static final PagedList ALL_HITS = PagedList.of("ListHITs", "HITs", "HITId").without(QUESTION);

  /** 4.37 */
  private static final Operation SEARCH_HITS =
      operation("SearchHITs")
          .differs(
              "Like the other lists of HITs, up to 30 seconds (lists.maxAge) behind what others than this proxy's clients do.")
          .takes(
              Paging.DIRECTION,
              sortProperty("SearchHITsSortProperty"),
              Paging.NUMBER_OF_PAGE,
              Paging.SIZE_OF_PAGE)
          .groups(HIT_GROUPS, EnumSet.of(MINIMAL, HIT_DETAIL, HIT_ASSIGNMENT_SUMMARY))
          .answers(Paging.numberedPage("HIT", Shapes.HIT, "HITs"))
          .lists(ALL_HITS.sorted(sortedBy("CreationTime", true)));

  /** 4.28. Only ids, whatever groups are asked for; both states are read one after the other. */
  private static final Operation GET_REVIEWABLE_HITS =
      operation("GetReviewableHITs")
          .takes(
              optional(HIT_TYPE_ID, ID),
              optional("Status", listOf(oneOf(Vocabularies.REVIEWABLE_HIT_STATUS), 2))
                  .repeated(Versions.NONE)
                  .otherwise(new Text("Reviewable")),
              Paging.DIRECTION,
              sortProperty("GetReviewableHITsSortProperty"),
              Paging.NUMBER_OF_PAGE,
              Paging.SIZE_OF_PAGE)
          .answers(Paging.numberedPage("HIT", Shapes.HIT.only("HITId"), "HITs"))
          .lists(
              PagedList.of("ListReviewableHITs", "HITs", "HITId")
                  .without(UNSEEN_QUESTION)
                  .sorted(sortedBy("Expiration", false))
                  .walkedByEach("Status"));

  /** 4.20 */
  private static final Operation GET_HITS_FOR_QUALIFICATION_TYPE =
      operation("GetHITsForQualificationType")
          .takes(required("QualificationTypeId", ID), Paging.NUMBER_OF_PAGE, Paging.SIZE_OF_PAGE)
          .groups(EnumSet.of(HIT_DETAIL), EnumSet.of(MINIMAL, HIT_DETAIL))
          .answers(Paging.numberedPage("HIT", Shapes.HIT, "HITs"))
          .lists(
              PagedList.of("ListHITsForQualificationType", "HITs", "HITId")
                  .without(UNSEEN_QUESTION));

  static final List<Operation> ALL =
      List.of(
          REGISTER_HIT_TYPE,
          CREATE_HIT,
          GET_HIT,
          CHANGE_HIT_TYPE_OF_HIT,
          DISABLE_HIT,
          DISPOSE_HIT,
          EXTEND_HIT,
          FORCE_EXPIRE_HIT,
          SET_HIT_AS_REVIEWING,
          SEARCH_HITS,
          GET_REVIEWABLE_HITS,
          GET_HITS_FOR_QUALIFICATION_TYPE);

  private HitOperations() {}
}
