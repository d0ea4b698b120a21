package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mturkproxy.config.LayoutConfig;
import org.mturkproxy.config.MarketplaceConfig;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.Assignment;
import software.amazon.awssdk.services.mturk.model.HIT;
import software.amazon.awssdk.services.mturk.model.HITLayoutParameter;
import software.amazon.awssdk.services.mturk.model.Qualification;
import software.amazon.awssdk.services.mturk.model.QualificationRequirement;
import software.amazon.awssdk.services.mturk.model.QualificationType;

/** What has every member looks the same from every operation that answers it. */
@EnabledIf(TestMarketplace.IS_OURS)
@SuppressWarnings("deprecation") // RequiredToPreview is still in the model
class EveryMemberTest {

  @RegisterExtension
  final TestMarketplace marketplace =
      new TestMarketplace(
          new MarketplaceConfig(Optional.empty(), new BigDecimal("100"), true, true)
              .edit()
              .layouts(List.of(new LayoutConfig("3LAYOUT", "<p>${text}</p>", 450)))
              .build());

  private final MTurkClient alice = marketplace.alice();

  @Test
  @Shows({
    "CreateHITType.AssignmentDurationInSeconds",
    "CreateHITType.AutoApprovalDelayInSeconds",
    "CreateHITType.Description",
    "CreateHITType.Keywords",
    "CreateHITType.QualificationRequirements.ActionsGuarded",
    "CreateHITType.QualificationRequirements.Comparator",
    "CreateHITType.QualificationRequirements.IntegerValues",
    "CreateHITType.QualificationRequirements.LocaleValues.Country",
    "CreateHITType.QualificationRequirements.LocaleValues.Subdivision",
    "CreateHITType.QualificationRequirements.QualificationTypeId",
    "CreateHITType.QualificationRequirements.RequiredToPreview",
    "CreateHITType.Reward",
    "CreateHITType.Title",
    "CreateHITWithHITType.HITTypeId",
    "CreateHITWithHITType.LifetimeInSeconds",
    "CreateHITWithHITType.MaxAssignments",
    "CreateHITWithHITType.Question",
    "CreateHITWithHITType.RequesterAnnotation"
  })
  void aHitHasTheMembersOfItsTypeAndItsOwn() {
    String skill = skill("skill");
    QualificationRequirement guarded = requirement(skill).actionsGuarded("Accept").build();
    QualificationRequirement preview = locale().requiredToPreview(true).build();
    String type =
        alice
            .createHITType(
                r ->
                    r.title("T")
                        .description("D")
                        .keywords("k, l")
                        .reward("0.07")
                        .assignmentDurationInSeconds(61L)
                        .autoApprovalDelayInSeconds(62L)
                        .qualificationRequirements(guarded, preview))
            .hitTypeId();
    HIT hit =
        alice
            .createHITWithHITType(
                r ->
                    r.hitTypeId(type)
                        .lifetimeInSeconds(63L)
                        .maxAssignments(4)
                        .question(Examples.HTML_QUESTION)
                        .requesterAnnotation("A"))
            .hit();
    assertEquals(
        HIT.builder()
            .title("T")
            .description("D")
            .keywords("k, l")
            .reward("0.07")
            .assignmentDurationInSeconds(61L)
            .autoApprovalDelayInSeconds(62L)
            .qualificationRequirements(
                guarded.toBuilder().requiredToPreview(false).build(),
                preview.toBuilder().actionsGuarded("PreviewAndAccept").build())
            .hitTypeId(type)
            .expiration(hit.creationTime().plusSeconds(63))
            .maxAssignments(4)
            .question(Examples.HTML_QUESTION)
            .requesterAnnotation("A")
            .hitId(hit.hitId())
            .hitGroupId(hit.hitGroupId())
            .creationTime(hit.creationTime())
            .hitStatus("Assignable")
            .hitReviewStatus("NotReviewed")
            .numberOfAssignmentsPending(0)
            .numberOfAssignmentsAvailable(4)
            .numberOfAssignmentsCompleted(0)
            .build(),
        hit);
  }

