package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.translator.exchange.Exchange;

/** Where errors stand in SOAP answers, and with what HTTP status ({@code legacy-api.md} 6.6). */
final class SoapErrorsTest {

  private static final String THROTTLED =
      "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}";
  private static final String DENIED =
      "{\"__type\":\"AccessDeniedException\",\"message\":\"mechanicalturk:AssociateQualification\"}";

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final LegacyClient client = new LegacyClient(upstream);

  private static SoapMessage assigning(String... workers) {
    String[] requests = workers.clone();
    for (int i = 0; i < requests.length; i++) {
      requests[i] =
          "<QualificationTypeId>3QT</QualificationTypeId><WorkerId>" + workers[i] + "</WorkerId>";
    }
    return SoapMessage.of("AssignQualification").asking(requests);
  }

  private static void assertHolds(String part, Exchange exchange) {
    assertTrue(exchange.answer().xml().contains(part), exchange.answer().xml());
  }

  @Test
  void theJavaSdkKnowsOnlyTheLongerSpellingOfPermissionDenied() {
    upstream.answering(400, DENIED).answering(400, DENIED);

    Exchange soap = client.soap(assigning("A1").xml());
    Exchange rest = client.call("AssignQualification", "QualificationTypeId=3QT&WorkerId=A1");

    assertHolds("<Code>AWS.MechanicalTurk.PermissionDeniedException</Code>", soap);
    assertEquals(
        Optional.of("AWS.MechanicalTurk.PermissionDeniedException"), soap.answer().errorCode());
    assertHolds("<Code>AWS.MechanicalTurk.PermissionDenied</Code>", rest);
  }

  @Test
  void slowDownIsAFaultWithStatus500() {
    upstream.answering(400, THROTTLED);

    Exchange exchange = client.soap(assigning("A1").xml());

    assertEquals(500, exchange.answer().status());
    assertHolds("<faultcode>aws:Server.ServiceUnavailable</faultcode>", exchange);
  }

  @Test
  void aBatchOfWhichOneHadAnEffectIsNeverAFault() {
    upstream.answering(200, "{}").answering(400, THROTTLED);

    Exchange exchange = client.soap(assigning("A1", "A2").xml());

    assertEquals(200, exchange.answer().status());
    assertHolds(
        "<AssignQualificationResult><Request><IsValid>True</IsValid></Request>"
            + "</AssignQualificationResult><AssignQualificationResult><Request>"
            + "<IsValid>False</IsValid><Errors><Error><Code>PROXY.NotExecuted</Code>",
        exchange);
  }

  @Test
  void anUnknownOutcomeIsAnErrorOfTheResult() {
    upstream.answering(500, "{\"__type\":\"ServiceFault\"}");

    Exchange exchange =
        client.soap(
            SoapMessage.of("NotifyWorkers")
                .asking("<Subject>s</Subject><MessageText>m</MessageText><WorkerId>A1</WorkerId>")
                .xml());

    assertEquals(200, exchange.answer().status());
    assertHolds(
        "<NotifyWorkersResult><Request><IsValid>False</IsValid><Errors><Error>"
            + "<Code>PROXY.OutcomeUnknown</Code>",
        exchange);
  }

  @Test
  void whatUpstreamRefusedIsAnErrorOfTheResultWithItsData() {
    upstream.answering(
        400,
        """
        {"__type":"RequestError","TurkErrorCode":"AWS.MechanicalTurk.HITDoesNotExist",
         "Message":"Hit 3NOSUCHHIT does not exist. (1)"}
        """);

    Exchange exchange =
        client.soap(SoapMessage.of("GetHIT").asking("<HITId>3NOSUCHHIT</HITId>").xml());

    assertEquals(
        SoapClientsTest.answer(
            "GetHIT",
            "2014-08-15",
            "<HIT><Request><IsValid>False</IsValid><Errors><Error>"
                + "<Code>AWS.MechanicalTurk.HITDoesNotExist</Code>"
                + "<Message>Hit 3NOSUCHHIT does not exist. (1)</Message>"
                + "<Data><Key>HITId</Key><Value>3NOSUCHHIT</Value></Data></Error></Errors>"
                + "</Request></HIT>"),
        exchange.answer().xml());
  }

  @Test
  void credentialsThatDoNotWorkUpstreamAreAnErrorOfTheCall() {
    upstream.answering(400, "{\"__type\":\"UnrecognizedClientException\"}");

    Exchange exchange = client.soap(assigning("A1").xml());

    assertEquals(200, exchange.answer().status());
    assertHolds("</RequestId><Errors><Error><Code>AWS.NotAuthorized</Code>", exchange);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWSAccessKeyId", "Timestamp", "Signature"})
  void missingCredentialsAreAnErrorOfTheCall(String element) {
    String xml = assigning("A1").xml().replaceAll("<" + element + ">[^<]*</" + element + ">", "");

    Exchange exchange = client.soap(xml);

    assertEquals(List.of(), upstream.asked());
    assertEquals(200, exchange.answer().status());
    assertHolds("</RequestId><Errors><Error><Code>AWS.Bad", exchange);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SetWorkerAcceptLimit", "GetWorkerAcceptLimit"})
  void anOperationThatWasSwitchedOffIsAnErrorOfTheCall(String operation) {
    Exchange exchange = client.soap(SoapMessage.of(operation).version("2007-06-21").xml());

    assertEquals(List.of(), upstream.asked());
    assertEquals(200, exchange.answer().status());
    assertHolds("</RequestId><Errors><Error><Code>AWS.InvalidOperationParameter</Code>", exchange);
  }
}
