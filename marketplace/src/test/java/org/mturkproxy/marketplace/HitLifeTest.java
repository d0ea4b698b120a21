package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mturkproxy.marketplace.ApiErrors.assertParameterError;
import static org.mturkproxy.marketplace.ApiErrors.assertRequestError;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.CreateHitRequest;
import software.amazon.awssdk.services.mturk.model.HIT;
import software.amazon.awssdk.services.mturk.model.HITStatus;
import software.amazon.awssdk.services.mturk.model.ReviewableHITStatus;

@EnabledIf(TestMarketplace.CAN_BE_EMPTIED)
class HitLifeTest {

  @RegisterExtension final TestMarketplace marketplace = TestMarketplace.inMemory();
  private final MTurkClient alice = marketplace.alice();

  @Test
  void countsAndStatusFollowTheWork() {
    String hit = hit(Examples.hit().maxAssignments(2));
    assertCounts(hit, HITStatus.ASSIGNABLE, 0, 2, 0);
    String first = marketplace.accept("A1", hit);
    assertCounts(hit, HITStatus.ASSIGNABLE, 1, 1, 0);
    String second = marketplace.accept("A2", hit);
    assertCounts(hit, HITStatus.UNASSIGNABLE, 2, 0, 0);
    marketplace.submit(first);
    assertCounts(hit, HITStatus.UNASSIGNABLE, 1, 0, 0);
    marketplace.submit(second);
    assertCounts(hit, HITStatus.REVIEWABLE, 0, 0, 0);
    alice.approveAssignment(r -> r.assignmentId(first));
    alice.rejectAssignment(r -> r.assignmentId(second).requesterFeedback(""));
    assertCounts(hit, HITStatus.REVIEWABLE, 0, 0, 2);
  }

  @Test
  void returnedAndAbandonedWorkIsThereForOthers() {
    String hit = hit(Examples.hit());
    String returned = marketplace.accept("A1", hit);
    assertEquals(
        200, marketplace.post("/worker/assignments/" + returned + "/return", "{}").status());
    assertCounts(hit, HITStatus.ASSIGNABLE, 0, 1, 0);
    String abandoned = marketplace.accept("A1", hit);
    marketplace.advance(Duration.ofMinutes(11));
    assertCounts(hit, HITStatus.ASSIGNABLE, 0, 1, 0);
    assertEquals("AssignmentDurationOver", marketplace.submit(abandoned).type());
    assertEquals("AssignmentReturned", marketplace.submit(returned).type());
    marketplace.work("A1", hit);
    assertCounts(hit, HITStatus.REVIEWABLE, 0, 0, 0);
  }

  @Test
  void anExpiredHitIsReviewableOnceNobodyWorksOnIt() {
    String hit = hit(Examples.hit().maxAssignments(3).lifetimeInSeconds(300L));
    String slow = marketplace.accept("A1", hit);
    marketplace.advance(Duration.ofSeconds(301));
    assertCounts(hit, HITStatus.UNASSIGNABLE, 1, 2, 0);
    assertEquals("HITExpired", accept("A2", hit));
    assertEquals(200, marketplace.submit(slow).status());
    assertCounts(hit, HITStatus.REVIEWABLE, 0, 2, 0);
  }

  @Test
  void workersAreRefusedForAReason() {
    String hit = hit(Examples.hit().maxAssignments(2));
    marketplace.work("A1", hit);
    assertEquals("DuplicateAssignment", accept("A1", hit));
    alice.createWorkerBlock(r -> r.workerId("A2").reason("r"));
    assertEquals("WorkerBlocked", accept("A2", hit));
    String id = marketplace.work("A3", hit);
    assertEquals("NoAssignmentAvailable", accept("A4", hit));
    assertEquals("AssignmentSubmitted", marketplace.submit(id).type());
    assertEquals("HITDoesNotExist", accept("A4", "3NOSUCHHIT"));
    assertEquals("AssignmentDoesNotExist", marketplace.submit("3NOSUCH").type());
    assertEquals("ValidationException", accept("B4", hit));
    String other = marketplace.accept("A1", hit(Examples.hit()));
    assertEquals("RequestError", marketplace.submit(other, "no xml").type());
  }

  @Shows({"UpdateExpirationForHIT.HITId", "UpdateExpirationForHIT.ExpireAt"})
  @Test
  void forcedExpiryIsNowAndHarmlessTwice() {
    String hit = hit(Examples.hit());
    Instant before = Instant.now().minusSeconds(1);
    expire(hit, Instant.EPOCH);
    HIT expired = get(hit);
    assertEquals(HITStatus.REVIEWABLE, expired.hitStatus());
    assertEquals(true, expired.expiration().isAfter(before), expired.expiration()::toString);
    marketplace.advance(Duration.ofHours(1));
    expire(hit, Instant.EPOCH);
    assertEquals(expired.expiration(), get(hit).expiration());
  }

