package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mturkproxy.marketplace.ApiErrors.assertParameterError;
import static org.mturkproxy.marketplace.ApiErrors.assertRequestError;
import static org.mturkproxy.marketplace.ApiErrors.assertValidation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.Assignment;
import software.amazon.awssdk.services.mturk.model.AssignmentStatus;
import software.amazon.awssdk.services.mturk.model.BonusPayment;
import software.amazon.awssdk.services.mturk.model.CreateHitRequest;
import software.amazon.awssdk.services.mturk.model.HITStatus;
import software.amazon.awssdk.services.mturk.model.ListAssignmentsForHitResponse;
import software.amazon.awssdk.services.mturk.model.SendBonusRequest;

@EnabledIf(TestMarketplace.CAN_BE_EMPTIED)
class AssignmentTest {

  private static final String ONLY_SUBMITTED =
      "This operation can be called with a status of: Submitted";

  @RegisterExtension final TestMarketplace marketplace = TestMarketplace.inMemory();
  private final MTurkClient alice = marketplace.alice();

  @Test
  void submittedWorkHasAllItsMembers() {
    String hit = hit(Examples.hit().autoApprovalDelayInSeconds(3600L));
    String id = marketplace.work("A1", hit);
    var response = alice.getAssignment(r -> r.assignmentId(id));
    Assignment assignment = response.assignment();
    assertTrue(id.matches("3[0-9A-Z]{29}"), id);
    assertEquals(id, assignment.assignmentId());
    assertEquals("A1", assignment.workerId());
    assertEquals(hit, assignment.hitId());
    assertEquals(AssignmentStatus.SUBMITTED, assignment.assignmentStatus());
    assertEquals(assignment.submitTime().plusSeconds(3600), assignment.autoApprovalTime());
    assertEquals(assignment.acceptTime().plusSeconds(600), assignment.deadline());
    assertEquals(assignment.acceptTime(), assignment.submitTime());
    assertNull(assignment.approvalTime());
    assertNull(assignment.rejectionTime());
    assertNull(assignment.requesterFeedback());
    assertEquals(Examples.ANSWER, assignment.answer());
    assertEquals(alice.getHIT(r -> r.hitId(hit)).hit(), response.hit());
    assertEquals(List.of(assignment), list(hit));
  }

  @Shows({"ApproveAssignment.AssignmentId", "ApproveAssignment.RequesterFeedback"})
  @Test
  void approvalPaysRewardAndFee() {
    String id = marketplace.work("A1", hit(Examples.hit().reward("1.00")));
    alice.approveAssignment(r -> r.assignmentId(id).requesterFeedback("good"));
    Assignment assignment = get(id);
    assertEquals(AssignmentStatus.APPROVED, assignment.assignmentStatus());
    assertEquals("good", assignment.requesterFeedback());
    assertTrue(!assignment.approvalTime().isBefore(assignment.submitTime()));
    assertEquals("9998.80", balance());
  }

  @ParameterizedTest
  @CsvSource({
    "0.00, 1, false, 9999.99",
    "0.01, 1, false, 9999.98",
    "0.07, 1, false, 9999.92",
    "0.08, 1, false, 9999.90",
    "1.00, 9, false, 9998.80",
    "1.00, 10, false, 9998.60",
    "1.00, 1, true, 9998.75",
    "1.00, 10, true, 9998.55",
  })
  void theFeeDependsOnRewardAssignmentsAndMasters(
      String reward, int assignments, boolean masters, String left) {
    CreateHitRequest.Builder request = Examples.hit().reward(reward).maxAssignments(assignments);
    if (masters) {
      marketplace.post("/control/workers", "{\"WorkerId\":\"A1\",\"Masters\":true}");
      request.qualificationRequirements(
          Examples.requirement(
              q -> q.qualificationTypeId("2F1QJWKUDD8XADTFD2Q0G6UTO95ALH").comparator("Exists")));
    }
    String id = marketplace.work("A1", hit(request));
    alice.approveAssignment(r -> r.assignmentId(id));
    assertEquals(left, balance());
  }

