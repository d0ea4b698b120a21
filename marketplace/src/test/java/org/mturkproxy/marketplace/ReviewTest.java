package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.mturkproxy.marketplace.ApiErrors.assertParameterError;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.Assignment;
import software.amazon.awssdk.services.mturk.model.AssignmentStatus;
import software.amazon.awssdk.services.mturk.model.CreateHitRequest;
import software.amazon.awssdk.services.mturk.model.HIT;
import software.amazon.awssdk.services.mturk.model.ListReviewPolicyResultsForHitResponse;
import software.amazon.awssdk.services.mturk.model.ParameterMapEntry;
import software.amazon.awssdk.services.mturk.model.PolicyParameter;
import software.amazon.awssdk.services.mturk.model.ReviewPolicy;
import software.amazon.awssdk.services.mturk.model.ReviewReport;

@EnabledIf(TestMarketplace.CAN_BE_EMPTIED)
class ReviewTest {

  @RegisterExtension final TestMarketplace marketplace = TestMarketplace.inMemory();
  private final MTurkClient alice = marketplace.alice();

  @Shows({
    "CreateHIT.AssignmentReviewPolicy.Parameters.Key",
    "CreateHIT.AssignmentReviewPolicy.Parameters.MapEntries.Key",
    "CreateHIT.AssignmentReviewPolicy.Parameters.MapEntries.Values",
    "CreateHIT.AssignmentReviewPolicy.Parameters.Values",
    "CreateHIT.AssignmentReviewPolicy.PolicyName"
  })
  @Test
  void knownAnswersApproveAndReject() {
    ReviewPolicy policy =
        knownAnswers(
            value("ApproveIfKnownAnswerScoreIsAtLeast", "80"),
            value("ApproveReason", "right"),
            value("RejectIfKnownAnswerScoreIsLessThan", "50"),
            value("RejectReason", "wrong"));
    String hit = create(Examples.hit().maxAssignments(3).assignmentReviewPolicy(policy));
    String right = marketplace.work("A1", hit, Examples.answer("q1", "B"));
    String wrong = marketplace.work("A2", hit, Examples.answer("q1", "A"));
    assertEquals(AssignmentStatus.APPROVED, get(right).assignmentStatus());
    assertEquals("right", get(right).requesterFeedback());
    assertEquals(AssignmentStatus.REJECTED, get(wrong).assignmentStatus());
    assertEquals("wrong", get(wrong).requesterFeedback());

    var response = alice.listReviewPolicyResultsForHIT(r -> r.hitId(hit).maxResults(100));
    assertEquals(hit, response.hitId());
    assertEquals(
        ReviewPolicy.builder().policyName("ScoreMyKnownAnswers/2011-09-01").build(),
        response.assignmentReviewPolicy());
    assertNull(response.hitReviewPolicy());
    assertNull(response.hitReviewReport());
    ReviewReport report = response.assignmentReviewReport();
    assertEquals(
        List.of(
            right + " q1 KnownAnswerCorrect 1",
            right + " null KnownAnswerScore 100",
            wrong + " q1 KnownAnswerCorrect 0",
            wrong + " null KnownAnswerScore 0"),
        results(report));
    assertEquals(
        List.of(
            "review " + right + " Assignment Succeeded",
            "approve " + right + " Assignment Succeeded",
            "review " + wrong + " Assignment Succeeded",
            "reject " + wrong + " Assignment Succeeded"),
        actions(report));
    assertEquals(
        report.reviewActions().get(0).actionId(), report.reviewResults().get(0).actionId());
    assertEquals("Assignment", report.reviewResults().get(0).subjectType());
  }

