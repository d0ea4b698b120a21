package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.modern.ModernAnswer;

/** Operations of several modern calls, at 1462357230 ({@code mapping.md} 3.6, 3.8). */
final class ComposedOperationsTest {

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final LegacyClient client = new LegacyClient(upstream);

  private static String hit(int assignments, long created, long expiration) {
    return "{\"HIT\":{\"HITId\":\"3H\",\"MaxAssignments\":%d,\"CreationTime\":%d,\"Expiration\":%d}}"
        .formatted(assignments, created, expiration);
  }

  private static String refused(String code, String message) {
    return "{\"__type\":\"RequestError\",\"TurkErrorCode\":\""
        + code
        + "\",\"Message\":\""
        + message
        + "\"}";
  }

  @Test
  @Tag("trap-5.1.6")
  @Tag("trap-5.3.10")
  void extendHitLengthensTheLifeFirstAndThenAddsAssignments() {
    upstream.answering(200, hit(20, 1462000000, 1462360000)).answering(200, "").answering(200, "");

    Exchange exchange =
        client.call(
            "ExtendHIT", "HITId=3H&MaxAssignmentsIncrement=2&ExpirationIncrementInSeconds=7200");

    assertEquals(
        List.of(
            "GetHIT{\"HITId\":\"3H\"}",
            "UpdateExpirationForHIT{\"HITId\":\"3H\",\"ExpireAt\":1462367200}",
            "CreateAdditionalAssignmentsForHIT{\"HITId\":\"3H\","
                + "\"NumberOfAdditionalAssignments\":2,\"UniqueRequestToken\":\""
                + LegacyClient.TOKEN
                + "\"}"),
        upstream.asked());
    assertEquals(Optional.empty(), exchange.answer().errorCode());
  }

  @Test
  void anExpiredHitIsExtendedFromNow() {
    upstream.answering(200, hit(20, 1462000000, 1462000060)).answering(200, "");

    client.call("ExtendHIT", "HITId=3H&ExpirationIncrementInSeconds=3600");

    assertEquals(
        "UpdateExpirationForHIT{\"HITId\":\"3H\",\"ExpireAt\":1462360830}",
        upstream.asked().get(1));
  }

  @ParameterizedTest
  @CsvSource({
    "9, 1, 1462000000, AWS.MechanicalTurk.InvalidMaximumAssignmentsIncrease",
    "1, 9, 1462000000, AWS.MechanicalTurk.InvalidMaximumAssignmentsIncrease",
    "20, 1, 1437523199, AWS.MechanicalTurk.HITTooOldForExtension"
  })
  void anExtensionThatUpstreamWouldRefuseHalfwayIsRefusedBefore(
      int has, int more, long created, String code) {
    upstream.answering(200, hit(has, created, 1462360000));

    Exchange exchange =
        client.call(
            "ExtendHIT",
            "HITId=3H&ExpirationIncrementInSeconds=3600&MaxAssignmentsIncrement=" + more);

    assertEquals(Optional.of(code), exchange.answer().errorCode());
    assertEquals(1, upstream.asked().size());
  }

  @Test
  void aRefusalOfTheAssignmentsTellsThatTheLifeIsLonger() {
    upstream
        .answering(200, hit(20, 1462000000, 1462360000))
        .answering(200, "")
        .answering(400, refused("AWS.MechanicalTurk.InsufficientFunds", "No funds. (1)"));

    Exchange exchange =
        client.call(
            "ExtendHIT", "HITId=3H&MaxAssignmentsIncrement=2&ExpirationIncrementInSeconds=3600");

    assertTrue(
        exchange
            .answer()
            .xml()
            .contains(
                "<Code>AWS.MechanicalTurk.InsufficientFunds</Code><Message>No funds. (1) The"
                    + " expiration of the HIT was extended before.</Message>"),
        exchange.answer().xml());
  }

  @Test
  void throttlingAfterTheLifeIsLongerDoesNotInviteToRepeatBoth() {
    upstream
        .answering(200, hit(20, 1462000000, 1462360000))
        .answering(200, "")
        .answering(400, "{\"__type\":\"ThrottlingException\"}");

    Exchange exchange =
        client.call(
            "ExtendHIT", "HITId=3H&MaxAssignmentsIncrement=2&ExpirationIncrementInSeconds=3600");

    assertEquals(200, exchange.answer().status());
    assertEquals(Optional.of("PROXY.NotExecuted"), exchange.answer().errorCode());
  }

  @Test
  void aRepeatWithTheCallersTokenDoesNotAddToTheLifeOnceMore() {
    String call = "HITId=3H&ExpirationIncrementInSeconds=3600&UniqueRequestToken=t-1";
    upstream
        .answering(200, hit(20, 1462000000, 1462360000))
        .answering(200, "")
        .answering(200, hit(20, 1462000000, 1462363600));

    client.call("ExtendHIT", call);
    Exchange again = client.call("ExtendHIT", call);

    assertEquals(Optional.empty(), again.answer().errorCode());
    assertEquals(3, upstream.asked().size());
  }