  @Test
  void whatIsApprovedStaysApproved() {
    String id = marketplace.work("A1", hit(Examples.hit()));
    alice.approveAssignment(r -> r.assignmentId(id));
    assertRequestError(
        "InvalidAssignmentState",
        ONLY_SUBMITTED,
        () -> alice.approveAssignment(r -> r.assignmentId(id)));
    assertRequestError(
        "InvalidAssignmentState",
        ONLY_SUBMITTED,
        () -> alice.approveAssignment(r -> r.assignmentId(id).overrideRejection(true)));
    assertRequestError(
        "InvalidAssignmentState",
        ONLY_SUBMITTED,
        () -> alice.rejectAssignment(r -> r.assignmentId(id).requesterFeedback("no")));
    assertEquals("9999.94", balance());
  }

  @Shows({
    "RejectAssignment.AssignmentId",
    "RejectAssignment.RequesterFeedback",
    "ApproveAssignment.OverrideRejection"
  })
  @Test
  void rejectedWorkCostsNothingUntilTheRejectionIsOverridden() {
    String id = marketplace.work("A1", hit(Examples.hit().reward("1")));
    alice.rejectAssignment(r -> r.assignmentId(id).requesterFeedback("bad"));
    assertEquals(AssignmentStatus.REJECTED, get(id).assignmentStatus());
    assertEquals("bad", get(id).requesterFeedback());
    assertEquals("10000.00", balance());
    assertRequestError(
        "InvalidAssignmentState",
        ONLY_SUBMITTED,
        () -> alice.approveAssignment(r -> r.assignmentId(id)));
    alice.approveAssignment(r -> r.assignmentId(id).overrideRejection(true));
    Assignment approved = get(id);
    assertEquals(AssignmentStatus.APPROVED, approved.assignmentStatus());
    assertTrue(!approved.approvalTime().isBefore(approved.rejectionTime()));
    assertEquals("9998.80", balance());
  }

  @Test
  void aRejectionCanBeOverriddenFor30DaysAfterTheSubmission() {
    String early = marketplace.work("A1", hit(Examples.hit()));
    String late = marketplace.work("A2", hit(Examples.hit()));
    List.of(early, late)
        .forEach(id -> alice.rejectAssignment(r -> r.assignmentId(id).requesterFeedback("")));
    marketplace.advance(Duration.ofDays(30).minusMinutes(1));
    alice.approveAssignment(r -> r.assignmentId(early).overrideRejection(true));
    marketplace.advance(Duration.ofMinutes(2));
    assertRequestError(
        "InvalidAssignmentState",
        ONLY_SUBMITTED,
        () -> alice.approveAssignment(r -> r.assignmentId(late).overrideRejection(true)));
  }

  @Test
  void aRejectionCannotBeOverriddenWhenTheHitIsDeleted() {
    String hit = hit(Examples.hit());
    String id = marketplace.work("A1", hit);
    alice.rejectAssignment(r -> r.assignmentId(id).requesterFeedback(""));
    alice.deleteHIT(r -> r.hitId(hit));
    assertRequestError(
        "InvalidAssignmentState",
        ONLY_SUBMITTED,
        () -> alice.approveAssignment(r -> r.assignmentId(id).overrideRejection(true)));
  }

  @Test
  void anOverrideAlsoApprovesWhatIsMerelySubmitted() {
    String id = marketplace.work("A1", hit(Examples.hit()));
    alice.approveAssignment(r -> r.assignmentId(id).overrideRejection(true));
    assertEquals(AssignmentStatus.APPROVED, get(id).assignmentStatus());
  }