  @Test
  void aHitLooksTheSameFromEveryOperation() {
    String skill = skill("skill");
    String type =
        alice
            .createHITType(
                Examples.hitType()
                    .keywords("k")
                    .qualificationRequirements(requirement(skill).build(), locale().build())
                    .build())
            .hitTypeId();
    HIT created =
        alice
            .createHITWithHITType(
                r ->
                    r.hitTypeId(type)
                        .lifetimeInSeconds(3600L)
                        .hitLayoutId("3LAYOUT")
                        .hitLayoutParameters(
                            HITLayoutParameter.builder().name("text").value("x").build())
                        .requesterAnnotation("a"))
            .hit();
    assertEquals(created, get(created));
    assertEquals(List.of(created), alice.listHITs().hiTs());
    assertEquals(
        List.of(created),
        alice.listHITsForQualificationType(r -> r.qualificationTypeId(skill)).hiTs());
    HIT sameAgain =
        alice
            .createHIT(
                Examples.hit()
                    .keywords("k")
                    .qualificationRequirements(requirement(skill).build(), locale().build())
                    .question(null)
                    .hitLayoutId("3LAYOUT")
                    .hitLayoutParameters(
                        HITLayoutParameter.builder().name("text").value("x").build())
                    .lifetimeInSeconds(3600L)
                    .requesterAnnotation("a")
                    .build())
            .hit();
    assertEquals(
        created.toBuilder()
            .hitId(sameAgain.hitId())
            .creationTime(sameAgain.creationTime())
            .expiration(sameAgain.expiration())
            .build(),
        sameAgain);
    alice.associateQualificationWithWorker(
        r -> r.qualificationTypeId(skill).workerId("A1").integerValue(5));
    marketplace.post(
        "/control/workers", "{\"WorkerId\":\"A1\",\"Country\":\"US\",\"Subdivision\":\"CA\"}");
    String id = marketplace.work("A1", created.hitId());
    HIT reviewable = get(created);
    assertEquals("Reviewable", reviewable.hitStatusAsString());
    assertEquals(List.of(reviewable), alice.listReviewableHITs().hiTs());
    assertEquals(reviewable, alice.getAssignment(r -> r.assignmentId(id)).hit());
  }

  @Test
  void anAssignmentLooksTheSameFromEveryOperation() {
    String hit = alice.createHIT(Examples.hit().maxAssignments(3).build()).hit().hitId();
    String open = marketplace.work("A1", hit);
    String good = marketplace.work("A2", hit);
    String bad = marketplace.work("A3", hit);
    alice.approveAssignment(r -> r.assignmentId(good).requesterFeedback("good"));
    alice.rejectAssignment(r -> r.assignmentId(bad).requesterFeedback("bad"));
    List<Assignment> each =
        List.of(open, good, bad).stream()
            .map(id -> alice.getAssignment(r -> r.assignmentId(id)).assignment())
            .toList();
    assertEquals(each, alice.listAssignmentsForHIT(r -> r.hitId(hit)).assignments());
  }