  @Shows({
    "CreateHITWithHITType.AssignmentReviewPolicy.Parameters.Key",
    "CreateHITWithHITType.AssignmentReviewPolicy.Parameters.MapEntries.Key",
    "CreateHITWithHITType.AssignmentReviewPolicy.Parameters.MapEntries.Values",
    "CreateHITWithHITType.AssignmentReviewPolicy.Parameters.Values",
    "CreateHITWithHITType.AssignmentReviewPolicy.PolicyName",
    "CreateHITWithHITType.HITReviewPolicy.Parameters.Key",
    "CreateHITWithHITType.HITReviewPolicy.Parameters.Values",
    "CreateHITWithHITType.HITReviewPolicy.PolicyName"
  })
  @Test
  void policiesGoWithAHitTypeToo() {
    String type = alice.createHITType(Examples.hitType().build()).hitTypeId();
    String hit =
        alice
            .createHITWithHITType(
                r ->
                    r.hitTypeId(type)
                        .lifetimeInSeconds(60L)
                        .question(Examples.QUESTION_FORM)
                        .assignmentReviewPolicy(
                            knownAnswers(value("ApproveIfKnownAnswerScoreIsAtLeast", "100")))
                        .hitReviewPolicy(plurality(value("QuestionAgreementThreshold", "50"))))
            .hit()
            .hitId();
    String id = marketplace.work("A1", hit, Examples.answer("q1", "B"));
    assertEquals(AssignmentStatus.APPROVED, get(id).assignmentStatus());
    var results = alice.listReviewPolicyResultsForHIT(r -> r.hitId(hit).maxResults(100));
    assertEquals("ScoreMyKnownAnswers/2011-09-01", results.assignmentReviewPolicy().policyName());
    assertEquals("SimplePlurality/2011-09-01", results.hitReviewPolicy().policyName());
    assertEquals(2, results.assignmentReviewReport().reviewResults().size());
    assertEquals("AgreedAnswer", results.hitReviewReport().reviewResults().get(1).key());
  }

  @Test
  void aLowScoreAsksMoreWorkersUpToTheMaximum() {
    ReviewPolicy policy =
        knownAnswers(
            value("ExtendIfKnownAnswerScoreIsLessThan", "100"),
            value("ExtendMaximumAssignments", "2"));
    String hit = create(Examples.hit().assignmentReviewPolicy(policy));
    marketplace.work("A1", hit);
    assertEquals(2, alice.getHIT(r -> r.hitId(hit)).hit().maxAssignments());
    marketplace.work("A2", hit);
    assertEquals(2, alice.getHIT(r -> r.hitId(hit)).hit().maxAssignments());
  }

  @ParameterizedTest
  @CsvSource({
    "ApproveIfKnownAnswerScoreIsAtLeast, 0, Approved",
    "RejectIfKnownAnswerScoreIsLessThan, 100, Rejected"
  })
  void aDecisionAndAnExtensionBothCount(String condition, String score, String decided) {
    ReviewPolicy policy =
        knownAnswers(
            value(condition, score),
            value("ExtendIfKnownAnswerScoreIsLessThan", "100"),
            value("ExtendMaximumAssignments", "2"),
            value("ExtendMinimumTimeInSeconds", "172800"));
    String hit = create(Examples.hit().assignmentReviewPolicy(policy));
    String one = marketplace.work("A1", hit);
    assertEquals(decided, get(one).assignmentStatusAsString());
    assertCounts(hit, 2, 1, 0, 1);
    String two = marketplace.accept("A2", hit);
    assertCounts(hit, 2, 0, 1, 1);
    marketplace.submit(two);
    assertEquals(decided, get(two).assignmentStatusAsString());
    assertCounts(hit, 2, 0, 0, 2);
    alice.deleteHIT(r -> r.hitId(hit));
  }

  @Test
  void thePoliciesOfAssignmentsAndOfTheHitKeepOneCount() {
    ReviewPolicy known =
        knownAnswers(
            value("RejectIfKnownAnswerScoreIsLessThan", "100"),
            value("ExtendIfKnownAnswerScoreIsLessThan", "100"),
            value("ExtendMaximumAssignments", "3"));
    ReviewPolicy plurality =
        plurality(
            value("QuestionAgreementThreshold", "100"),
            value("DisregardAssignmentIfRejected", "true"),
            value("ApproveIfWorkerAgreementScoreIsAtLeast", "100"),
            value("ExtendIfHITAgreementScoreIsLessThan", "100"),
            value("ExtendMaximumAssignments", "3"));
    String hit =
        alice
            .createHIT(
                Examples.hit()
                    .maxAssignments(1)
                    .assignmentReviewPolicy(known)
                    .hitReviewPolicy(plurality)
                    .build())
            .hit()
            .hitId();
    marketplace.work("A1", hit, Examples.answer("q1", "A"));
    assertCounts(hit, 3, 2, 0, 1);
    for (int i = 2; i <= 3; i++) {
      marketplace.work("A" + i, hit, Examples.answer("q1", "B"));
    }
    assertCounts(hit, 3, 0, 0, 3);
    alice.deleteHIT(r -> r.hitId(hit));
  }

