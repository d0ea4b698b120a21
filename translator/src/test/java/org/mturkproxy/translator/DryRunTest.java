package org.mturkproxy.translator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.errand.Errand;
import org.mturkproxy.translator.errand.Errands;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.LegacyAnswer;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.exchange.Repetitions;

/** A dry run leaves nothing: upstream, among the errands, or with those who repeat a call. */
class DryRunTest {

  private static final Instant NOW = Instant.parse("2016-05-04T10:20:30Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final List<String> noted = new ArrayList<>();

  private final Errands errands =
      new Errands() {
        @Override
        public Optional<Errand> find(String requester, String hitId) {
          return hitId.equals("3PROMISED")
              ? Optional.of(new Errand(requester, hitId, NOW.plusSeconds(60), true, 0))
              : Optional.empty();
        }

        @Override
        public CompletionStage<Void> keep(Errand errand) {
          noted.add("kept " + errand.hitId());
          return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> drop(String requester, String hitId) {
          noted.add("dropped " + hitId);
          return CompletableFuture.completedFuture(null);
        }
      };

  private final Repetitions repetitions =
      new Repetitions() {
        @Override
        public CompletionStage<Optional<Kept>> earlier(String requestId, String fingerprint) {
          noted.add("announced");
          return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public void answered(String requestId, LegacyAnswer answer, boolean acted) {
          noted.add("answered");
        }
      };

  private String dryRun(String operation, String parameters) {
    Requester requester =
        new Requester(
            LegacyClient.KEY, new LegacySecret(LegacyClient.SECRET), upstream, "one", false);
    LegacyTranslator translator =
        new LegacyTranslator(
            id -> Optional.of(requester),
            CLOCK,
            (id, fault) -> {},
            errands,
            LegacyTranslator.Options.DEFAULT.with(repetitions));
    String signature =
        LegacyClient.encoded(
            new LegacySecret(LegacyClient.SECRET)
                .sign("AWSMechanicalTurkRequester" + operation + NOW));
    String query =
        "Service=AWSMechanicalTurkRequester&Version=2014-08-15&AWSAccessKeyId="
            + LegacyClient.KEY
            + "&Operation="
            + operation
            + "&Timestamp="
            + NOW
            + "&Signature="
            + signature
            + parameters;
    Exchange exchange =
        translator
            .answer(
                new ReceivedRequest(
                    LegacyClient.REQUEST_ID,
                    NOW,
                    "127.0.0.1",
                    "GET",
                    "/?" + query,
                    "localhost",
                    "",
                    "",
                    "",
                    "",
                    true,
                    ByteBuffer.allocate(0),
                    ""))
            .toCompletableFuture()
            .join();
    assertEquals("true", exchange.answer().headers().get("X-Mturk-Proxy-Dry-Run"));
    ByteBuffer body = exchange.answer().body();
    return UTF_8.decode(body).toString();
  }

  /** It approves until the list shows nothing more, so the list must show what was "approved". */
  @Test
  void disableHitSeesTheWorkThatItApprovedGo() {
    String hit = "{\"HIT\":{\"HITId\":\"3HIT\",\"HITStatus\":\"Assignable\"}}";
    String submitted =
        "{\"NumResults\":1,\"Assignments\":"
            + "[{\"AssignmentId\":\"3WORK\",\"AssignmentStatus\":\"Submitted\"}]}";
    upstream.answering(200, hit).answering(200, submitted);
    upstream.answering(200, submitted).answering(200, hit);

    String answer = dryRun("DisableHIT", "&HITId=3HIT");

    assertTrue(answer.contains("<IsValid>True</IsValid>"), answer);
    assertEquals(
        List.of("GetHIT", "ListAssignmentsForHIT", "ListAssignmentsForHIT", "GetHIT"),
        upstream.asked().stream().map(call -> call.substring(0, call.indexOf('{'))).toList());
    assertEquals(List.of(), noted);
  }

  @Test
  void disableHitSeesWhatWasPromised() {
    String answer = dryRun("DisableHIT", "&HITId=3PROMISED");
    assertTrue(answer.contains("<IsValid>True</IsValid>"), answer);
    assertEquals(List.of(), upstream.asked());
    assertEquals(List.of(), noted);
  }

  /** Otherwise the real call, repeated for a client that hung up, could get a made-up answer. */
  @Test
  void neitherTakesNorLeavesAnAnswerForWhoeverRepeatsTheCall() {
    dryRun(
        "GrantBonus",
        "&AssignmentId=3WORK&WorkerId=A1EXAMPLE&BonusAmount.1.Amount=1"
            + "&BonusAmount.1.CurrencyCode=USD&Reason=r");
    assertEquals(List.of(), noted);
    assertEquals(List.of(), upstream.asked());
  }
}
