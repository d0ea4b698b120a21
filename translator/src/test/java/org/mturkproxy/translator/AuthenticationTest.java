package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.exchange.Exchange;

/** Who may call ({@code legacy-api.md} 2.3, 2.4, 7.1, 7.3). */
final class AuthenticationTest {

  private final ScriptedUpstream upstream =
      new ScriptedUpstream()
          .answering(200, "{\"HIT\":{\"HITId\":\"3H\"}}")
          .answering(200, "{\"HIT\":{\"HITId\":\"3H\"}}");
  private final LegacyClient client = new LegacyClient(upstream);

  private static String getHit(String timestamp, String signature) {
    return "AWSAccessKeyId=AKIDEXAMPLE&Operation=GetHIT&HITId=3EXAMPLEHIT&Timestamp="
        + LegacyClient.encoded(timestamp)
        + "&Signature="
        + LegacyClient.encoded(signature);
  }

  private static String signed(String timestamp) {
    String text = "AWSMechanicalTurkRequesterGetHIT" + timestamp;
    return getHit(timestamp, new LegacySecret(LegacyClient.SECRET).sign(text));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "2016-05-04T10:20:30Z, llGLryn7XexFbCsYSJzxnPgolwg=",
    "2016-05-04T10:20:30.000Z, xqcgVpVgpwK/L/nYOba2+IZ40Jw="
  })
  @Tag("trap-5.2.9")
  void classicSignaturesOfTheSpecificationAreAccepted(String timestamp, String signature) {
    assertEquals(200, client.get(getHit(timestamp, signature)).answer().status());
    assertEquals(List.of("GetHIT{\"HITId\":\"3EXAMPLEHIT\"}"), upstream.asked());
  }

  @Test
  @Tag("trap-5.2.9")
  void signatureVersionOneSignsAllParameters() {
    String query =
        "AWSAccessKeyId=AKIDEXAMPLE&HITId=3EXAMPLEHIT&Operation=GetHIT&SignatureVersion=1"
            + "&Timestamp=2016-05-04T10%3A20%3A30Z&Version=2014-08-15"
            + "&Signature=fcsg629f2SreqW%2FMtMuIbLspI0s%3D";

    client.get(query);
    assertEquals(List.of("GetHIT{\"HITId\":\"3EXAMPLEHIT\"}"), upstream.asked());

    Exchange tampered = client.get(query.replace("3EXAMPLEHIT", "3OTHERHIT"));
    assertEquals("AWS.NotAuthorized", tampered.answer().errorCode().orElseThrow());
  }

  @Test
  void aSignatureWhosePlusWasNotEncodedIsRepaired() {
    String timestamp = "2016-05-04T10:20:30.000Z";

    client.get(getHit(timestamp, "xqcgVpVgpwK/L/nYOba2+IZ40Jw=").replace("%2B", "+"));

    assertEquals(1, upstream.asked().size());
  }

  @ParameterizedTest
  @CsvSource({
    "2016-05-04T10:20:30Z",
    "2016-05-04T10:20:30.321Z",
    "2016-05-04T10:20:30.123456789Z",
    "2016-05-04T12:20:30+02:00",
    "2016-05-04T10:20:30",
    "2016-05-04T10:35:30Z",
    "2016-05-04T10:05:30Z"
  })
  void timestampsMayBeWrittenInManyWaysAndBeAQuarterOfAnHourOff(String timestamp) {
    client.get(signed(timestamp));

    assertEquals(1, upstream.asked().size());
  }

  @ParameterizedTest
  @CsvSource({"2016-05-04T10:35:31Z", "2016-05-04T10:05:29Z", "2016-05-04T10:20:30-05:00"})
  @Tag("trap-5.5.2")
  void anOldOrEarlyRequestHasExpired(String timestamp) {
    assertBare(
        "RequestExpired",
        "Request has expired. Timestamp date is "
            + timestamp
            + ". Our current system time: 2016-05-04T10:20:30Z",
        timestamp);
  }

  private void assertBare(String code, String message, String timestamp) {
    Exchange exchange = client.get(signed(timestamp));
    assertEquals(200, exchange.answer().status());
    assertEquals(
        "<?xml version=\"1.0\"?>\n<Response><Errors><Error><Code>"
            + code
            + "</Code><Message>"
            + message
            + "</Message></Error></Errors><RequestID>"
            + LegacyClient.REQUEST_ID
            + "</RequestID></Response>\n",
        exchange.answer().xml());
    assertEquals(List.of(), upstream.asked());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "unknown key| AWSAccessKeyId=AKIDEXAMPLE | AWSAccessKeyId=AKIDNOBODY | AWS.NotAuthorized"
            + " | The identity contained in the request is not authorized to use this"
            + " AWSAccessKeyId",
        "wrong signature | Signature=l | Signature=m | AWS.NotAuthorized | The identity contained in"
            + " the request is not authorized to use this AWSAccessKeyId",
        "no key | AWSAccessKeyId= | Other= | AWS.BadCredentialSupplied | The request must contain"
            + " the parameter AWSAccessKeyId.",
        "no signature | Signature= | Other= | AWS.BadCredentialSupplied | The request must contain"
            + " the parameter Signature.",
        "no timestamp | Timestamp= | Other= | AWS.BadClaimsSupplied | The specified claims are"
            + " invalid. The Signature must sign the string: AWSMechanicalTurkRequesterGetHIT. The"
            + " Timestamp must be a date such as 2014-08-15T10:20:30Z. Our current system time:"
            + " 2016-05-04T10:20:30Z."
      })
  @Tag("trap-5.5.1")
  void badCredentialsAreAnsweredWithoutAResult(
      String name, String good, String bad, String code, String message) {
    Exchange exchange =
        client.get(
            getHit("2016-05-04T10:20:30Z", "llGLryn7XexFbCsYSJzxnPgolwg=").replace(good, bad));

    assertOperationError(code, message, exchange);
  }

  @Test
  void aTimestampThatIsNoDateTellsWhatToSign() {
    assertOperationError(
        "AWS.BadClaimsSupplied",
        "The specified claims are invalid. The Signature must sign the string:"
            + " AWSMechanicalTurkRequesterGetHITyesterday. The Timestamp must be a date such as"
            + " 2014-08-15T10:20:30Z. Our current system time: 2016-05-04T10:20:30Z.",
        client.get(signed("yesterday")));
  }

  private void assertOperationError(String code, String message, Exchange exchange) {
    assertEquals(List.of(), upstream.asked());
    assertEquals(200, exchange.answer().status());
    assertEquals(
        "<?xml version=\"1.0\"?>\n<GetHITResponse><OperationRequest><RequestId>"
            + LegacyClient.REQUEST_ID
            + "</RequestId><Errors><Error><Code>"
            + code
            + "</Code><Message>"
            + message
            + " (1462357230000)</Message></Error></Errors></OperationRequest></GetHITResponse>\n",
        exchange.answer().xml());
  }

  @Test
  void theWindowIsMeasuredWhenTheRequestCameIn() {
    Clock slow =
        Clock.offset(Clock.fixed(LegacyClient.NOW, ZoneOffset.UTC), Duration.ofSeconds(30));

    new LegacyClient(upstream, slow, LegacyClient.SECRET).get(signed("2016-05-04T10:05:45Z"));

    assertEquals(1, upstream.asked().size());
  }

  @Test
  void aSecretDoesNotShowItself() {
    assertEquals("LegacySecret[hidden]", new LegacySecret(LegacyClient.SECRET).toString());
  }
}
