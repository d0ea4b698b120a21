package org.mturkproxy.translator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mturkproxy.conformance.SdkModel;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.Transport;
import org.mturkproxy.translator.modern.ModernAnswers;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Upstream;

/**
 * Several requests in one call ({@code mapping.md} 3.1, trap 5.1.14; {@code legacy-api.md} 2.6).
 */
final class BatchTest {

  /** Answers when it is told to. */
  private static final class HeldUpstream implements Upstream {

    /** What was asked and is not answered, in the order of asking. */
    final Map<String, CompletableFuture<ModernReply>> underWay = new LinkedHashMap<>();

    @Override
    public CompletionStage<ModernReply> send(ModernCall call) {
      SdkModel.check(call);
      CompletableFuture<ModernReply> reply = new CompletableFuture<>();
      underWay.put(call.operation() + new String(call.body(), UTF_8), reply);
      return reply;
    }

    void answer(String asked, int status, String json) {
      underWay
          .remove(asked)
          .complete(
              new ModernReply(
                  ModernAnswers.read(status, Optional.empty(), json.getBytes(UTF_8)), 1));
    }
  }

  private final HeldUpstream upstream = new HeldUpstream();
  private final LegacyClient client = new LegacyClient(upstream);

  private static String unblock(int worker) {
    return "DeleteWorkerBlock{\"WorkerId\":\"A%d\"}".formatted(worker);
  }

