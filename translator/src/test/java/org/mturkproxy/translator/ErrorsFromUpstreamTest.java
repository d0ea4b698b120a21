package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.modern.ModernAnswer;

/**
 * Every modern failure becomes a legacy error that old clients know ({@code mapping.md} 1.9-1.11).
 */
final class ErrorsFromUpstreamTest {

  private static final String UNAVAILABLE =
      "<Response><Errors><Error><Code>ServiceUnavailable</Code><Message>Service"
          + " AWSMechanicalTurkRequester is currently unavailable. Please try again later</Message>"
          + "</Error></Errors><RequestID>"
          + LegacyClient.REQUEST_ID
          + "</RequestID></Response>";

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final LegacyClient client = new LegacyClient(upstream);

  private static String errors(Exchange exchange) {
    return exchange.answer().xml().replaceAll("(?s).*<Errors><Error>(.*)</Error></Errors>.*", "$1");
  }

  private static String body(Exchange exchange) {
    return exchange.answer().xml().replace("<?xml version=\"1.0\"?>\n", "").strip();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "GetHIT|AWS.MechanicalTurk.HITDoesNotExist|Hit 3H does not exist. (7)|"
            + "<Data><Key>HITId</Key><Value>3H</Value></Data>",
        "GetQualificationScore|AWS.MechanicalTurk.QualificationDoesNotExist|You requested a"
            + " Qualification that does not exist. (7)|"
            + "<Data><Key>QualificationTypeId</Key><Value>3Q</Value></Data>"
            + "<Data><Key>SubjectId</Key><Value>A2</Value></Data>",
        "GetQualificationType|AWS.MechanicalTurk.QualificationTypeDoesNotExist|gone (7)|"
            + "<Data><Key>QualificationTypeId</Key><Value>3Q</Value></Data>",
        "GetHIT|AWS.MechanicalTurk.InvalidHITState|This HIT is currently in the state 'Disposed'. "
            + " This operation can be called with a status of: Reviewing, Reviewable (7)|"
            + "<Data><Key>HITId</Key><Value>3H</Value></Data>"
            + "<Data><Key>CurrentState</Key><Value>Disposed</Value></Data>"
            + "<Data><Key>ExpectedStates</Key><Value>Reviewing, Reviewable</Value></Data>",
        "CreateHIT|AWS.MechanicalTurk.InsufficientFunds|This Requester has insufficient funds. (7)|"
            + "''",
      })
  @Tag("trap-5.2.10")
  void aRefusalKeepsItsCodeAndMessageAndGetsItsDataBack(
      String operation, String code, String message, String data) {
    upstream.answering(
        400,
        "{\"__type\":\"RequestError\",\"Message\":\""
            + message
            + "\",\"TurkErrorCode\":\""
            + code
            + "\"}");

    Exchange exchange =
        client.call(
            operation,
            "HITId=3H&QualificationTypeId=3Q&SubjectId=A2&HITTypeId=3T&LifetimeInSeconds=60"
                + "&Question=q");

    assertEquals(
        "<Code>" + code + "</Code><Message>" + message + "</Message>" + data, errors(exchange));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"__type\":\"RequestError\",\"Message\":\"no code (7)\"}|"
            + "<Code>AWS.MechanicalTurk.InvalidParameterValue</Code><Message>no code (7)</Message>",
        "{\"__type\":\"ParameterValidationError\",\"Message\":\"The value \\\"A1X\\\" is not valid"
            + " for the parameter WorkerId. (7)\"}|<Code>AWS.MechanicalTurk.InvalidParameterValue"
            + "</Code><Message>The value \"A1X\" is not valid for the parameter WorkerId. (7)"
            + "</Message>",
        "{\"__type\":\"ParameterValidationError\",\"Message\":\"The value 5 is invalid for X. Valid"
            + " values range from 60 to 90. (7)\"}|<Code>AWS.ParameterOutOfRange</Code><Message>The"
            + " value 5 is invalid for X. Valid values range from 60 to 90. (7)</Message>",
        "{\"__type\":\"ValidationException\",\"message\":\"1 validation error detected: Value"
            + " 'a b' at 'workerId' failed to satisfy constraint: Member must satisfy regular"
            + " expression pattern: ^A[A-Z0-9]+$\"}|<Code>AWS.MechanicalTurk.InvalidParameterValue"
            + "</Code><Message>The value \"a b\" is not valid for the parameter SubjectId."
            + " (1462357230000)</Message>",
        "{\"__type\":\"ValidationException\",\"message\":\"1 validation error detected: Value null"
            + " at 'workerId' failed to satisfy constraint: Member must not be null\"}|"
            + "<Code>AWS.MissingParameters</Code><Message>Your request is missing required"
            + " parameters. Required parameters include SubjectId. (1462357230000)</Message>",
        "{\"__type\":\"ValidationException\",\"message\":\"1 validation error detected: Value '0' at"
            + " 'maxResults' failed to satisfy constraint: Member must have value greater than or"
            + " equal to 1\"}|<Code>AWS.ParameterOutOfRange</Code><Message>The value \"0\" is not"
            + " valid for the parameter maxResults. (1462357230000)</Message>",
        "{\"__type\":\"AccessDeniedException\",\"Message\":\"User: arn:aws:iam::1:user/u is not"
            + " authorized\"}|<Code>AWS.MechanicalTurk.PermissionDenied</Code><Message>This user is"
            + " not authorized to perform the requested operation. (1462357230000)</Message>",
      })
  void otherRefusalsAreSaidInLegacyWords(String answer, String errors) {
    upstream.answering(400, answer);

    Exchange exchange = client.call("GetQualificationScore", "QualificationTypeId=3Q&SubjectId=A2");

    assertEquals(errors, errors(exchange));
    assertEquals(200, exchange.answer().status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UnrecognizedClientException",
        "InvalidClientTokenId",
        "InvalidSignatureException",
        "IncompleteSignatureException",
        "MissingAuthenticationTokenException",
        "com.amazon.coral.service#ExpiredTokenException",
        "OptInRequired",
        "SubscriptionRequiredException"
      })
  void credentialsThatUpstreamRefusesAreNotAuthorized(String type) {
    upstream.answering(403, "{\"__type\":\"" + type + "\",\"message\":\"secret details\"}");

    Exchange exchange = client.call("GetHIT", "HITId=3H");

    assertEquals(
        "<GetHITResponse><OperationRequest><RequestId>"
            + LegacyClient.REQUEST_ID
            + "</RequestId><Errors><Error><Code>AWS.NotAuthorized</Code><Message>The identity"
            + " contained in the request is not authorized to use this AWSAccessKeyId"
            + " (1462357230000)</Message></Error></Errors></OperationRequest></GetHITResponse>",
        body(exchange));
  }

  @Test
  void credentialsThatWeDoNotHaveAreNotAuthorized() {
    upstream.answering(
        new ModernAnswer.NotExecuted(ModernAnswer.NotExecuted.NO_CREDENTIALS, "no profile x"));

    Exchange exchange = client.call("GetHIT", "HITId=3H");

    assertEquals(Optional.of("AWS.NotAuthorized"), exchange.answer().errorCode());
  }

  @Test
  void anAccountThatIsNotLinkedIsNotAuthorizedInItsOwnWords() {
    upstream.answering(
        400,
        "{\"__type\":\"RequestError\",\"TurkErrorCode\":\"AWS.AccountNotLinked\","
            + "\"Message\":\"Your AWS account must be linked. (7)\"}");

    assertEquals(
        "<Code>AWS.NotAuthorized</Code><Message>Your AWS account must be linked. (7)</Message>",
        errors(client.call("GetHIT", "HITId=3H")));
  }

  @ParameterizedTest(name = "HTTP {0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "400|{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}",
        "400|{\"__type\":\"Throttling\"}",
        "400|{\"__type\":\"RequestLimitExceeded\"}",
        "429|''",
        "429|{\"__type\":\"TooManyRequestsException\"}",
        "400|{\"__type\":\"RequestExpired\"}",
        "400|{\"__type\":\"InvalidSignatureException\",\"message\":\"Signature expired: 20260101 is"
            + " now earlier than 20260102 (20260103 - 5 min.)\"}",
        "403|<html>Forbidden</html>",
        "410|Gone",
        "500|{\"__type\":\"ServiceFault\",\"Message\":\"oops\"}",
        "500|{\"__type\":\"InternalFailure\"}",
        "503|{\"__type\":\"ServiceUnavailableException\",\"message\":null}",
        "502|<html>Bad gateway</html>",
        "505|''",
        "200|<html>a parked domain</html>",
      })
  void aServiceThatIsBusyOrGoneIsUnavailableForReads(int status, String answer) {
    upstream.answering(status, answer);

    Exchange exchange = client.call("GetHIT", "HITId=3H");

    assertEquals(503, exchange.answer().status());
    assertEquals(UNAVAILABLE, body(exchange));
  }

  @Test
  void noConnectionIsUnavailableForWritesToo() {
    upstream.answering(
        new ModernAnswer.NotExecuted(ModernAnswer.NotExecuted.NO_CONNECTION, "refused"));

    assertEquals(
        UNAVAILABLE,
        body(client.call("CreateHIT", "HITTypeId=3T&LifetimeInSeconds=60&Question=q")));
  }

  @ParameterizedTest(name = "HTTP {0}")
  @CsvSource({"500, ''", "503, <html/>", "200, <html/>"})
  void aWriteThatMayHaveHappenedSaysSoAndInvitesNobodyToRepeatIt(int status, String answer) {
    upstream.answering(status, answer);

    Exchange exchange = client.call("CreateHIT", "HITTypeId=3T&LifetimeInSeconds=60&Question=q");

    assertEquals(200, exchange.answer().status());
    assertEquals(
        "<CreateHITResponse><OperationRequest><RequestId>"
            + LegacyClient.REQUEST_ID
            + "</RequestId></OperationRequest><HIT><Request><IsValid>False</IsValid><Errors><Error>"
            + "<Code>PROXY.OutcomeUnknown</Code><Message>No usable answer came from the service:"
            + " CreateHIT may or may not have been carried out. Look before you"
            + " repeat it. Its UniqueRequestToken was "
            + LegacyClient.TOKEN
            + ". (1462357230000)</Message></Error></Errors></Request></HIT></CreateHITResponse>",
        body(exchange));
  }

  @Test
  @Tag("trap-5.1.16")
  void aMailThatMayHaveGoneOutIsNotRepeatedEither() {
    upstream.answering(
        new ModernAnswer.Unknown(ModernAnswer.Unknown.NO_ANSWER, "the connection broke"));

    Exchange exchange = client.call("AssignQualification", "QualificationTypeId=3Q&WorkerId=A2");

    assertEquals(Optional.of("PROXY.OutcomeUnknown"), exchange.answer().errorCode());
    assertEquals(200, exchange.answer().status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"SerializationException", "UnknownOperationException", "NewException"})
  void aFaultOfOursIsAnInternalError(String type) {
    upstream.answering(400, "{\"__type\":\"" + type + "\",\"message\":\"java.lang.Oops\"}");

    assertEquals(
        "<Code>AWS.InternalError</Code><Message>We are unable to process your request at this time."
            + " (1462357230000)</Message>",
        errors(client.call("GetHIT", "HITId=3H")));
  }

  @Test
  void anAnswerThatWeCannotWriteDoesNotHideAHitThatWasMade() {
    upstream.answering(
        200, "{\"HIT\":{\"HITId\":\"3H\",\"Reward\":\"five\",\"CreationTime\":\"no number\"}}");

    Exchange exchange =
        client.call(
            "CreateHIT", "HITTypeId=3T&LifetimeInSeconds=60&Question=q&ResponseGroup=Minimal");
    assertEquals(Optional.empty(), exchange.answer().errorCode());

    upstream
        .answering(200, "{\"HIT\":{\"HITId\":\"3H\",\"Reward\":\"five\"}}")
        .answering(200, "{\"HIT\":{\"HITId\":\"3H\",\"Reward\":\"five\"}}");
    Exchange detailed =
        client.call(
            "CreateHIT", "HITTypeId=3T&LifetimeInSeconds=60&Question=q&ResponseGroup=HITDetail");
    assertEquals(Optional.of("PROXY.OutcomeUnknown"), detailed.answer().errorCode());
    assertEquals(1, detailed.warnings().size());
  }

  @Test
  @Tag("trap-5.4.5")
  void whatXmlCannotCarryIsLeftOutAndTheRestArrivesWhole() {
    upstream.answering(
        200,
        "{\"HIT\":{\"HITId\":\"3H\",\"Title\":\"a\\u0000b\\u0008c\\td\\ne\\rf & <g> \\\"h' ]]> "
            + "\\ud83d\\ude00 \\ud83d \\uffff \\ue000 é\"}}");

    assertEquals(
        "<Title>abc\td\ne&#xd;f &amp; &lt;g&gt; \"h' ]]&gt; \uD83D\uDE00   \ue000 é</Title>",
        client
            .call("GetHIT", "HITId=3H")
            .answer()
            .xml()
            .replaceAll("(?s).*(<Title>.*</Title>).*", "$1")
            .strip());
  }
}