  @Test
  void aFutureExpiryIsAnExtensionOfAtLeastAMinute() {
    String hit = hit(Examples.hit());
    Instant expiration = get(hit).expiration();
    assertParameterError(
        "The value 59 is invalid for ExpirationIncrementInSeconds. Valid values range from 60 to"
            + " 31536000.",
        () -> expire(hit, expiration.plusSeconds(59)));
    assertParameterError(
        "The value -3600 is invalid for ExpirationIncrementInSeconds. Valid values range from 60"
            + " to 31536000.",
        () -> expire(hit, expiration.minusSeconds(3600)));
    assertParameterError(
        "The value 31536001 is invalid for ExpirationIncrementInSeconds. Valid values range from"
            + " 60 to 31536000.",
        () -> expire(hit, expiration.plusSeconds(31_536_001)));
    expire(hit, expiration.plusSeconds(60));
    assertEquals(expiration.plusSeconds(60), get(hit).expiration());
  }

  @Test
  void theSameExpiryTwiceIsARepeatedCall() {
    String hit = hit(Examples.hit());
    Instant wanted = get(hit).expiration().plusSeconds(3600);
    expire(hit, wanted);
    assertRequestError(
        "DuplicateCall",
        "The idempotency token \"" + hit + Date.from(wanted) + "\" has already been processed.",
        () -> expire(hit, wanted));
  }

  @Shows({
    "CreateAdditionalAssignmentsForHIT.HITId",
    "CreateAdditionalAssignmentsForHIT.NumberOfAdditionalAssignments",
    "CreateAdditionalAssignmentsForHIT.UniqueRequestToken"
  })
  @Test
  void extensionsBringAHitBack() {
    String hit = hit(Examples.hit());
    marketplace.work("A1", hit);
    assertCounts(hit, HITStatus.REVIEWABLE, 0, 0, 0);
    alice.createAdditionalAssignmentsForHIT(
        r -> r.hitId(hit).numberOfAdditionalAssignments(8).uniqueRequestToken("t-4"));
    assertCounts(hit, HITStatus.ASSIGNABLE, 0, 8, 0);
    assertRequestError(
        "DuplicateCall",
        "The idempotency token \"t-4\" has already been processed.",
        () ->
            alice.createAdditionalAssignmentsForHIT(
                r -> r.hitId(hit).numberOfAdditionalAssignments(8).uniqueRequestToken("t-4")));
    expire(hit, Instant.EPOCH);
    assertCounts(hit, HITStatus.REVIEWABLE, 0, 8, 0);
    expire(hit, get(hit).expiration().plusSeconds(3600));
    assertCounts(hit, HITStatus.ASSIGNABLE, 0, 8, 0);
  }

  @Test
  void theBorderOfTenAssignmentsIsNotCrossed() {
    String nine = hit(Examples.hit().maxAssignments(9));
    assertRequestError(
        "InvalidMaximumAssignmentsIncrease",
        "A HIT that was created with fewer than 10 assignments cannot be extended to 10 or more.",
        () ->
            alice.createAdditionalAssignmentsForHIT(
                r -> r.hitId(nine).numberOfAdditionalAssignments(1)));
    String ten = hit(Examples.hit().maxAssignments(10));
    alice.createAdditionalAssignmentsForHIT(r -> r.hitId(ten).numberOfAdditionalAssignments(5));
    assertEquals(15, get(ten).maxAssignments());
    assertParameterError(
        "The value 0 is invalid for NumberOfAdditionalAssignments. Valid values range from 1 to"
            + " 1000000000.",
        () ->
            alice.createAdditionalAssignmentsForHIT(
                r -> r.hitId(ten).numberOfAdditionalAssignments(0)));
  }

  @Shows({"UpdateHITReviewStatus.HITId", "UpdateHITReviewStatus.Revert"})
  @Test
  void reviewStatusGoesThereAndBackButDoesNotToggle() {
    String hit = hit(Examples.hit());
    assertRequestError(
        "InvalidHITState",
        "This HIT is currently in the state 'Assignable'.  This operation can be called with a"
            + " status of: Reviewable",
        () -> alice.updateHITReviewStatus(r -> r.hitId(hit)));
    expire(hit, Instant.EPOCH);
    alice.updateHITReviewStatus(r -> r.hitId(hit).revert(false));
    assertEquals(HITStatus.REVIEWING, get(hit).hitStatus());
    assertRequestError(
        "InvalidHITState",
        "This HIT is currently in the state 'Reviewing'.  This operation can be called with a"
            + " status of: Reviewable",
        () -> alice.updateHITReviewStatus(r -> r.hitId(hit)));
    alice.updateHITReviewStatus(r -> r.hitId(hit).revert(true));
    assertEquals(HITStatus.REVIEWABLE, get(hit).hitStatus());
  }

