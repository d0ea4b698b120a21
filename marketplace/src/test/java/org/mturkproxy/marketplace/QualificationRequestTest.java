package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mturkproxy.marketplace.ApiErrors.assertParameterError;
import static org.mturkproxy.marketplace.ApiErrors.assertRequestError;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.marketplace.Players.Reply;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.CreateQualificationTypeRequest;
import software.amazon.awssdk.services.mturk.model.Qualification;
import software.amazon.awssdk.services.mturk.model.QualificationRequest;
import software.amazon.awssdk.services.mturk.model.QualificationStatus;
import software.amazon.awssdk.services.mturk.model.QualificationType;

@EnabledIf(TestMarketplace.CAN_BE_EMPTIED)
class QualificationRequestTest {

  @RegisterExtension final TestMarketplace marketplace = TestMarketplace.inMemory();
  private final MTurkClient alice = marketplace.alice();

  @Shows({
    "AcceptQualificationRequest.IntegerValue",
    "AcceptQualificationRequest.QualificationRequestId",
    "ListQualificationRequests.QualificationTypeId"
  })
  @Test
  void aRequestWaitsForTheRequester() {
    String type = create(named("n").test(Examples.QUESTION_FORM).testDurationInSeconds(60L));
    String id = request("A1", type, Examples.ANSWER).body().get("QualificationRequestId").asText();
    QualificationRequest pending =
        alice
            .listQualificationRequests(r -> r.qualificationTypeId(type))
            .qualificationRequests()
            .get(0);
    assertEquals(id, pending.qualificationRequestId());
    assertEquals(type, pending.qualificationTypeId());
    assertEquals("A1", pending.workerId());
    assertEquals(Examples.QUESTION_FORM, pending.test());
    assertEquals(Examples.ANSWER, pending.answer());
    assertEquals(List.of(pending), alice.listQualificationRequests().qualificationRequests());
    alice.acceptQualificationRequest(r -> r.qualificationRequestId(id).integerValue(7));
    assertEquals(7, score("A1", type));
    assertEquals(0, alice.listQualificationRequests().numResults());
    assertRequestError(
        "InvalidQualificationRequestState",
        "This operation can be called with a status of: Pending",
        () -> alice.rejectQualificationRequest(r -> r.qualificationRequestId(id)));
  }

  @Shows({"ListQualificationRequests.MaxResults", "ListQualificationRequests.NextToken"})
  @Test
  void requestsAreListedInPages() {
    String type = create(named("n"));
    String other = create(named("other"));
    IntStream.range(0, 5).forEach(i -> request("A" + i, type, null));
    request("A9", other, null);
    assertEquals(
        List.of("A0", "A1", "A2", "A3", "A4", "A9"),
        alice.listQualificationRequestsPaginator(r -> r.maxResults(2)).stream()
            .flatMap(page -> page.qualificationRequests().stream())
            .map(QualificationRequest::workerId)
            .toList());
    assertEquals(
        List.of("A9"),
        alice
            .listQualificationRequests(r -> r.qualificationTypeId(other))
            .qualificationRequests()
            .stream()
            .map(QualificationRequest::workerId)
            .toList());
  }

  @Test
  void anAcceptedRequestIsWorthOneUnlessSaidOtherwise() {
    String type = create(named("n"));
    String id = request("A1", type, null).body().get("QualificationRequestId").asText();
    alice.acceptQualificationRequest(r -> r.qualificationRequestId(id));
    assertEquals(1, score("A1", type));
  }

  @Shows({"RejectQualificationRequest.QualificationRequestId", "RejectQualificationRequest.Reason"})
  @Test
  void aRejectedRequestGivesAReasonAndNothingElse() {
    String type = create(named("n"));
    String id = request("A1", type, null).body().get("QualificationRequestId").asText();
    alice.rejectQualificationRequest(r -> r.qualificationRequestId(id).reason("not yet"));
    assertRequestError(
        "QualificationDoesNotExist",
        "You requested a Qualification that does not exist.",
        () -> score("A1", type));
    assertEquals(
        "not yet",
        marketplace
            .post("/worker/messages", "{\"WorkerId\":\"A1\"}")
            .body()
            .at("/Messages/0/MessageText")
            .asText());
  }