  @Test
  void anActionThatCannotBeDoneIsReportedAsFailed() {
    ReviewPolicy policy = knownAnswers(value("ApproveIfKnownAnswerScoreIsAtLeast", "100"));
    try (TestMarketplace poor = TestMarketplace.withBalance("1.20");
        MTurkClient client = poor.alice()) {
      List<String> hits = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        hits.add(
            client
                .createHIT(Examples.hit().reward("1").assignmentReviewPolicy(policy).build())
                .hit()
                .hitId());
      }
      hits.forEach(hit -> poor.work("A1", hit, Examples.answer("q1", "B")));
      var failed =
          client
              .listReviewPolicyResultsForHIT(r -> r.hitId(hits.get(1)))
              .assignmentReviewReport()
              .reviewActions()
              .get(1);
      assertEquals("approve", failed.actionName());
      assertEquals("Failed", failed.statusAsString());
      assertEquals("AWS.MechanicalTurk.InsufficientFunds", failed.errorCode());
    }
  }

  @Shows({
    "CreateHIT.HITReviewPolicy.Parameters.Key",
    "CreateHIT.HITReviewPolicy.Parameters.Values",
    "CreateHIT.HITReviewPolicy.PolicyName"
  })
  @Test
  void aPluralityJudgesTheWorkers() {
    ReviewPolicy policy =
        plurality(
            value("QuestionAgreementThreshold", "60"),
            value("ApproveIfWorkerAgreementScoreIsAtLeast", "100"),
            value("RejectIfWorkerAgreementScoreIsLessThan", "50"),
            value("RejectReason", "alone"));
    String hit = create(Examples.hit().maxAssignments(3).hitReviewPolicy(policy));
    String one = marketplace.work("A1", hit, Examples.answer("q1", "A"));
    String two = marketplace.work("A2", hit, Examples.answer("q1", "B"));
    assertEquals(AssignmentStatus.SUBMITTED, get(one).assignmentStatus());
    String three = marketplace.work("A3", hit, Examples.answer("q1", "A"));
    assertEquals(AssignmentStatus.APPROVED, get(one).assignmentStatus());
    assertEquals(AssignmentStatus.REJECTED, get(two).assignmentStatus());
    assertEquals("alone", get(two).requesterFeedback());
    assertEquals(AssignmentStatus.APPROVED, get(three).assignmentStatus());
    ReviewReport report =
        alice.listReviewPolicyResultsForHIT(r -> r.hitId(hit).maxResults(100)).hitReviewReport();
    assertEquals(
        List.of(
            hit + " q1 AgreedAnswerFound true",
            hit + " q1 AgreedAnswer A",
            hit + " q1 AnswerAgreementScore 66",
            hit + " null HitAgreementScore 100",
            one + " null WorkerAgreementScore 100",
            one + " null PluralityAnswersCorrect 1",
            one + " null PluralityAnswersIncorrect 0",
            two + " null WorkerAgreementScore 0",
            two + " null PluralityAnswersCorrect 0",
            two + " null PluralityAnswersIncorrect 1",
            three + " null WorkerAgreementScore 100",
            three + " null PluralityAnswersCorrect 1",
            three + " null PluralityAnswersIncorrect 0"),
        results(report));
    assertEquals(
        List.of(
            "review " + hit + " HIT Succeeded",
            "approve " + one + " Assignment Succeeded",
            "reject " + two + " Assignment Succeeded",
            "approve " + three + " Assignment Succeeded"),
        actions(report));
  }

  @Test
  void withoutAgreementMoreWorkersAreAskedBeforeAnybodyIsJudged() {
    ReviewPolicy policy =
        plurality(
            value("QuestionAgreementThreshold", "51"),
            value("RejectIfWorkerAgreementScoreIsLessThan", "50"),
            value("ExtendIfHITAgreementScoreIsLessThan", "100"),
            value("ExtendMaximumAssignments", "3"),
            value("ExtendMinimumTimeInSeconds", "172800"));
    String hit = create(Examples.hit().maxAssignments(2).hitReviewPolicy(policy));
    String one = marketplace.work("A1", hit, Examples.answer("q1", "A"));
    String two = marketplace.work("A2", hit, Examples.answer("q1", "B"));
    assertEquals(AssignmentStatus.SUBMITTED, get(one).assignmentStatus());
    var extended = alice.getHIT(r -> r.hitId(hit)).hit();
    assertEquals(3, extended.maxAssignments());
    assertEquals("Assignable", extended.hitStatusAsString());
    assertEquals(
        true,
        extended.expiration().isAfter(extended.creationTime().plusSeconds(172_799)),
        extended.expiration()::toString);
    marketplace.work("A3", hit, Examples.answer("q1", "A"));
    assertEquals(AssignmentStatus.REJECTED, get(two).assignmentStatus());
    assertEquals(AssignmentStatus.SUBMITTED, get(one).assignmentStatus());
  }

  @Shows({
    "ListReviewPolicyResultsForHIT.MaxResults",
    "ListReviewPolicyResultsForHIT.NextToken",
    "ListReviewPolicyResultsForHIT.PolicyLevels",
    "ListReviewPolicyResultsForHIT.RetrieveActions",
    "ListReviewPolicyResultsForHIT.RetrieveResults"
  })
  @Test
  void resultsAndActionsArePagedTogetherAndFiltered() {
    ReviewPolicy policy = knownAnswers(value("ApproveIfKnownAnswerScoreIsAtLeast", "0"));
    String hit = create(Examples.hit().maxAssignments(3).assignmentReviewPolicy(policy));
    for (String worker : List.of("A1", "A2", "A3")) {
      marketplace.work(worker, hit);
    }
    int results = 0;
    int actions = 0;
    String token = null;
    do {
      String next = token;
      ListReviewPolicyResultsForHitResponse page =
          alice.listReviewPolicyResultsForHIT(r -> r.hitId(hit).maxResults(5).nextToken(next));
      results += page.assignmentReviewReport().reviewResults().size();
      actions += page.assignmentReviewReport().reviewActions().size();
      token = page.nextToken();
    } while (token != null);
    assertEquals(6, results);
    assertEquals(6, actions);
    var onlyActions =
        alice.listReviewPolicyResultsForHIT(
            r -> r.hitId(hit).retrieveResults(false).maxResults(100));
    assertEquals(0, onlyActions.assignmentReviewReport().reviewResults().size());
    assertEquals(6, onlyActions.assignmentReviewReport().reviewActions().size());
    var onlyResults =
        alice.listReviewPolicyResultsForHIT(
            r -> r.hitId(hit).retrieveActions(false).maxResults(100));
    assertEquals(6, onlyResults.assignmentReviewReport().reviewResults().size());
    assertEquals(0, onlyResults.assignmentReviewReport().reviewActions().size());
    var onlyHit =
        alice.listReviewPolicyResultsForHIT(r -> r.hitId(hit).policyLevelsWithStrings("HIT"));
    assertNull(onlyHit.assignmentReviewReport());
  }

  @Test
  void aPolicyThatMeansNothingIsRefused() {
    assertParameterError(
        "The value \"Other/2011-09-01\" is not valid for the parameter PolicyName.",
        () -> create(ReviewPolicy.builder().policyName("Other/2011-09-01").build()));
    assertParameterError(
        "The policy ScoreMyKnownAnswers/2011-09-01 requires the parameter AnswerKey.",
        () -> create(ReviewPolicy.builder().policyName("ScoreMyKnownAnswers/2011-09-01").build()));
    assertParameterError(
        "The value \"Surprise\" is not valid for the parameter Key. The policy"
            + " ScoreMyKnownAnswers/2011-09-01 has no such parameter.",
        () -> create(knownAnswers(value("Surprise", "1"))));
    assertParameterError(
        "The value 102 is invalid for ApproveIfKnownAnswerScoreIsAtLeast. Valid values range from"
            + " 0 to 101.",
        () -> create(knownAnswers(value("ApproveIfKnownAnswerScoreIsAtLeast", "102"))));
    assertParameterError(
        "The value \"ApproveReason\" is not valid for the parameter Key. It must not have map"
            + " entries.",
        () ->
            create(
                knownAnswers(
                    value("ApproveReason", "r").toBuilder()
                        .mapEntries(ParameterMapEntry.builder().key("k").values("v").build())
                        .build())));
    ParameterMapEntry known = ParameterMapEntry.builder().key("q1").values("B").build();
    PolicyParameter key = PolicyParameter.builder().key("AnswerKey").mapEntries(known).build();
    assertParameterError(
        "The value \"q1\" is not valid for the parameter Key. It must not be given twice.",
        () ->
            create(
                policy(
                    "ScoreMyKnownAnswers/2011-09-01",
                    key.toBuilder()
                        .mapEntries(known, known.toBuilder().values("C").build())
                        .build())));
    assertParameterError(
        "The value \"AnswerKey\" is not valid for the parameter Key. It must not have values beside"
            + " its map entries.",
        () ->
            create(policy("ScoreMyKnownAnswers/2011-09-01", key.toBuilder().values("B").build())));
  }

  private void create(ReviewPolicy policy) {
    alice.createHIT(Examples.hit().assignmentReviewPolicy(policy).build());
  }

  /** Mapping section 3.2: what is in none of the three numbers waits for a decision. */
  private void assertCounts(String id, int most, int available, int pending, int completed) {
    HIT hit = alice.getHIT(r -> r.hitId(id)).hit();
    int undecided =
        alice
            .listAssignmentsForHIT(
                r -> r.hitId(id).assignmentStatuses(AssignmentStatus.SUBMITTED).maxResults(100))
            .numResults();
    assertEquals(
        List.of(most, available, pending, completed),
        List.of(
            hit.maxAssignments(),
            hit.numberOfAssignmentsAvailable(),
            hit.numberOfAssignmentsPending(),
            hit.numberOfAssignmentsCompleted()));
    assertEquals(most, available + pending + completed + undecided);
  }

  private String create(CreateHitRequest.Builder hit) {
    return alice.createHIT(hit.build()).hit().hitId();
  }

  private Assignment get(String id) {
    return alice.getAssignment(r -> r.assignmentId(id)).assignment();
  }

  private static List<String> results(ReviewReport report) {
    return report.reviewResults().stream()
        .map(r -> r.subjectId() + " " + r.questionId() + " " + r.key() + " " + r.value())
        .toList();
  }

  private static List<String> actions(ReviewReport report) {
    return report.reviewActions().stream()
        .map(
            a ->
                a.actionName()
                    + " "
                    + a.targetId()
                    + " "
                    + a.targetType()
                    + " "
                    + a.statusAsString())
        .toList();
  }

  private static ReviewPolicy knownAnswers(PolicyParameter... parameters) {
    PolicyParameter key =
        PolicyParameter.builder()
            .key("AnswerKey")
            .mapEntries(ParameterMapEntry.builder().key("q1").values("B").build())
            .build();
    return policy("ScoreMyKnownAnswers/2011-09-01", key, parameters);
  }

  private static ReviewPolicy plurality(PolicyParameter... parameters) {
    return policy("SimplePlurality/2011-09-01", value("QuestionIds", "q1"), parameters);
  }

  private static ReviewPolicy policy(
      String name, PolicyParameter first, PolicyParameter... others) {
    List<PolicyParameter> all = new ArrayList<>(List.of(first));
    all.addAll(Arrays.asList(others));
    return ReviewPolicy.builder().policyName(name).parameters(all).build();
  }

  private static PolicyParameter value(String key, String value) {
    return PolicyParameter.builder().key(key).values(value).build();
  }
}