  @Shows("DeleteHIT.HITId")
  @Test
  void onlyADecidedHitIsDeletedAndOnlyOnce() {
    String hit = hit(Examples.hit());
    assertRequestError(
        "InvalidHITState", deletable("Assignable"), () -> alice.deleteHIT(r -> r.hitId(hit)));
    String id = marketplace.work("A1", hit);
    assertRequestError(
        "InvalidHITState", deletable("Reviewable"), () -> alice.deleteHIT(r -> r.hitId(hit)));
    alice.approveAssignment(r -> r.assignmentId(id));
    alice.deleteHIT(r -> r.hitId(hit));
    assertEquals(HITStatus.DISPOSED, get(hit).hitStatus());
    assertEquals(List.of(), alice.listHITs().hiTs());
    assertRequestError(
        "InvalidHITState", deletable("Disposed"), () -> alice.deleteHIT(r -> r.hitId(hit)));
    assertRequestError(
        "InvalidHITState",
        "This HIT is currently in the state 'Disposed'.  This operation can be called with a"
            + " status of: Assignable, Unassignable, Reviewable, Reviewing",
        () -> expire(hit, Instant.EPOCH));
  }

  @Test
  void anOldHitIsGoneButNotWhileWorkIsUndecided() {
    String unused = hit(Examples.hit());
    String used = hit(Examples.hit());
    String id = marketplace.work("A1", used);
    marketplace.advance(Duration.ofDays(29));
    assertEquals(2, alice.listHITs().numResults());
    marketplace.advance(Duration.ofDays(92));
    assertEquals(HITStatus.DISPOSED, get(unused).hitStatus());
    assertEquals(HITStatus.DISPOSED, get(used).hitStatus());
    assertEquals(0, alice.listHITs().numResults());
    assertEquals(
        "Approved",
        alice.getAssignment(r -> r.assignmentId(id)).assignment().assignmentStatusAsString());
  }

  @Test
  void aHitWhoseLifeEndsTheDayItIsDeletedIsDeletedOnce() {
    String hit = hit(Examples.hit().lifetimeInSeconds(Duration.ofDays(120).toSeconds()));
    marketplace.advance(Duration.ofDays(121));
    assertEquals(HITStatus.DISPOSED, get(hit).hitStatus());
    String longLived = hit(Examples.hit().lifetimeInSeconds(31_536_000L));
    marketplace.advance(Duration.ofDays(200));
    assertEquals(HITStatus.ASSIGNABLE, get(longLived).hitStatus());
    marketplace.advance(Duration.ofDays(200));
    assertEquals(HITStatus.DISPOSED, get(longLived).hitStatus());
  }

  @Shows({"ListHITs.MaxResults", "ListHITs.NextToken"})
  @Test
  void listsAreWalkedInPages() {
    List<String> hits = new ArrayList<>();
    IntStream.range(0, 7).forEach(i -> hits.add(hit(Examples.hit())));
    assertEquals(
        hits,
        alice.listHITsPaginator(r -> r.maxResults(3)).stream()
            .flatMap(page -> page.hiTs().stream())
            .map(HIT::hitId)
            .toList());
    assertEquals(get(hits.get(0)), alice.listHITs().hiTs().get(0));
    String token = alice.listHITs(r -> r.maxResults(3)).nextToken();
    expire(hits.get(3), Instant.EPOCH);
    alice.deleteHIT(r -> r.hitId(hits.get(3)));
    assertEquals(
        hits.subList(4, 7),
        alice.listHITs(r -> r.nextToken(token)).hiTs().stream().map(HIT::hitId).toList());
    try (MTurkClient bob = marketplace.bob()) {
      assertEquals(0, bob.listHITs().numResults());
    }
  }

  @Shows({
    "ListReviewableHITs.HITTypeId",
    "ListReviewableHITs.MaxResults",
    "ListReviewableHITs.NextToken",
    "ListReviewableHITs.Status"
  })
  @Test
  void reviewableHitsAreListedByStatusAndType() {
    String other = hit(Examples.hit().title("Other"));
    List<String> hits = new ArrayList<>();
    IntStream.range(0, 4).forEach(i -> hits.add(hit(Examples.hit())));
    String type = get(hits.get(0)).hitTypeId();
    assertEquals(List.of(), reviewable(null, null));
    List.of(other, hits.get(0), hits.get(2), hits.get(3))
        .forEach(hit -> expire(hit, Instant.EPOCH));
    alice.updateHITReviewStatus(r -> r.hitId(hits.get(3)));
    assertEquals(List.of(other, hits.get(0), hits.get(2)), reviewable(null, null));
    assertEquals(List.of(hits.get(0), hits.get(2)), reviewable(null, type));
    assertEquals(List.of(hits.get(3)), reviewable(ReviewableHITStatus.REVIEWING, null));
    assertEquals(List.of(hits.get(3)), reviewable(ReviewableHITStatus.REVIEWING, type));
    assertParameterError(
        "The value \"3NOSUCH\" is not valid for the parameter HITTypeId.",
        () -> reviewable(null, "3NOSUCH"));
  }