  @Test
  void anUpdateThatTheServiceHasSeenIsLookedAtAndRepeatedASecondLater() {
    String already =
        refused("x", "The idempotency token \\\"t\\\" has already been processed. (1)");
    upstream
        .answering(200, hit(20, 1462000000, 1462360000))
        .answering(400, already)
        .answering(200, hit(20, 1462000000, 1462360000))
        .answering(200, "");

    Exchange exchange = client.call("ExtendHIT", "HITId=3H&ExpirationIncrementInSeconds=3600");

    assertEquals(Optional.empty(), exchange.answer().errorCode());
    assertEquals(
        "UpdateExpirationForHIT{\"HITId\":\"3H\",\"ExpireAt\":1462363601}",
        upstream.asked().get(3));
  }

  @Test
  void anUpdateOfUnknownOutcomeIsLookedAt() {
    ModernAnswer lost = new ModernAnswer.Unknown(ModernAnswer.Unknown.NO_ANSWER, "broken");
    upstream
        .answering(200, hit(20, 1462000000, 1462360000))
        .answering(lost)
        .answering(200, hit(20, 1462000000, 1462363600));
    assertEquals(
        Optional.empty(),
        client
            .call("ExtendHIT", "HITId=3H&ExpirationIncrementInSeconds=3600")
            .answer()
            .errorCode());

    upstream
        .answering(200, hit(20, 1462000000, 1462360000))
        .answering(lost)
        .answering(200, hit(20, 1462000000, 1462360000));
    assertEquals(
        Optional.of("PROXY.OutcomeUnknown"),
        client
            .call("ExtendHIT", "HITId=3H&ExpirationIncrementInSeconds=3600")
            .answer()
            .errorCode());
  }

  @Test
  void forceExpireOfAHitThatIsExpiredIsASuccess() {
    upstream
        .answering(400, refused("x", "The idempotency token has already been processed. (1)"))
        .answering(200, hit(1, 1462000000, 1462357230));

    assertEquals(Optional.empty(), client.call("ForceExpireHIT", "HITId=3H").answer().errorCode());
  }

  @Test
  void approveRejectedAssignmentOverridesARejection() {
    upstream
        .answering(200, "{\"Assignment\":{\"AssignmentStatus\":\"Rejected\"}}")
        .answering(200, "");

    client.call("ApproveRejectedAssignment", "AssignmentId=3A&RequesterFeedback=Sorry");

    assertEquals(
        List.of(
            "GetAssignment{\"AssignmentId\":\"3A\"}",
            "ApproveAssignment{\"AssignmentId\":\"3A\",\"RequesterFeedback\":\"Sorry\","
                + "\"OverrideRejection\":true}"),
        upstream.asked());
  }

  @Test
  @Tag("trap-5.1.8")
  void approveRejectedAssignmentDoesNotPayWhatNobodyReviewed() {
    upstream.answering(200, "{\"Assignment\":{\"AssignmentStatus\":\"Submitted\"}}");

    Exchange exchange = client.call("ApproveRejectedAssignment", "AssignmentId=3A");

    assertEquals(1, upstream.asked().size());
    assertTrue(
        exchange
            .answer()
            .xml()
            .contains(
                "<Code>AWS.MechanicalTurk.InvalidAssignmentState</Code><Message>This operation can"
                    + " be called with a status of: Rejected (1462357230000)</Message>"
                    + "<Data><Key>AssignmentId</Key><Value>3A</Value></Data>"
                    + "<Data><Key>CurrentState</Key><Value>Submitted</Value></Data>"),
        exchange.answer().xml());
  }

  @Test
  @Tag("trap-5.1.15")
  void updateQualificationScoreMailsNobody() {
    upstream
        .answering(200, "{\"Qualification\":{\"Status\":\"Granted\",\"IntegerValue\":1}}")
        .answering(200, "");

    client.call("UpdateQualificationScore", "QualificationTypeId=3Q&SubjectId=A2&IntegerValue=70");

    assertEquals(
        List.of(
            "GetQualificationScore{\"QualificationTypeId\":\"3Q\",\"WorkerId\":\"A2\"}",
            "AssociateQualificationWithWorker{\"QualificationTypeId\":\"3Q\",\"WorkerId\":\"A2\","
                + "\"IntegerValue\":70,\"SendNotification\":false}"),
        upstream.asked());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|{'Qualification':{'Status':'Revoked'}}|AWS.MechanicalTurk.InvalidQualificationState",
        "400|{'__type':'RequestError','TurkErrorCode':'AWS.MechanicalTurk.QualificationDoesNotExist'}"
            + "|AWS.MechanicalTurk.QualificationDoesNotExist",
      })
  void updateQualificationScoreGivesNothingToWhoHasNothing(int status, String found, String code) {
    upstream.answering(status, found.replace('\'', '"'));

    Exchange exchange =
        client.call(
            "UpdateQualificationScore", "QualificationTypeId=3Q&SubjectId=A2&IntegerValue=70");

    assertEquals(Optional.of(code), exchange.answer().errorCode());
    assertEquals(1, upstream.asked().size());
  }

  @Test
  void anOldVersionOfTheSpecificationIsReplacedWhereUpstreamRefusesIt() {
    upstream
        .answering(400, refused("x", "The Version 2006-05-05 is not supported. (1)"))
        .answering(200, "");

    client.call(
        "SetHITTypeNotification",
        "HITTypeId=3T&Notification.Destination=q&Notification.Transport=SQS"
            + "&Notification.Version=2006-05-05&Notification.EventType=HITExpired");

    assertTrue(upstream.asked().get(1).contains("\"Version\":\"2014-08-15\""));
  }
}