  private static String unblocking(int... workers) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < workers.length; i++) {
      query.append("&UnblockWorker.%d.WorkerId=A%d".formatted(i + 1, workers[i]));
    }
    return query.substring(1);
  }

  private List<String> asked() {
    return List.copyOf(upstream.underWay.keySet());
  }

  @ParameterizedTest
  @EnumSource
  void fourRequestsAreUnderWayAtATimeInTheirOrder(Transport transport) {
    CompletableFuture<Exchange> call =
        client.over(transport).begin("UnblockWorker", unblocking(1, 2, 3, 4, 5, 6));
    assertEquals(IntStream.of(1, 2, 3, 4).mapToObj(BatchTest::unblock).toList(), asked());

    upstream.answer(unblock(3), 200, "");
    assertEquals(IntStream.of(1, 2, 4, 5).mapToObj(BatchTest::unblock).toList(), asked());

    for (int worker : new int[] {5, 4, 6, 2, 1}) {
      assertEquals(false, call.isDone());
      upstream.answer(unblock(worker), 200, "");
    }
    assertEquals(
        6,
        Pattern.compile("<UnblockWorkerResult><Request><IsValid>True<")
            .matcher(call.join().answer().xml())
            .results()
            .count());
  }

  @Test
  void answersComeInTheOrderOfTheRequestsAndOneThatFailsTouchesNoOther() {
    CompletableFuture<Exchange> call =
        client.begin(
            "GetQualificationScore",
            "GetQualificationScore.1.QualificationTypeId=3Q&GetQualificationScore.1.SubjectId=A1"
                + "&GetQualificationScore.2.QualificationTypeId=3R&GetQualificationScore.2.SubjectId=A2"
                + "&GetQualificationScore.3.QualificationTypeId=3S"
                + "&GetQualificationScore.4.QualificationTypeId=3T&GetQualificationScore.4.SubjectId=A4");
    List<String> asked = asked();
    assertEquals(3, asked.size());
    upstream.answer(asked.get(2), 200, score(4));
    upstream.answer(
        asked.get(1),
        400,
        "{\"__type\":\"RequestError\",\"TurkErrorCode\":"
            + "\"AWS.MechanicalTurk.QualificationDoesNotExist\",\"Message\":\"None. (1)\"}");
    upstream.answer(asked.get(0), 200, score(1));

    assertEquals(
        List.of("1", "AWS.MechanicalTurk.QualificationDoesNotExist", "AWS.MissingParameters", "4"),
        Pattern.compile("<(?:Code|IntegerValue)>([^<]*)<")
            .matcher(call.join().answer().xml())
            .results()
            .map(found -> found.group(1))
            .toList());
  }

  private static String score(int value) {
    return "{\"Qualification\":{\"Status\":\"Granted\",\"IntegerValue\":%d}}".formatted(value);
  }

  /** Each pair of requests names one object, so the second waits for the first. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "DisposeHIT, HITId=3H, HITId=3H",
    "GetAssignment, AssignmentId=3A, AssignmentId=3A",
    "ChangeHITTypeOfHIT, HITId=3H&HITTypeId=3T, HITId=3I&HITTypeId=3T",
    "UnblockWorker, WorkerId=A1, WorkerId=A1",
    "NotifyWorkers, WorkerId.1=A1&WorkerId.2=A2&Subject=s&MessageText=m,"
        + " WorkerId.1=A2&Subject=t&MessageText=m",
    "RevokeQualification, SubjectId=A1&QualificationTypeId=3Q, SubjectId=A1&QualificationTypeId=3R",
    "RevokeQualification, SubjectId=A1&QualificationTypeId=3Q, SubjectId=A2&QualificationTypeId=3Q",
    "GrantQualification, QualificationRequestId=r, QualificationRequestId=r&IntegerValue=2",
    "CreateQualificationType, Name=n&Description=d, Name=n&Description=e",
    "GrantBonus, WorkerId=A1&AssignmentId=3A&Reason=r&BonusAmount.Amount=1&UniqueRequestToken=t,"
        + " WorkerId=A2&AssignmentId=3B&Reason=r&BonusAmount.Amount=1&UniqueRequestToken=t",
  })
  void twoRequestsThatNameTheSameObjectKeepTheirOrder(
      String operation, String first, String second) {
    CompletableFuture<Exchange> call =
        client.begin(operation, numbered(operation, 1, first) + numbered(operation, 2, second));

    List<String> before = asked();
    assertEquals(1, before.size());
    upstream.answer(
        before.get(0), 400, "{\"__type\":\"ParameterValidationError\",\"Message\":\"No. (1)\"}");
    assertEquals(1, asked().size());
    upstream.answer(
        asked().get(0), 400, "{\"__type\":\"ParameterValidationError\",\"Message\":\"No. (1)\"}");
    assertEquals(true, call.isDone());
  }

  private static String numbered(String operation, int number, String parameters) {
    return Pattern.compile("(^|&)")
        .matcher(parameters)
        .replaceAll("&" + operation + "." + number + ".");
  }

  @Test
  void whatWaitsForItsObjectHoldsUpNoOther() {
    CompletableFuture<Exchange> call = client.begin("UnblockWorker", unblocking(1, 1, 2, 1, 3));
    assertEquals(List.of(unblock(1), unblock(2), unblock(3)), asked());

    upstream.answer(unblock(1), 200, "");
    assertEquals(List.of(unblock(2), unblock(3), unblock(1)), asked());
    upstream.answer(unblock(1), 200, "");
    upstream.answer(unblock(2), 200, "");
    upstream.answer(unblock(3), 200, "");
    assertEquals(false, call.isDone());
    upstream.answer(unblock(1), 200, "");
    assertEquals(Optional.empty(), call.join().answer().errorCode());
  }

  @Test
  void eachRequestHasItsOwnToken() {
    AtomicInteger made = new AtomicInteger();
    LegacyClient counting = new LegacyClient(upstream, () -> "token-" + made.incrementAndGet());
    String hit = "HITLayoutId=3L&LifetimeInSeconds=60";
    CompletableFuture<Exchange> call =
        counting.begin(
            "CreateHIT",
            numbered("CreateHIT", 1, "HITTypeId=3T&" + hit)
                + numbered("CreateHIT", 2, "HITTypeId=3U&" + hit));

    List<String> tokens = new ArrayList<>();
    for (String asked : asked()) {
      tokens.add(asked.replaceAll(".*\"UniqueRequestToken\":\"([^\"]*)\".*", "$1"));
    }
    assertEquals(List.of("token-1", "token-2"), tokens);
    assertEquals(false, call.isDone());
  }

  @Test
  void fiveHundredRequestsThatAreAnsweredAtOnceMakeNoTower() {
    Upstream quick =
        call ->
            CompletableFuture.completedFuture(
                new ModernReply(ModernAnswers.read(200, Optional.empty(), new byte[0]), 1));
    int[] workers = IntStream.rangeClosed(1, 500).toArray();

    Exchange exchange = new LegacyClient(quick).begin("UnblockWorker", unblocking(workers)).join();

    assertEquals(Optional.empty(), exchange.answer().errorCode());
    assertEquals(500, exchange.legs().size());
  }
}
