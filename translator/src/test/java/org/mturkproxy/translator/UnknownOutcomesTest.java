package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernReply;

/**
 * Calls of which nobody knows whether they took effect ({@code mapping.md} 3.3 rules 4, 5 and 7).
 */
final class UnknownOutcomesTest {

  private static final ModernAnswer LOST =
      new ModernAnswer.Unknown(ModernAnswer.Unknown.NO_ANSWER, "broken");

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final LegacyClient client = new LegacyClient(upstream);

  private static String refused(String code, String message) {
    return "{\"__type\":\"RequestError\",\"TurkErrorCode\":\"AWS.MechanicalTurk."
        + code
        + "\",\"Message\":\""
        + message
        + "\"}";
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ApproveAssignment|AssignmentId=3A|GetAssignment{'AssignmentId':'3A'}|200|"
            + "{'Assignment':{'AssignmentStatus':'Approved'}}",
        "RejectAssignment|AssignmentId=3A|GetAssignment{'AssignmentId':'3A'}|200|"
            + "{'Assignment':{'AssignmentStatus':'Rejected'}}",
        "AssignQualification|QualificationTypeId=3Q&WorkerId=A2&IntegerValue=7|"
            + "GetQualificationScore{'QualificationTypeId':'3Q','WorkerId':'A2'}|200|"
            + "{'Qualification':{'Status':'Granted','IntegerValue':7}}",
        "RevokeQualification|QualificationTypeId=3Q&SubjectId=A2|"
            + "GetQualificationScore{'QualificationTypeId':'3Q','WorkerId':'A2'}|200|"
            + "{'Qualification':{'Status':'Revoked'}}",
        "RevokeQualification|QualificationTypeId=3Q&SubjectId=A2|"
            + "GetQualificationScore{'QualificationTypeId':'3Q','WorkerId':'A2'}|400|"
            + "{'__type':'RequestError','TurkErrorCode':"
            + "'AWS.MechanicalTurk.QualificationDoesNotExist'}",
        "DisposeHIT|HITId=3H|GetHIT{'HITId':'3H'}|200|"
            + "{'HIT':{'HITId':'3H','HITStatus':'Disposed'}}",
        "DisposeHIT|HITId=3H|GetHIT{'HITId':'3H'}|400|"
            + "{'__type':'RequestError','TurkErrorCode':'AWS.MechanicalTurk.HITDoesNotExist'}",
        "DisposeQualificationType|QualificationTypeId=3Q|"
            + "GetQualificationType{'QualificationTypeId':'3Q'}|400|{'__type':'RequestError',"
            + "'TurkErrorCode':'AWS.MechanicalTurk.QualificationTypeDoesNotExist'}",
        "SetHITAsReviewing|HITId=3H|GetHIT{'HITId':'3H'}|200|"
            + "{'HIT':{'HITId':'3H','HITStatus':'Reviewing'}}",
        "SetHITAsReviewing|HITId=3H&Revert=true|GetHIT{'HITId':'3H'}|200|"
            + "{'HIT':{'HITId':'3H','HITStatus':'Reviewable'}}",
      })
  void whatTheStateShowsToBeDoneIsASuccess(
      String operation, String parameters, String look, int status, String state) {
    upstream.answering(LOST).answering(status, state.replace('\'', '"'));

    Exchange exchange = client.call(operation, parameters);

    assertEquals(Optional.empty(), exchange.answer().errorCode(), exchange.answer().xml());
    assertEquals(look.replace('\'', '"'), upstream.asked().get(1));
    assertEquals(2, upstream.asked().size());
  }

  @Test
  void whatTheStateShowsNotToBeDoneIsSentOnceMore() {
    upstream
        .answering(LOST)
        .answering(200, "{\"Assignment\":{\"AssignmentStatus\":\"Submitted\"}}")
        .answering(200, "");

    Exchange exchange = client.call("ApproveAssignment", "AssignmentId=3A");

    assertEquals(Optional.empty(), exchange.answer().errorCode());
    assertEquals(3, upstream.asked().size());
  }

  @Test
  void aRepeatThatIsRefusedMayBeTheEchoOfTheFirst() {
    upstream
        .answering(LOST)
        .answering(200, "{\"Assignment\":{\"AssignmentStatus\":\"Submitted\"}}")
        .answering(400, refused("InvalidAssignmentState", "with a status of: Submitted (1)"))
        .answering(200, "{\"Assignment\":{\"AssignmentStatus\":\"Approved\"}}");

    assertEquals(
        Optional.empty(), client.call("ApproveAssignment", "AssignmentId=3A").answer().errorCode());
  }

  @Test
  void theOppositeDecisionIsPassedOn() {
    upstream
        .answering(LOST)
        .answering(200, "{\"Assignment\":{\"AssignmentStatus\":\"Rejected\"}}")
        .answering(400, refused("InvalidAssignmentState", "with a status of: Submitted (1)"))
        .answering(200, "{\"Assignment\":{\"AssignmentStatus\":\"Rejected\"}}");

    assertEquals(
        Optional.of("AWS.MechanicalTurk.InvalidAssignmentState"),
        client.call("ApproveAssignment", "AssignmentId=3A").answer().errorCode());
  }

  @Test
  void whereTheStateCannotBeReadNothingIsSentAgain() {
    upstream.answering(LOST).answering(LOST);

    Exchange exchange = client.call("ApproveAssignment", "AssignmentId=3A");

    assertEquals(Optional.of("PROXY.OutcomeUnknown"), exchange.answer().errorCode());
    assertEquals(2, upstream.asked().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NotifyWorkers|Subject=s&MessageText=m&WorkerId=A2",
        "SendTestEventNotification|Notification.Destination=d&Notification.Transport=SQS"
            + "&Notification.Version=2006-05-05&TestEventType=Ping",
        "GrantQualification|QualificationRequestId=r",
        "GrantBonus|WorkerId=A2&AssignmentId=3A&BonusAmount.Amount=1&Reason=r",
        "CreateQualificationType|Name=n&Description=d",
      })
  void mailAndMoneyAreNotSentAgainBlindly(String operation, String parameters) {
    upstream.answering(LOST);

    Exchange exchange = client.call(operation, parameters);

    assertEquals(Optional.of("PROXY.OutcomeUnknown"), exchange.answer().errorCode());
    assertEquals(200, exchange.answer().status());
    assertEquals(1, upstream.asked().size());
  }

  @Test
  void aBonusThatOurOwnFirstAttemptPaidIsASuccess() {
    ModernAnswer already =
        new ModernAnswer.Refused(
            "RequestError",
            Optional.empty(),
            "The idempotency token \"u1\" has already been processed. (1)");
    String bonus = "WorkerId=A2&AssignmentId=3A&BonusAmount.Amount=1&Reason=r";
    upstream.answering(new ModernReply(already, 2, true)).answering(new ModernReply(already, 2));

    assertEquals(Optional.empty(), client.call("GrantBonus", bonus).answer().errorCode());
    assertEquals(
        Optional.of("AWS.MechanicalTurk.DuplicateCall"),
        client.call("GrantBonus", bonus + "&UniqueRequestToken=u1").answer().errorCode());
  }

  @Test
  @Tag("trap-5.3.13")
  void anAssignmentThatIsNotVisibleYetIsWaitedFor() {
    String notYet = refused("InvalidAssignmentState", "be called with a status of: null (1)");
    upstream.answering(400, notYet).answering(400, notYet).answering(200, "");

    assertEquals(
        Optional.empty(), client.call("ApproveAssignment", "AssignmentId=3A").answer().errorCode());

    for (int i = 0; i < 4; i++) {
      upstream.answering(400, notYet);
    }
    assertEquals(
        Optional.of("AWS.MechanicalTurk.InvalidAssignmentState"),
        client.call("ApproveAssignment", "AssignmentId=3A").answer().errorCode());
    assertEquals(List.of(), upstream.asked().subList(7, upstream.asked().size()));
  }
}