  @Test
  void undecidedWorkIsApprovedAtItsTimeExactly() {
    String id =
        marketplace.work("A1", hit(Examples.hit().reward("1").autoApprovalDelayInSeconds(3600L)));
    marketplace.advance(Duration.ofMinutes(59));
    assertEquals(AssignmentStatus.SUBMITTED, get(id).assignmentStatus());
    marketplace.advance(Duration.ofDays(3));
    Assignment approved = get(id);
    assertEquals(AssignmentStatus.APPROVED, approved.assignmentStatus());
    assertEquals(approved.autoApprovalTime(), approved.approvalTime());
    assertEquals("9998.80", balance());
  }

  @Test
  void aDelayOfZeroApprovesAtOnce() {
    String id = marketplace.work("A1", hit(Examples.hit().autoApprovalDelayInSeconds(0L)));
    assertEquals(AssignmentStatus.APPROVED, get(id).assignmentStatus());
  }

  @Test
  void theClockPaysOnlyWhatIsThereAndTheRestWaits() {
    try (TestMarketplace poor = TestMarketplace.withBalance("1.79");
        MTurkClient client = poor.alice()) {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        String hit =
            client
                .createHIT(Examples.hit().reward("1").autoApprovalDelayInSeconds(60L).build())
                .hit()
                .hitId();
        ids.add(poor.work("A1", hit));
      }
      poor.advance(Duration.ofMinutes(2));
      assertEquals("0.59", client.getAccountBalance().availableBalance());
      assertEquals(
          List.of(AssignmentStatus.APPROVED, AssignmentStatus.SUBMITTED),
          ids.stream()
              .map(id -> client.getAssignment(r -> r.assignmentId(id)))
              .map(response -> response.assignment().assignmentStatus())
              .toList());
      assertRequestError(
          "InsufficientFunds",
          "This Requester has insufficient funds in their account to complete this transaction.",
          () -> client.approveAssignment(r -> r.assignmentId(ids.get(1))));
    }
  }

  @Test
  void workInProgressAndWorkOfOthersDoesNotExist() {
    String inProgress = marketplace.accept("A1", hit(Examples.hit()));
    for (String id : List.of(inProgress, "3NOSUCHASSIGNMENT")) {
      String message = "Assignment " + id + " does not exist.";
      assertRequestError(
          "AssignmentDoesNotExist", message, () -> alice.getAssignment(r -> r.assignmentId(id)));
      assertRequestError(
          "AssignmentDoesNotExist",
          message,
          () -> alice.approveAssignment(r -> r.assignmentId(id)));
    }
    String id = marketplace.work("A1", hit(Examples.hit()));
    try (MTurkClient bob = marketplace.bob()) {
      assertRequestError(
          "AssignmentDoesNotExist",
          "Assignment " + id + " does not exist.",
          () -> bob.approveAssignment(r -> r.assignmentId(id)));
    }
  }

  @Test
  void feedbackHasNoControlCharacters() {
    String id = marketplace.work("A1", hit(Examples.hit()));
    assertParameterError(
        "The value \"a\u0001\" is not valid for the parameter RequesterFeedback. It must not"
            + " contain control characters.",
        () -> alice.rejectAssignment(r -> r.assignmentId(id).requesterFeedback("a\u0001")));
    assertValidation(
        "Value null at 'requesterFeedback' failed to satisfy constraint: Member must not be null",
        () -> alice.rejectAssignment(r -> r.assignmentId(id)));
    alice.rejectAssignment(r -> r.assignmentId(id).requesterFeedback("tab\tand\nline"));
    assertEquals("tab\tand\nline", get(id).requesterFeedback());
  }

  @Shows({
    "ListAssignmentsForHIT.AssignmentStatuses",
    "ListAssignmentsForHIT.HITId",
    "ListAssignmentsForHIT.MaxResults",
    "ListAssignmentsForHIT.NextToken"
  })
  @Test
  void assignmentsAreListedByStatusInTheOrderOfSubmission() {
    String hit = hit(Examples.hit().maxAssignments(9));
    List<String> ids = new ArrayList<>();
    String lateWorker = marketplace.accept("A0", hit);
    IntStream.range(1, 7).forEach(i -> ids.add(marketplace.work("A" + i, hit)));
    marketplace.submit(lateWorker);
    ids.add(lateWorker);
    alice.approveAssignment(r -> r.assignmentId(ids.get(1)));
    alice.rejectAssignment(r -> r.assignmentId(ids.get(4)).requesterFeedback(""));
    assertEquals(ids, list(hit).stream().map(Assignment::assignmentId).toList());
    assertEquals(
        List.of(ids.get(1), ids.get(4)),
        list(hit, AssignmentStatus.APPROVED, AssignmentStatus.REJECTED));
    assertEquals(
        List.of(ids.get(0), ids.get(2), ids.get(3), ids.get(5), ids.get(6)),
        list(hit, AssignmentStatus.SUBMITTED));
    ListAssignmentsForHitResponse first =
        alice.listAssignmentsForHIT(r -> r.hitId(hit).maxResults(3));
    assertEquals(3, first.numResults());
    alice.approveAssignment(r -> r.assignmentId(ids.get(3)));
    ids.add(marketplace.work("A8", hit));
    ListAssignmentsForHitResponse rest =
        alice.listAssignmentsForHIT(r -> r.hitId(hit).maxResults(100).nextToken(first.nextToken()));
    assertEquals(
        ids.subList(3, 8), rest.assignments().stream().map(Assignment::assignmentId).toList());
  }

  @Shows({
    "SendBonus.AssignmentId",
    "SendBonus.BonusAmount",
    "SendBonus.Reason",
    "SendBonus.WorkerId",
    "ListBonusPayments.AssignmentId",
    "ListBonusPayments.HITId"
  })
  @Test
  void aBonusIsPaidAtOnceAndListed() {
    String hit = hit(Examples.hit().reward("0"));
    String id = marketplace.work("A1", hit);
    alice.sendBonus(bonus(id).bonusAmount("2.50").build());
    alice.sendBonus(bonus(id).bonusAmount("0.01").reason("more").build());
    assertEquals("9996.98", balance());
    List<BonusPayment> byHit = alice.listBonusPayments(r -> r.hitId(hit)).bonusPayments();
    assertEquals(byHit, alice.listBonusPayments(r -> r.assignmentId(id)).bonusPayments());
    assertEquals(List.of("2.50", "0.01"), byHit.stream().map(BonusPayment::bonusAmount).toList());
    assertEquals(List.of("Great work", "more"), byHit.stream().map(BonusPayment::reason).toList());
    assertEquals("A1", byHit.get(0).workerId());
    assertEquals(id, byHit.get(0).assignmentId());
    assertTrue(!byHit.get(1).grantTime().isBefore(byHit.get(0).grantTime()));
  }

  @Shows({"ListBonusPayments.MaxResults", "ListBonusPayments.NextToken"})
  @Test
  void bonusesAreListedInPages() {
    String hit = hit(Examples.hit().maxAssignments(2));
    String one = marketplace.work("A1", hit);
    String two = marketplace.work("A2", hit);
    for (int i = 0; i < 5; i++) {
      alice.sendBonus(bonus(one).reason("r" + i).build());
    }
    alice.sendBonus(bonus(two).workerId("A2").reason("other").build());
    assertEquals(
        List.of("r0", "r1", "r2", "r3", "r4", "other"),
        alice.listBonusPaymentsPaginator(r -> r.hitId(hit).maxResults(2)).stream()
            .flatMap(page -> page.bonusPayments().stream())
            .map(BonusPayment::reason)
            .toList());
    assertEquals(
        List.of("r0", "r1", "r2", "r3", "r4"),
        alice.listBonusPaymentsPaginator(r -> r.assignmentId(one).hitId(hit).maxResults(2)).stream()
            .flatMap(page -> page.bonusPayments().stream())
            .map(BonusPayment::reason)
            .toList());
  }

  @Shows("SendBonus.UniqueRequestToken")
  @Test
  void aBonusTokenPaysOnce() {
    String id = marketplace.work("A1", hit(Examples.hit()));
    SendBonusRequest request = bonus(id).uniqueRequestToken("t-3").build();
    alice.sendBonus(request);
    assertRequestError(
        "DuplicateCall",
        "The idempotency token \"t-3\" has already been processed.",
        () -> alice.sendBonus(request));
    assertEquals("9999.40", balance());
    marketplace.advance(Duration.ofHours(25));
    alice.sendBonus(request);
    assertEquals("9998.80", balance());
  }

  @Test
  void aBonusThatCannotBePaidIsRefused() {
    String id = marketplace.work("A1", hit(Examples.hit()));
    assertRequestError(
        "InsufficientFunds",
        "This Requester has insufficient funds in their account to complete this transaction.",
        () -> alice.sendBonus(bonus(id).bonusAmount("9999.99").build()));
    assertParameterError(
        "The value \"A2\" is not valid for the parameter WorkerId.",
        () -> alice.sendBonus(bonus(id).workerId("A2").build()));
    assertParameterError(
        "The value \"0.00\" is not valid for the parameter BonusAmount.",
        () -> alice.sendBonus(bonus(id).bonusAmount("0.00").build()));
    assertValidation(
        "Value '0.9752' at 'bonusAmount' failed to satisfy constraint: Member must satisfy"
            + " regular expression pattern: ^[0-9]+(\\.)?[0-9]{0,2}$",
        () -> alice.sendBonus(bonus(id).bonusAmount("0.9752").build()));
    assertRequestError(
        "AssignmentDoesNotExist",
        "Assignment 3NOSUCH does not exist.",
        () -> alice.sendBonus(bonus("3NOSUCH").build()));
    assertParameterError(
        "One of the parameters HITId and AssignmentId must be given.",
        () -> alice.listBonusPayments(r -> {}));
    assertEquals("10000.00", balance());
  }

  @Test
  void theRewardIsTheOnePromisedWhenTheWorkerAccepted() {
    String hit = hit(Examples.hit().reward("1").maxAssignments(2));
    String before = marketplace.work("A1", hit);
    String type = alice.createHITType(Examples.hitType().reward("2").build()).hitTypeId();
    alice.updateHITTypeOfHIT(r -> r.hitId(hit).hitTypeId(type));
    String after = marketplace.work("A2", hit);
    alice.approveAssignment(r -> r.assignmentId(before));
    assertEquals("9998.80", balance());
    alice.approveAssignment(r -> r.assignmentId(after));
    assertEquals("9996.40", balance());
    assertEquals(HITStatus.REVIEWABLE, alice.getHIT(r -> r.hitId(hit)).hit().hitStatus());
  }

  private static SendBonusRequest.Builder bonus(String assignment) {
    return SendBonusRequest.builder()
        .workerId("A1")
        .assignmentId(assignment)
        .bonusAmount("0.50")
        .reason("Great work");
  }

  private String hit(CreateHitRequest.Builder request) {
    return alice.createHIT(request.build()).hit().hitId();
  }

  private Assignment get(String id) {
    return alice.getAssignment(r -> r.assignmentId(id)).assignment();
  }

  private List<Assignment> list(String hit) {
    return alice.listAssignmentsForHIT(r -> r.hitId(hit)).assignments();
  }

  private List<String> list(String hit, AssignmentStatus... statuses) {
    return alice
        .listAssignmentsForHITPaginator(
            r -> r.hitId(hit).maxResults(2).assignmentStatuses(statuses))
        .stream()
        .flatMap(page -> page.assignments().stream())
        .map(Assignment::assignmentId)
        .toList();
  }

  private String balance() {
    return alice.getAccountBalance().availableBalance();
  }
}
