package org.mturkproxy.translator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.Warning;

/**
 * All the ways in which real clients write the same thing ({@code legacy-api.md} 3.2, {@code
 * clients.md} R2, S7).
 */
final class EncodingsTest {

  private static final String TYPE =
      "Title=T&Description=D&Reward.1.Amount=1&AssignmentDurationInSeconds=60";

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final LegacyClient client = new LegacyClient(upstream);

  @ParameterizedTest(name = "{0} is ${1}")
  @CsvSource({
    "0.25, 0.25",
    ".25, 0.25",
    "5, 5.00",
    "5., 5.00",
    "5.00, 5.00",
    "0.050, 0.05",
    "0, 0.00",
    "' 0.05 ', 0.05",
    // The official Java SDK: new BigDecimal(0.1), new BigDecimal(0.3); Python: 0.1 + 0.2.
    "0.1000000000000000055511151231257827021181583404541015625, 0.10",
    "0.299999999999999988897769753748434595763683319091796875, 0.30",
    "0.30000000000000004, 0.30",
    "1234567.89, 1234567.89"
  })
  @Tag("trap-5.1.11")
  void anAmountIsTheCentThatIsMeant(String sent, String understood) {
    upstream.answering(200, "{\"HITTypeId\":\"3T\"}");

    client.call(
        "RegisterHITType",
        "Title=T&Description=D&AssignmentDurationInSeconds=60&Reward.1.Amount="
            + LegacyClient.encoded(sent));

    assertEquals(
        List.of(
            "CreateHITType{\"AutoApprovalDelayInSeconds\":2592000,"
                + "\"AssignmentDurationInSeconds\":60,\"Reward\":\""
                + understood
                + "\",\"Title\":\"T\",\"Description\":\"D\"}"),
        upstream.asked());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "numbered                | Reward.1.Amount=1",
        "without a number (rturk)| Reward.Amount=1",
        "counted from zero       | Reward.0.Amount=1",
        "in another letter case  | reward.1.AMOUNT=1",
        "beside an empty scalar (npm mturk-api) | Reward=&Reward.1.Amount=1",
        "with a FormattedPrice   | Reward.1.Amount=1&Reward.1.FormattedPrice=%2499",
        "with an empty pair (npm mturk) | &&Reward.1.Amount=1&&"
      })
  void aStructureMayBeWrittenInManyWays(String way, String reward) {
    upstream.answering(200, "{\"HITTypeId\":\"3T\"}");

    client.call(
        "RegisterHITType", "Title=T&Description=D&AssignmentDurationInSeconds=60&" + reward);

    assertEquals(
        "CreateHITType{\"AutoApprovalDelayInSeconds\":2592000,\"AssignmentDurationInSeconds\":60,"
            + "\"Reward\":\"1.00\",\"Title\":\"T\",\"Description\":\"D\"}",
        upstream.asked().get(0),
        way);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "numbered           | %1$s.1=1&%1$s.2=2&%1$s.10=3",
        "from zero          | %1$s.0=1&%1$s.1=2&%1$s.2=3",
        "with gaps, shuffled| %1$s.30=3&%1$s.7=1&%1$s.20=2",
        "repeated           | %1$s=1&%1$s=2&%1$s=3"
      })
  @Tag("trap-5.4.10")
  void aListComesInTheOrderOfItsNumbers(String way, String values) {
    upstream.answering(200, "{\"HITTypeId\":\"3T\"}");

    client.call(
        "RegisterHITType",
        TYPE
            + "&QualificationRequirement.1.QualificationTypeId=3Q"
            + "&QualificationRequirement.1.Comparator=In&"
            + String.format(values, "QualificationRequirement.1.IntegerValue"));

    assertEquals(
        "[{\"QualificationTypeId\":\"3Q\",\"Comparator\":\"In\",\"IntegerValues\":[1,2,3]}]}",
        upstream.asked().get(0).replaceFirst(".*\"QualificationRequirements\":", ""),
        way);
  }

  @Test
  void aSubdivisionIsThePartAfterTheDash() {
    upstream.answering(200, "{\"HITTypeId\":\"3T\"}");

    client.call(
        "RegisterHITType",
        TYPE
            + "&QualificationRequirement.1.QualificationTypeId=00000000000000000071"
            + "&QualificationRequirement.1.Comparator=NotIn"
            + "&QualificationRequirement.1.LocaleValue.1.Country=US"
            + "&QualificationRequirement.1.LocaleValue.1.Subdivision=US-CA"
            + "&QualificationRequirement.1.LocaleValue.2.Country=gb");

    assertEquals(
        "[{\"QualificationTypeId\":\"00000000000000000071\",\"Comparator\":\"NotIn\","
            + "\"LocaleValues\":[{\"Country\":\"US\",\"Subdivision\":\"CA\"},"
            + "{\"Country\":\"GB\"}]}]}",
        upstream.asked().get(0).replaceFirst(".*\"QualificationRequirements\":", ""));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "true, true",
    "True, true",
    "1, true",
    "T, true",
    "false, false",
    "FALSE, false",
    "0, false",
    "f, false"
  })
  void booleansComeInManyWords(String sent, boolean understood) {
    upstream.answering(200, "{\"HITTypeId\":\"3T\"}");

    client.call(
        "AssignQualification",
        "QualificationTypeId=3Q&WorkerId=A2&IntegerValue=+%2B80+&SendNotification=" + sent);

    assertEquals(
        "AssociateQualificationWithWorker{\"QualificationTypeId\":\"3Q\",\"WorkerId\":\"A2\","
            + "\"IntegerValue\":80,\"SendNotification\":"
            + understood
            + "}",
        upstream.asked().get(0));
  }

  @Test
  @Tag("trap-5.4.2")
  void textIsDecodedOnceAndOtherwiseLeftAlone() {
    upstream.answering(200, "");

    client.call("BlockWorker", "WorkerId=A2&Reason=+a%2Bb%252Bc%20%3C%26amp%3B%0D%0A%F0%9F%98%80+");

    assertEquals(
        "CreateWorkerBlock{\"WorkerId\":\"A2\",\"Reason\":\" a+b%2Bc <&amp;\\r\\n\uD83D\uDE00 \"}",
        upstream.asked().get(0));
  }

  @Test
  void bytesThatAreNotUtf8AreLatin1() {
    upstream.answering(200, "").answering(200, "");

    client.call("BlockWorker", "WorkerId=A2&Reason=d%E9j%E0");
    client.send(
        "POST",
        "/",
        (LegacyClient.signed("BlockWorker") + "&WorkerId=A2&Reason=déjà").getBytes(ISO_8859_1));

    assertEquals(
        "CreateWorkerBlock{\"WorkerId\":\"A2\",\"Reason\":\"déjà\"}", upstream.asked().get(0));
    assertEquals(upstream.asked().get(0), upstream.asked().get(1));
  }

  @Test
  void rawUtf8InABodyIsText() {
    upstream.answering(200, "");

    client.send("POST", "/", LegacyClient.signed("BlockWorker") + "&WorkerId=A2&Reason=s+é");

    assertEquals(
        "CreateWorkerBlock{\"WorkerId\":\"A2\",\"Reason\":\"s é\"}", upstream.asked().get(0));
  }

  @Test
  void parametersMayBeSplitOverUrlAndBody() {
    upstream.answering(200, "");

    client.send(
        "POST",
        "/?Service=AWSMechanicalTurkRequester",
        "&" + LegacyClient.signed("UnblockWorker") + "&WorkerId.1=A2");

    assertEquals("DeleteWorkerBlock{\"WorkerId\":\"A2\"}", upstream.asked().get(0));
  }

  @Test
  void aPostMayHaveEverythingInItsUrl() {
    upstream.answering(200, "");

    client.send("POST", "/onca/xml?" + LegacyClient.signed("UnblockWorker") + "&WorkerId=A2", "");

    assertEquals("DeleteWorkerBlock{\"WorkerId\":\"A2\"}", upstream.asked().get(0));
  }

  @Test
  void aByteOrderMarkBeforeADocumentIsRemoved() {
    upstream.answering(200, "{\"HIT\":{\"HITId\":\"3H\"}}");

    client.call("CreateHIT", "HITTypeId=3T&LifetimeInSeconds=30&Question=%EF%BB%BF%3Cq%2F%3E%0A");

    assertEquals(
        "CreateHITWithHITType{\"HITTypeId\":\"3T\",\"MaxAssignments\":1,\"LifetimeInSeconds\":30,"
            + "\"Question\":\"<q/>\\n\",\"UniqueRequestToken\":\""
            + LegacyClient.TOKEN
            + "\"}",
        upstream.asked().get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "ResponseGroup=Minimal",
    "ResponseGroup.1=Minimal",
    "ResponseGroup.0=Minimal",
    "ResponseGroup0=Minimal",
    "'ResponseGroup=Minimal,NoSuchGroup'",
    "ResponseGroup=AssignmentFeedback"
  })
  void givenResponseGroupsReplaceTheDefaultAndMinimalIsAlwaysIn(String groups) {
    upstream.answering(
        200,
        "{\"HIT\":{\"HITId\":\"3H\",\"HITTypeId\":\"3T\",\"Title\":\"T\",\"Question\":\"q\"}}");

    Exchange exchange = client.call("GetHIT", "HITId=3H&" + groups);

    assertEquals(
        "<HIT><Request><IsValid>True</IsValid></Request><HITId>3H</HITId>"
            + "<HITTypeId>3T</HITTypeId></HIT>",
        exchange.answer().xml().replaceAll("(?s).*(<HIT>.*</HIT>).*", "$1").strip());
  }

  @Test
  @Tag("trap-5.4.12")
  void theManualsMisspeltHitIdIsUnderstood() {
    upstream.answering(200, "{\"HIT\":{\"HITId\":\"3H\"}}");

    client.call("GetHIT", "HitId=3H");

    assertEquals("GetHIT{\"HITId\":\"3H\"}", upstream.asked().get(0));
  }

  @Test
  @Tag("trap-5.1.14")
  void aBatchGetsOneResultForEachRequestAndOneFailureDoesNotTouchTheOthers() {
    upstream
        .answering(200, "{\"HIT\":{\"HITId\":\"3A\",\"HITTypeId\":\"3T\"}}")
        .answering(
            400,
            """
            {"__type":"RequestError","TurkErrorCode":"AWS.MechanicalTurk.HITDoesNotExist",
             "Message":"Hit 3B does not exist. (7)"}
            """);

    Exchange exchange =
        client.call(
            "GetHIT", "GetHIT.1.HITId=3A&GetHIT.2.HITId=3B&GetHIT.3.X=1&ResponseGroup=Minimal");

    assertEquals(List.of("GetHIT{\"HITId\":\"3A\"}", "GetHIT{\"HITId\":\"3B\"}"), upstream.asked());
    assertEquals(
        "<?xml version=\"1.0\"?>\n<GetHITResponse><OperationRequest><RequestId>"
            + LegacyClient.REQUEST_ID
            + "</RequestId></OperationRequest><HIT><Request><IsValid>True</IsValid></Request>"
            + "<HITId>3A</HITId><HITTypeId>3T</HITTypeId></HIT>"
            + "<HIT><Request><IsValid>False</IsValid><Errors><Error>"
            + "<Code>AWS.MechanicalTurk.HITDoesNotExist</Code>"
            + "<Message>Hit 3B does not exist. (7)</Message>"
            + "<Data><Key>HITId</Key><Value>3B</Value></Data></Error></Errors></Request></HIT>"
            + "<HIT><Request><IsValid>False</IsValid><Errors><Error>"
            + "<Code>AWS.MissingParameters</Code><Message>Your request is missing required"
            + " parameters. Required parameters include HITId. (1462357230000)</Message>"
            + "</Error></Errors></Request></HIT></GetHITResponse>\n",
        exchange.answer().xml());
  }

  @Test
  void throttlingOfOneRequestDoesNotInviteToRepeatTheOther() {
    upstream
        .answering(200, "{\"HIT\":{\"HITId\":\"3A\",\"HITTypeId\":\"3T\"}}")
        .answering(400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");

    Exchange exchange =
        client.call(
            "CreateHIT",
            "HITTypeId=3T&LifetimeInSeconds=60&CreateHIT.1.Question=a&CreateHIT.2.Question=b");

    assertEquals(200, exchange.answer().status());
    assertEquals(
        "<HIT><Request><IsValid>False</IsValid><Errors><Error><Code>PROXY.NotExecuted</Code>",
        exchange.answer().xml().replaceAll("(?s).*(<HIT>.*</Code>).*", "$1").strip());
  }

  @Test
  @Tag("trap-5.4.11")
  void unknownParametersAreIgnoredButNotInSilence() {
    upstream.answering(200, "");

    Exchange exchange =
        client.call("UnblockWorker", "WorkerId=A2&RequestGroup=Minimal&WorkerId.0.0=A");

    assertEquals(
        List.of(
            new Warning("RequestGroup", "The operation has no such parameter: it has no effect.")),
        exchange.warnings());
  }

  @Test
  @Tag("trap-5.1.13")
  void validateChecksAndDoesNothingInVersionsThatHadIt() {
    String query = LegacyClient.signed("UnblockWorker").replace("2014-08-15", "2008-08-02");

    Exchange exchange = client.get(query + "&Validate=true&WorkerId=A2");

    assertEquals(List.of(), upstream.asked());
    assertEquals(
        "<UnblockWorkerResult><Request><IsValid>True</IsValid></Request></UnblockWorkerResult>",
        exchange
            .answer()
            .xml()
            .replaceAll("(?s).*(<UnblockWorkerResult>.*Result>).*", "$1")
            .strip());
  }

  @Test
  void validateIsIgnoredInTheNewestVersion() {
    upstream.answering(200, "");

    client.call("UnblockWorker", "Validate=true&WorkerId=A2");

    assertEquals(1, upstream.asked().size());
  }

  @Test
  void theModernVersionIsTakenForTheNewestLegacyOne() {
    upstream.answering(200, "");

    Exchange exchange =
        client.get(
            LegacyClient.signed("UnblockWorker").replace("2014-08-15", "2017-01-17")
                + "&WorkerId=A2");

    assertEquals(200, exchange.answer().status());
    assertEquals(1, upstream.asked().size());
  }
}
