package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.marketplace.Players.Reply;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.CreateQualificationTypeRequest;

/** TestDurationInSeconds and RetryDelayInSeconds, as the model describes them. */
@EnabledIf(TestMarketplace.CAN_BE_EMPTIED)
class QualificationTestTimeTest {

  @RegisterExtension final TestMarketplace marketplace = TestMarketplace.inMemory();
  private final MTurkClient alice = marketplace.alice();

  @Shows({
    "CreateQualificationType.AnswerKey",
    "CreateQualificationType.Test",
    "CreateQualificationType.TestDurationInSeconds"
  })
  @ParameterizedTest
  @CsvSource({"30, true", "60, false", "61, false", "86400, false"})
  void aTestIsAnsweredWithinItsTime(int seconds, boolean accepted) {
    String type = create(timed());
    start("A1", type);
    marketplace.advance(Duration.ofSeconds(seconds));
    Reply reply = answer("A1", type);
    if (accepted) {
      assertEquals("{\"IntegerValue\":10}", reply.body().toString());
    } else {
      assertEquals("TestDurationOver", reply.type());
      assertEquals("TestDurationOver", answer("A1", type).type());
    }
  }

  @Test
  void theStartShowsTheTestAndTheTimeByWhichItMustBeAnswered() {
    double now = clock();
    Reply reply = start("A1", create(timed()));
    assertEquals(Examples.QUESTION_FORM, reply.body().get("Test").textValue());
    double left = reply.body().get("Deadline").doubleValue() - now;
    assertEquals(60, left, 30);
  }

  @Test
  void aStartedTestIsNotPutBackByStartingAgain() {
    String type = create(timed());
    double deadline = start("A1", type).body().get("Deadline").doubleValue();
    marketplace.advance(Duration.ofSeconds(40));
    assertEquals(deadline, start("A1", type).body().get("Deadline").doubleValue());
    marketplace.advance(Duration.ofSeconds(21));
    assertEquals("TestDurationOver", answer("A1", type).type());
  }

  @Test
  void anotherWorkersTimeIsTheirOwn() {
    String type = create(timed());
    start("A1", type);
    marketplace.advance(Duration.ofSeconds(61));
    start("A2", type);
    assertEquals(200, answer("A2", type).status());
    assertEquals(200, answer("A3", type).status());
  }

  @Test
  void aTestThatWasNotAnsweredInTimeIsAnAttempt() {
    String once = create(timed());
    start("A1", once);
    marketplace.advance(Duration.ofSeconds(61));
    assertEquals("QualificationTypeDoesNotAllowRetake", start("A1", once).type());
  }

  @Test
  void aRetryIsCountedFromTheStartOfTheLastAttempt() {
    String type = create(timed().retryDelayInSeconds(100L));
    start("A1", type);
    marketplace.advance(Duration.ofSeconds(50));
    assertEquals(200, answer("A1", type).status());
    marketplace.advance(Duration.ofSeconds(40));
    assertEquals("QualificationTypeRetryDelayNotElapsed", start("A1", type).type());
    assertEquals("QualificationTypeRetryDelayNotElapsed", answer("A1", type).type());
    marketplace.advance(Duration.ofSeconds(11));
    start("A1", type);
    assertEquals(200, answer("A1", type).status());
  }

  @Test
  void aNewTestHasItsWholeTimeAgain() {
    String type = create(timed().retryDelayInSeconds(0L));
    start("A1", type);
    marketplace.advance(Duration.ofSeconds(61));
    start("A1", type);
    marketplace.advance(Duration.ofSeconds(40));
    assertEquals(200, answer("A1", type).status());
  }

  @Shows("UpdateQualificationType.TestDurationInSeconds")
  @Test
  void anUpdatedDurationCountsForTestsThatStartLater() {
    String type = create(timed());
    start("A1", type);
    alice.updateQualificationType(r -> r.qualificationTypeId(type).testDurationInSeconds(600L));
    start("A2", type);
    marketplace.advance(Duration.ofSeconds(61));
    assertEquals("TestDurationOver", answer("A1", type).type());
    assertEquals(200, answer("A2", type).status());
  }

  @Test
  void whatHasNoTestCannotBeStarted() {
    String type =
        create(
            CreateQualificationTypeRequest.builder()
                .name("n")
                .description("d")
                .qualificationTypeStatus("Active"));
    assertEquals("NoTest", start("A1", type).type());
    assertEquals("QualificationTypeDoesNotExist", start("A1", "3NOSUCH").type());
  }

  private double clock() {
    return marketplace
        .post("/control/clock", "{\"advanceSeconds\":0}")
        .body()
        .get("Now")
        .asDouble();
  }

  private Reply start(String worker, String type) {
    return marketplace.post("/worker/qualification-requests/start", body(worker, type).toString());
  }

  private Reply answer(String worker, String type) {
    return marketplace.post(
        "/worker/qualification-requests",
        body(worker, type).put("Answer", Examples.answer("q1", "B")).toString());
  }

  private static ObjectNode body(String worker, String type) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("WorkerId", worker)
        .put("QualificationTypeId", type);
  }

  private String create(CreateQualificationTypeRequest.Builder request) {
    return alice.createQualificationType(request.build()).qualificationType().qualificationTypeId();
  }

  private static CreateQualificationTypeRequest.Builder timed() {
    return CreateQualificationTypeRequest.builder()
        .name("timed")
        .description("d")
        .qualificationTypeStatus("Active")
        .test(Examples.QUESTION_FORM)
        .answerKey(Examples.ANSWER_KEY)
        .testDurationInSeconds(60L);
  }
}