  @Test
  void aRequestOfAnotherAccountDoesNotExist() {
    String id =
        request("A1", create(named("n")), null).body().get("QualificationRequestId").asText();
    try (MTurkClient bob = marketplace.bob()) {
      assertRequestError(
          "QualificationRequestDoesNotExist",
          "QualificationRequest " + id + " does not exist.",
          () -> bob.acceptQualificationRequest(r -> r.qualificationRequestId(id)));
      assertEquals(0, bob.listQualificationRequests().numResults());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', B, 10",
    "'', A, 0",
    "<PercentageMapping><MaximumSummedScore>20</MaximumSummedScore></PercentageMapping>, B, 50",
    "<ScaleMapping><SummedScoreMultiplier>2.5</SummedScoreMultiplier></ScaleMapping>, B, 25",
    "<RangeMapping><SummedScoreRange><InclusiveLowerBound>5</InclusiveLowerBound><InclusiveUpperBound>10</InclusiveUpperBound><QualificationValue>3</QualificationValue></SummedScoreRange><OutOfRangeQualificationValue>-1</OutOfRangeQualificationValue></RangeMapping>, B, 3",
    "<RangeMapping><SummedScoreRange><InclusiveLowerBound>5</InclusiveLowerBound><InclusiveUpperBound>10</InclusiveUpperBound><QualificationValue>3</QualificationValue></SummedScoreRange><OutOfRangeQualificationValue>-1</OutOfRangeQualificationValue></RangeMapping>, A, -1",
  })
  void anAnswerKeyScoresTheTest(String mapping, String selection, int value) {
    String key =
        mapping.isEmpty()
            ? Examples.ANSWER_KEY
            : Examples.ANSWER_KEY.replace(
                "</AnswerKey>",
                "<QualificationValueMapping>"
                    + mapping
                    + "</QualificationValueMapping></AnswerKey>");
    String type =
        create(named("n").test(Examples.QUESTION_FORM).answerKey(key).testDurationInSeconds(60L));
    Reply granted = request("A1", type, Examples.answer("q1", selection));
    assertEquals("{\"IntegerValue\":" + value + "}", granted.body().toString());
    assertEquals(value, score("A1", type));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 2147483647, true",
    "'', -2147483648, false",
    "<PercentageMapping><MaximumSummedScore>1</MaximumSummedScore></PercentageMapping>, 21474837, false",
    "<ScaleMapping><SummedScoreMultiplier>1e10</SummedScoreMultiplier></ScaleMapping>, 1, false",
    "<ScaleMapping><SummedScoreMultiplier>-1e10</SummedScoreMultiplier></ScaleMapping>, 1, false",
    "<RangeMapping><SummedScoreRange><InclusiveLowerBound>5</InclusiveLowerBound><InclusiveUpperBound>10</InclusiveUpperBound><QualificationValue>3</QualificationValue></SummedScoreRange><OutOfRangeQualificationValue>-1</OutOfRangeQualificationValue></RangeMapping>, 2147483647, true",
  })
  void theBestAndTheWorstAnswersAreWorthAnInteger(String mapping, int score, boolean accepted) {
    // Leaves what the first question scores, or exceeds the least int by one.
    String second =
        "<Question><QuestionIdentifier>q2</QuestionIdentifier><AnswerOption>"
            + "<SelectionIdentifier>A</SelectionIdentifier><AnswerScore>"
            + (score < 0 ? -1 : 0)
            + "</AnswerScore></AnswerOption></Question>";
    String end =
        mapping.isEmpty()
            ? second
            : second + "<QualificationValueMapping>" + mapping + "</QualificationValueMapping>";
    String key =
        Examples.ANSWER_KEY
            .replace(">10<", ">" + score + "<")
            .replace("</AnswerKey>", end + "</AnswerKey>");
    var type = named("n").test(Examples.QUESTION_FORM).answerKey(key).testDurationInSeconds(60L);
    if (accepted) {
      create(type);
    } else {
      assertRequestError(
          "XMLParseError",
          "There was an error parsing the XML question or answer data in your request. Please make"
              + " sure the data is well-formed and validates against the appropriate schema."
              + " Details: The value of the Qualification must be a 32-bit number.",
          () -> create(type));
    }
  }

  @Shows({"CreateQualificationType.AutoGranted", "CreateQualificationType.AutoGrantedValue"})
  @Test
  void anAutomaticTypeGrantsAtOnce() {
    String type = create(named("n").autoGranted(true).autoGrantedValue(5));
    assertEquals("{\"IntegerValue\":5}", request("A1", type, null).body().toString());
    assertEquals(5, score("A1", type));
  }

  @Shows("CreateQualificationType.RetryDelayInSeconds")
  @Test
  void aTypeIsRequestedOnceUnlessItAllowsRetries() {
    String once = create(named("once").autoGranted(true));
    request("A1", once, null);
    assertEquals("QualificationTypeDoesNotAllowRetake", request("A1", once, null).type());
    String again = create(named("again").autoGranted(true).retryDelayInSeconds(60L));
    request("A1", again, null);
    assertEquals("QualificationTypeRetryDelayNotElapsed", request("A1", again, null).type());
    marketplace.advance(Duration.ofSeconds(61));
    assertEquals(200, request("A1", again, null).status());
    String pending = create(named("pending").retryDelayInSeconds(0L));
    request("A1", pending, null);
    assertEquals("DuplicateRequest", request("A1", pending, null).type());
  }

  @Test
  void whatCannotBeRequestedIsRefused() {
    String test = create(named("t").test(Examples.QUESTION_FORM).testDurationInSeconds(60L));
    assertEquals("AnswerRequired", request("A1", test, null).type());
    assertEquals(
        "QualificationTypeInactive",
        request("A1", create(named("i").qualificationTypeStatus("Inactive")), null).type());
    assertEquals("QualificationTypeDoesNotExist", request("A1", "3NOSUCH", null).type());
  }

  @Shows({
    "ListWorkersWithQualificationType.MaxResults",
    "ListWorkersWithQualificationType.NextToken",
    "ListWorkersWithQualificationType.QualificationTypeId",
    "ListWorkersWithQualificationType.Status"
  })
  @Test
  void workersOfATypeAreListedByStatus() {
    String type = create(named("n"));
    IntStream.range(0, 5)
        .forEach(
            i ->
                alice.associateQualificationWithWorker(
                    r -> r.qualificationTypeId(type).workerId("A" + i).integerValue(i)));
    alice.disassociateQualificationFromWorker(r -> r.qualificationTypeId(type).workerId("A2"));
    assertEquals(List.of("A0", "A1", "A3", "A4"), workers(type, null));
    assertEquals(List.of("A0", "A1", "A3", "A4"), workers(type, QualificationStatus.GRANTED));
    assertEquals(List.of("A2"), workers(type, QualificationStatus.REVOKED));
  }

  @Shows({
    "UpdateQualificationType.AnswerKey",
    "UpdateQualificationType.Description",
    "UpdateQualificationType.QualificationTypeId",
    "UpdateQualificationType.QualificationTypeStatus",
    "UpdateQualificationType.RetryDelayInSeconds",
    "UpdateQualificationType.Test"
  })
  @Test
  void anUpdateLeavesWhatIsNotGiven() {
    String id =
        create(
            named("n")
                .keywords("k")
                .test(Examples.QUESTION_FORM)
                .answerKey(Examples.ANSWER_KEY)
                .testDurationInSeconds(60L));
    QualificationType before =
        alice.getQualificationType(r -> r.qualificationTypeId(id)).qualificationType();
    QualificationType after =
        alice
            .updateQualificationType(
                r ->
                    r.qualificationTypeId(id)
                        .description("changed")
                        .qualificationTypeStatus("Inactive")
                        .retryDelayInSeconds(5L))
            .qualificationType();
    assertEquals(
        before.toBuilder()
            .description("changed")
            .qualificationTypeStatus("Inactive")
            .isRequestable(false)
            .retryDelayInSeconds(5L)
            .build(),
        after);
    assertEquals(
        after, alice.getQualificationType(r -> r.qualificationTypeId(id)).qualificationType());
    QualificationType newTest =
        alice
            .updateQualificationType(
                r ->
                    r.qualificationTypeId(id)
                        .test(Examples.QUESTION_FORM)
                        .testDurationInSeconds(90L))
            .qualificationType();
    assertEquals(after.toBuilder().answerKey(null).testDurationInSeconds(90L).build(), newTest);
    String newKey = Examples.ANSWER_KEY.replace(">10<", ">20<");
    assertEquals(
        newKey,
        alice
            .updateQualificationType(r -> r.qualificationTypeId(id).answerKey(newKey))
            .qualificationType()
            .answerKey());
    assertParameterError(
        "The parameter AutoGranted must not be true if Test is given.",
        () -> alice.updateQualificationType(r -> r.qualificationTypeId(id).autoGranted(true)));
  }

  @Shows({"UpdateQualificationType.AutoGranted", "UpdateQualificationType.AutoGrantedValue"})
  @Test
  void anUpdateTurnsAutomaticGrantingOnAndOff() {
    String id = create(named("n"));
    assertEquals(
        3,
        alice
            .updateQualificationType(
                r -> r.qualificationTypeId(id).autoGranted(true).autoGrantedValue(3))
            .qualificationType()
            .autoGrantedValue());
    assertEquals(
        4,
        alice
            .updateQualificationType(r -> r.qualificationTypeId(id).autoGrantedValue(4))
            .qualificationType()
            .autoGrantedValue());
    assertEquals(
        false,
        alice
            .updateQualificationType(r -> r.qualificationTypeId(id).autoGranted(false))
            .qualificationType()
            .autoGranted());
  }

  @Shows("DeleteQualificationType.QualificationTypeId")
  @Test
  void aDeletedTypeIsGoneWithItsRequestsAndHitTypesButItsNameIsFree() {
    String id = create(named("n"));
    String requestId = request("A1", id, null).body().get("QualificationRequestId").asText();
    String hitType =
        alice
            .createHITType(
                Examples.hitType()
                    .qualificationRequirements(
                        Examples.requirement(q -> q.qualificationTypeId(id).comparator("Exists")))
                    .build())
            .hitTypeId();
    alice.deleteQualificationType(r -> r.qualificationTypeId(id));
    assertRequestError(
        "QualificationTypeDoesNotExist",
        "QualificationType " + id + " does not exist.",
        () -> alice.deleteQualificationType(r -> r.qualificationTypeId(id)));
    assertEquals(0, alice.listQualificationRequests().numResults());
    assertRequestError(
        "InvalidQualificationRequestState",
        "This operation can be called with a status of: Pending",
        () -> alice.acceptQualificationRequest(r -> r.qualificationRequestId(requestId)));
    assertParameterError(
        "The value \"" + hitType + "\" is not valid for the parameter HITTypeId.",
        () ->
            alice.createHITWithHITType(
                r ->
                    r.hitTypeId(hitType)
                        .lifetimeInSeconds(60L)
                        .question(Examples.EXTERNAL_QUESTION)));
    create(named("n"));
  }

  @ParameterizedTest
  @CsvSource({
    "00000000000000000071, EqualTo, '', US, '', false",
    "00000000000000000071, EqualTo, '', US, '{\"Country\":\"US\",\"Subdivision\":\"CA\"}', true",
    "00000000000000000071, EqualTo, '', DE, '{\"Country\":\"US\"}', false",
    "00000000000000000071, NotEqualTo, '', DE, '{\"Country\":\"US\"}', true",
    "00000000000000000071, NotIn, '', DE, '', false",
    "00000000000000000071, Exists, '', '', '{\"Country\":\"US\"}', true",
    "00000000000000000071, DoesNotExist, '', '', '{\"Country\":\"US\"}', false",
    "00000000000000000060, EqualTo, 1, '', '{\"Adult\":true}', true",
    "00000000000000000060, EqualTo, 1, '', '', false",
    "2F1QJWKUDD8XADTFD2Q0G6UTO95ALH, Exists, '', '', '{\"Masters\":true}', true",
    "2F1QJWKUDD8XADTFD2Q0G6UTO95ALH, Exists, '', '', '', false",
    "2F1QJWKUDD8XADTFD2Q0G6UTO95ALH, DoesNotExist, '', '', '', true",
    "00000000000000000040, GreaterThan, 0, '', '', false",
    "00000000000000000040, GreaterThanOrEqualTo, 0, '', '', true",
    "000000000000000000L0, GreaterThan, 99, '', '', true",
    "000000000000000000L0, LessThan, 100, '', '', false",
    "000000000000000000L0, In, 100, '', '', true",
    "000000000000000000L0, NotIn, 100, '', '', false",
    "000000000000000000L0, LessThanOrEqualTo, 100, '', '', true",
    "000000000000000000L0, NotEqualTo, 100, '', '', false",
  })
  void theServicesOwnQualificationsAreChecked(
      String type, String comparator, String integer, String country, String worker, boolean may) {
    if (!worker.isEmpty()) {
      marketplace.post("/control/workers", "{\"WorkerId\":\"A1\"," + worker.substring(1));
    }
    String hit =
        alice
            .createHIT(
                Examples.hit()
                    .qualificationRequirements(
                        Examples.requirement(
                            q -> {
                              q.qualificationTypeId(type).comparator(comparator);
                              if (!integer.isEmpty()) {
                                q.integerValues(Integer.valueOf(integer));
                              }
                              if (!country.isEmpty()) {
                                q.localeValues(Examples.locale(country));
                              }
                            }))
                    .build())
            .hit()
            .hitId();
    Reply reply =
        marketplace.post(
            "/worker/assignments/accept", "{\"WorkerId\":\"A1\",\"HITId\":\"" + hit + "\"}");
    assertEquals(
        may ? "" : "WorkerNotQualified",
        reply.body().path("__type").asText(),
        reply.body()::toString);
  }

  @Test
  void decisionsCountForTheWorkerEverywhere() {
    for (int i = 0; i < 4; i++) {
      String hit = alice.createHIT(Examples.hit().build()).hit().hitId();
      String id = marketplace.work("A1", hit);
      if (i == 0) {
        alice.rejectAssignment(r -> r.assignmentId(id).requesterFeedback(""));
      } else {
        alice.approveAssignment(r -> r.assignmentId(id));
      }
    }
    String hit =
        alice
            .createHIT(
                Examples.hit()
                    .qualificationRequirements(
                        Examples.requirement(
                            q ->
                                q.qualificationTypeId("00000000000000000040")
                                    .comparator("EqualTo")
                                    .integerValues(3)),
                        Examples.requirement(
                            q ->
                                q.qualificationTypeId("000000000000000000L0")
                                    .comparator("EqualTo")
                                    .integerValues(75)))
                    .build())
            .hit()
            .hitId();
    marketplace.accept("A1", hit);
  }

  @Test
  void aRevokedQualificationDoesNotCount() {
    String type = create(named("n"));
    String hit =
        alice
            .createHIT(
                Examples.hit()
                    .qualificationRequirements(
                        Examples.requirement(
                            q ->
                                q.qualificationTypeId(type)
                                    .comparator("GreaterThan")
                                    .integerValues(5)))
                    .build())
            .hit()
            .hitId();
    alice.associateQualificationWithWorker(
        r -> r.qualificationTypeId(type).workerId("A1").integerValue(6));
    alice.disassociateQualificationFromWorker(r -> r.qualificationTypeId(type).workerId("A1"));
    String body = "{\"WorkerId\":\"A1\",\"HITId\":\"" + hit + "\"}";
    assertEquals("WorkerNotQualified", marketplace.post("/worker/assignments/accept", body).type());
    alice.associateQualificationWithWorker(
        r -> r.qualificationTypeId(type).workerId("A1").integerValue(6));
    assertEquals(200, marketplace.post("/worker/assignments/accept", body).status());
  }

  private Reply request(String worker, String type, String answer) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("WorkerId", worker)
            .put("QualificationTypeId", type)
            .put("Answer", answer);
    return marketplace.post("/worker/qualification-requests", body.toString());
  }

  private int score(String worker, String type) {
    return alice
        .getQualificationScore(r -> r.qualificationTypeId(type).workerId(worker))
        .qualification()
        .integerValue();
  }

  private List<String> workers(String type, QualificationStatus status) {
    return alice
        .listWorkersWithQualificationTypePaginator(
            r -> r.qualificationTypeId(type).status(status).maxResults(3))
        .stream()
        .flatMap(page -> page.qualifications().stream())
        .map(Qualification::workerId)
        .toList();
  }

  private String create(CreateQualificationTypeRequest.Builder request) {
    return alice.createQualificationType(request.build()).qualificationType().qualificationTypeId();
  }

  private static CreateQualificationTypeRequest.Builder named(String name) {
    return CreateQualificationTypeRequest.builder()
        .name(name)
        .description("d")
        .qualificationTypeStatus("Active");
  }
}