  @Shows({
    "ListHITsForQualificationType.QualificationTypeId",
    "ListHITsForQualificationType.MaxResults",
    "ListHITsForQualificationType.NextToken"
  })
  @Test
  void hitsAreFoundByTheQualificationTypeTheyRequire() {
    String mine =
        alice
            .createQualificationType(
                r -> r.name("n").description("d").qualificationTypeStatus("Active"))
            .qualificationType()
            .qualificationTypeId();
    CreateHitRequest.Builder requiring =
        Examples.hit()
            .qualificationRequirements(
                Examples.requirement(q -> q.qualificationTypeId(mine).comparator("Exists")));
    hit(Examples.hit());
    List<String> hits = new ArrayList<>();
    IntStream.range(0, 3).forEach(i -> hits.add(hit(requiring)));
    assertEquals(hits, requiring(mine));
    String plain = alice.createHITType(Examples.hitType().build()).hitTypeId();
    alice.updateHITTypeOfHIT(r -> r.hitId(hits.get(1)).hitTypeId(plain));
    expire(hits.get(2), Instant.EPOCH);
    alice.deleteHIT(r -> r.hitId(hits.get(2)));
    assertEquals(hits.subList(0, 1), requiring(mine));
    assertEquals(List.of(), requiring("00000000000000000040"));
    assertRequestError(
        "QualificationTypeDoesNotExist",
        "QualificationType 3NOSUCH does not exist.",
        () -> requiring("3NOSUCH"));
  }

  @Shows({"UpdateHITTypeOfHIT.HITId", "UpdateHITTypeOfHIT.HITTypeId"})
  @Test
  void aChangedTypeChangesAllItsMembers() {
    String hit = hit(Examples.hit());
    String type =
        alice
            .createHITType(
                Examples.hitType()
                    .title("New")
                    .reward("2")
                    .keywords("k")
                    .assignmentDurationInSeconds(30L)
                    .autoApprovalDelayInSeconds(0L)
                    .build())
            .hitTypeId();
    alice.updateHITTypeOfHIT(r -> r.hitId(hit).hitTypeId(type));
    HIT changed = get(hit);
    assertEquals(type, changed.hitTypeId());
    assertEquals("New", changed.title());
    assertEquals("2.00", changed.reward());
    assertEquals("k", changed.keywords());
    assertEquals(30, changed.assignmentDurationInSeconds());
    assertEquals(0, changed.autoApprovalDelayInSeconds());
  }

  private List<String> reviewable(ReviewableHITStatus status, String type) {
    return alice
        .listReviewableHITsPaginator(r -> r.status(status).hitTypeId(type).maxResults(2))
        .stream()
        .flatMap(page -> page.hiTs().stream())
        .map(HIT::hitId)
        .toList();
  }

  private List<String> requiring(String type) {
    return alice
        .listHITsForQualificationTypePaginator(r -> r.qualificationTypeId(type).maxResults(2))
        .stream()
        .flatMap(page -> page.hiTs().stream())
        .map(HIT::hitId)
        .toList();
  }

  private static String deletable(String state) {
    return "This HIT is currently in the state '"
        + state
        + "'.  This operation can be called with a status of: Reviewing, Reviewable";
  }

  private String accept(String worker, String hit) {
    return marketplace
        .post(
            "/worker/assignments/accept",
            "{\"WorkerId\":\"" + worker + "\",\"HITId\":\"" + hit + "\"}")
        .type();
  }

  private void assertCounts(
      String id, HITStatus status, int pending, int available, int completed) {
    HIT hit = get(id);
    assertEquals(status, hit.hitStatus());
    assertEquals(
        List.of(pending, available, completed),
        List.of(
            hit.numberOfAssignmentsPending(),
            hit.numberOfAssignmentsAvailable(),
            hit.numberOfAssignmentsCompleted()));
  }

  private void expire(String hit, Instant at) {
    alice.updateExpirationForHIT(r -> r.hitId(hit).expireAt(at));
  }

  private String hit(CreateHitRequest.Builder request) {
    return alice.createHIT(request.build()).hit().hitId();
  }

  private HIT get(String id) {
    return alice.getHIT(r -> r.hitId(id)).hit();
  }
}