  @Test
  @Shows({
    "CreateQualificationType.Description",
    "CreateQualificationType.Keywords",
    "CreateQualificationType.Name",
    "CreateQualificationType.QualificationTypeStatus",
    "ListQualificationTypes.MustBeOwnedByCaller"
  })
  void aQualificationTypeLooksTheSameFromEveryOperation() {
    QualificationType tested =
        alice
            .createQualificationType(
                r ->
                    r.name("tested")
                        .keywords("k")
                        .description("d")
                        .qualificationTypeStatus("Active")
                        .test(Examples.QUESTION_FORM)
                        .answerKey(Examples.ANSWER_KEY)
                        .testDurationInSeconds(60L)
                        .retryDelayInSeconds(61L))
            .qualificationType();
    assertEquals(
        QualificationType.builder()
            .qualificationTypeId(tested.qualificationTypeId())
            .creationTime(tested.creationTime())
            .name("tested")
            .keywords("k")
            .description("d")
            .qualificationTypeStatus("Active")
            .test(Examples.QUESTION_FORM)
            .answerKey(Examples.ANSWER_KEY)
            .testDurationInSeconds(60L)
            .retryDelayInSeconds(61L)
            .isRequestable(true)
            .autoGranted(false)
            .build(),
        tested);
    QualificationType granted =
        alice
            .createQualificationType(
                r ->
                    r.name("granted")
                        .description("d")
                        .qualificationTypeStatus("Inactive")
                        .autoGranted(true)
                        .autoGrantedValue(7))
            .qualificationType();
    List<QualificationType> both = List.of(tested, granted);
    assertEquals(
        both,
        alice
            .listQualificationTypes(r -> r.mustBeRequestable(false).mustBeOwnedByCaller(true))
            .qualificationTypes());
    for (QualificationType type : both) {
      String id = type.qualificationTypeId();
      assertEquals(
          type, alice.getQualificationType(r -> r.qualificationTypeId(id)).qualificationType());
      assertEquals(
          type,
          alice
              .updateQualificationType(r -> r.qualificationTypeId(id).description("d"))
              .qualificationType());
    }
  }

  @Test
  @Shows({
    "AssociateQualificationWithWorker.IntegerValue",
    "AssociateQualificationWithWorker.QualificationTypeId",
    "AssociateQualificationWithWorker.WorkerId",
    "GetQualificationScore.QualificationTypeId",
    "GetQualificationScore.WorkerId"
  })
  void aQualificationLooksTheSameFromEveryOperation() {
    String skill = skill("skill");
    alice.associateQualificationWithWorker(
        r -> r.qualificationTypeId(skill).workerId("A1").integerValue(-3));
    Qualification qualification =
        alice
            .getQualificationScore(r -> r.qualificationTypeId(skill).workerId("A1"))
            .qualification();
    assertEquals(
        Qualification.builder()
            .qualificationTypeId(skill)
            .workerId("A1")
            .integerValue(-3)
            .status("Granted")
            .grantTime(qualification.grantTime())
            .build(),
        qualification);
    assertEquals(
        List.of(qualification),
        alice.listWorkersWithQualificationType(r -> r.qualificationTypeId(skill)).qualifications());
  }

  @Test
  @Shows({"GetHIT.HITId", "GetQualificationType.QualificationTypeId", "GetAssignment.AssignmentId"})
  void anIdNamesExactlyOneThing() {
    String one = alice.createHIT(Examples.hit().title("one").build()).hit().hitId();
    String two = alice.createHIT(Examples.hit().title("two").build()).hit().hitId();
    assertEquals("one", alice.getHIT(r -> r.hitId(one)).hit().title());
    assertEquals("two", alice.getHIT(r -> r.hitId(two)).hit().title());
    String first = marketplace.work("A1", one);
    String second = marketplace.work("A2", two);
    assertEquals("A1", alice.getAssignment(r -> r.assignmentId(first)).assignment().workerId());
    assertEquals("A2", alice.getAssignment(r -> r.assignmentId(second)).assignment().workerId());
    String skill = skill("skill");
    skill("other");
    assertEquals(
        "skill",
        alice.getQualificationType(r -> r.qualificationTypeId(skill)).qualificationType().name());
  }

  private HIT get(HIT hit) {
    return alice.getHIT(r -> r.hitId(hit.hitId())).hit();
  }

  private String skill(String name) {
    return alice
        .createQualificationType(
            r -> r.name(name).description("d").qualificationTypeStatus("Active"))
        .qualificationType()
        .qualificationTypeId();
  }

  private static QualificationRequirement.Builder requirement(String type) {
    return QualificationRequirement.builder()
        .qualificationTypeId(type)
        .comparator("In")
        .integerValues(5, 6);
  }

  private static QualificationRequirement.Builder locale() {
    return QualificationRequirement.builder()
        .qualificationTypeId("00000000000000000071")
        .comparator("EqualTo")
        .localeValues(Examples.locale("US").toBuilder().subdivision("CA").build());
  }
}
