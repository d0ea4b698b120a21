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
        "GrantBonus|WorkerId=A2&AssignmentId=3A&BonusAmount.Amount=1&Reason=r",
      })
  void mailAndMoneyAreNotSentAgainBlindly(String operation, String parameters) {
    upstream.answering(LOST);

    Exchange exchange = client.call(operation, parameters);

    assertEquals(Optional.of("PROXY.OutcomeUnknown"), exchange.answer().errorCode());
    assertEquals(200, exchange.answer().status());
    assertEquals(1, upstream.asked().size());
  }

  @ParameterizedTest(name = "{0} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "DisposeHIT|HITId=3H|InvalidHITState|This HIT is currently in the state 'Disposed'.  (1)|"
            + "{\"HIT\":{\"HITId\":\"3H\",\"HITStatus\":\"Reviewable\"}}",
        "DisposeHIT|HITId=3H|HITDoesNotExist|Hit 3H does not exist. (1)|"
            + "{\"HIT\":{\"HITId\":\"3H\",\"HITStatus\":\"Reviewable\"}}",
        "DisposeQualificationType|QualificationTypeId=3Q|QualificationTypeDoesNotExist|No. (1)|"
            + "{\"QualificationType\":{\"QualificationTypeId\":\"3Q\"}}",
        "DisposeQualificationType|QualificationTypeId=3Q|InvalidQualificationTypeState|No. (1)|"
            + "{\"QualificationType\":{\"QualificationTypeId\":\"3Q\"}}",
      })
  void someRefusalsOfARepeatProveThatTheFirstAttemptWorked(
      String operation, String parameters, String code, String message, String state) {
    upstream.answering(LOST).answering(200, state).answering(400, refused(code, message));

    Exchange exchange = client.call(operation, parameters);

    assertEquals(Optional.empty(), exchange.answer().errorCode(), exchange.answer().xml());
    assertEquals(3, upstream.asked().size());
  }

  @Test
  void aHitThatIsRefusedForAnotherStateWasNotDisposed() {
    String reviewable = "{\"HIT\":{\"HITId\":\"3H\",\"HITStatus\":\"Assignable\"}}";
    upstream
        .answering(LOST)
        .answering(200, reviewable)
        .answering(400, refused("InvalidHITState", "in the state 'Assignable'.  (1)"))
        .answering(200, reviewable);

    assertEquals(
        Optional.of("AWS.MechanicalTurk.InvalidHITState"),
        client.call("DisposeHIT", "HITId=3H").answer().errorCode());
  }

  /** Of a call that may have worked, a busy service says nothing. */
  @Test
  void aRepeatThatIsNotExecutedLeavesTheOutcomeUnknown() {
    String submitted = "{\"Assignment\":{\"AssignmentStatus\":\"Submitted\"}}";
    upstream
        .answering(LOST)
        .answering(200, submitted)
        .answering(400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}")
        .answering(200, submitted);

    Exchange exchange = client.call("ApproveAssignment", "AssignmentId=3A");

    assertEquals(Optional.of("PROXY.OutcomeUnknown"), exchange.answer().errorCode());
    assertEquals(200, exchange.answer().status());
  }

  private static final String REQUESTS =
      "{\"QualificationRequests\":[{\"QualificationRequestId\":\"%s\","
          + "\"QualificationTypeId\":\"3Q\",\"WorkerId\":\"A2\"}]}";
  private static final String SCORE =
      "{\"Qualification\":{\"Status\":\"Granted\",\"IntegerValue\":%d}}";

  private void showTheRequest() {
    upstream.answering(200, REQUESTS.formatted("r"));
    client.call("GetQualificationRequests", "");
  }

  @Test
  void aRequestThatNoListHasIsRejected() {
    upstream.answering(LOST).answering(200, REQUESTS.formatted("other"));

    Exchange exchange = client.call("RejectQualificationRequest", "QualificationRequestId=r");

    assertEquals(Optional.empty(), exchange.answer().errorCode());
    assertEquals("ListQualificationRequests{\"MaxResults\":100}", upstream.asked().get(1));
  }

  @Test
  void aRequestThatIsStillListedIsRejectedOnceMore() {
    upstream.answering(LOST).answering(200, REQUESTS.formatted("r")).answering(200, "");

    assertEquals(
        Optional.empty(),
        client.call("RejectQualificationRequest", "QualificationRequestId=r").answer().errorCode());
    assertEquals(3, upstream.asked().size());
  }

  @Test
  void aRequestIsGrantedWhereTheWorkerHasTheScore() {
    showTheRequest();
    upstream
        .answering(LOST)
        .answering(200, "{\"QualificationRequests\":[]}")
        .answering(200, SCORE.formatted(95));

    Exchange exchange =
        client.call("GrantQualification", "QualificationRequestId=r&IntegerValue=95");

    assertEquals(Optional.empty(), exchange.answer().errorCode());
    assertEquals(
        "GetQualificationScore{\"QualificationTypeId\":\"3Q\",\"WorkerId\":\"A2\"}",
        upstream.asked().get(3));
    assertEquals(4, upstream.asked().size());
  }

  @Test
  void aRequestThatIsStillListedIsGrantedOnceMoreAndARefusalIsLookedInto() {
    showTheRequest();
    upstream
        .answering(LOST)
        .answering(200, REQUESTS.formatted("r"))
        .answering(400, refused("InvalidQualificationRequestState", "No. (1)"))
        .answering(200, "{\"QualificationRequests\":[]}")
        .answering(200, SCORE.formatted(1));

    assertEquals(
        Optional.empty(),
        client.call("GrantQualification", "QualificationRequestId=r").answer().errorCode());
  }

  @Test
  void aRequestThatSomebodyElseDecidedWasNotGranted() {
    showTheRequest();
    for (int i = 0; i < 2; i++) {
      upstream
          .answering(i == 0 ? 500 : 400, refused("QualificationRequestDoesNotExist", "No. (1)"))
          .answering(200, "{\"QualificationRequests\":[]}")
          .answering(200, SCORE.formatted(7));
    }

    assertEquals(
        Optional.of("AWS.MechanicalTurk.QualificationRequestDoesNotExist"),
        client
            .call("GrantQualification", "QualificationRequestId=r&IntegerValue=95")
            .answer()
            .errorCode());
  }

  @Test
  void whoseRequestItWasNobodyKnowsWhereNoListShowedIt() {
    upstream.answering(LOST).answering(200, "{\"QualificationRequests\":[]}");

    assertEquals(
        Optional.of("PROXY.OutcomeUnknown"),
        client.call("GrantQualification", "QualificationRequestId=r").answer().errorCode());
    assertEquals(2, upstream.asked().size());
  }

  private static final String TYPES =
      "{\"QualificationTypes\":[{\"QualificationTypeId\":\"3OTHER\",\"Name\":\"n more\"},"
          + "{\"QualificationTypeId\":\"3Q\",\"Name\":\"n\",\"Description\":\"%s\","
          + "\"QualificationTypeStatus\":\"Active\"}]}";
  private static final String NO_TYPES = "{\"QualificationTypes\":[]}";

  private Exchange createType() {
    return client.call("CreateQualificationType", "Name=n&Description=d");
  }

  @Test
  void aQualificationTypeThatOurFirstAttemptMadeIsASuccessWithItsData() {
    upstream.answering(LOST).answering(200, TYPES.formatted("d"));

    Exchange exchange = createType();

    assertEquals(Optional.empty(), exchange.answer().errorCode());
    assertEquals(
        true,
        exchange
            .answer()
            .xml()
            .contains("<QualificationTypeId>3Q</QualificationTypeId><Name>n</Name>"));
    assertEquals(2, upstream.asked().size());
  }

  @Test
  void aQualificationTypeThatIsListedLateIsASuccessToo() {
    upstream
        .answering(LOST)
        .answering(200, NO_TYPES)
        .answering(400, refused("QualificationTypeAlreadyExists", "No. (1)"))
        .answering(200, NO_TYPES)
        .answering(200, TYPES.formatted("d"));

    assertEquals(Optional.empty(), createType().answer().errorCode());
    assertEquals(5, upstream.asked().size());
  }

  @Test
  void aQualificationTypeThatNoListEverShowsIsInDoubt() {
    upstream
        .answering(LOST)
        .answering(200, NO_TYPES)
        .answering(400, refused("QualificationTypeAlreadyExists", "No. (1)"));
    for (int i = 0; i < 5; i++) {
      upstream.answering(200, NO_TYPES);
    }

    assertEquals(Optional.of("PROXY.OutcomeUnknown"), createType().answer().errorCode());
  }

  @Test
  void anotherQualificationTypeOfThatNameIsAnError() {
    upstream
        .answering(LOST)
        .answering(200, TYPES.formatted("another"))
        .answering(400, refused("QualificationTypeAlreadyExists", "No. (1)"))
        .answering(200, TYPES.formatted("another"))
        .answering(200, TYPES.formatted("another"));

    Exchange exchange = createType();

    assertEquals(
        Optional.of("AWS.MechanicalTurk.QualificationTypeAlreadyExists"),
        exchange.answer().errorCode());
    assertEquals(
        true, exchange.answer().xml().contains("<Key>QualificationTypeId</Key><Value>3Q</Value>"));
  }

  /** A Worker who is mailed must not be mailed twice. */
  @Test
  void aQualificationIsLookedAtBeforeItIsAssignedAgain() {
    upstream.answering(LOST).answering(200, SCORE.formatted(3)).answering(200, "");

    client.call("AssignQualification", "QualificationTypeId=3Q&WorkerId=A2&IntegerValue=4");

    assertEquals(
        List.of(
            "AssociateQualificationWithWorker",
            "GetQualificationScore",
            "AssociateQualificationWithWorker"),
        upstream.asked().stream().map(call -> call.substring(0, call.indexOf('{'))).toList());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "CreateHIT|HITTypeId=3T&LifetimeInSeconds=60&Question=q|HITAlreadyExists|"
            + "The HIT 3HITEXAMPLEHITEXAMPLE0 already exists. (1)",
        "GrantBonus|WorkerId=A2&AssignmentId=3A&BonusAmount.Amount=1&Reason=r|DuplicateCall|No. (1)",
      })
  void whatATokenShowsToBeDoneIsASuccess(
      String operation, String parameters, String code, String message) {
    ModernAnswer already =
        new ModernAnswer.Refused(
            "RequestError", Optional.of("AWS.MechanicalTurk." + code), message);
    upstream
        .answering(new ModernReply(already, 2, true))
        .answering(200, "{\"HIT\":{\"HITId\":\"3HITEXAMPLEHITEXAMPLE0\"}}");

    assertEquals(Optional.empty(), client.call(operation, parameters).answer().errorCode());
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
