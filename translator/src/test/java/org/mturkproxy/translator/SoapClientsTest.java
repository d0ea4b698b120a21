package org.mturkproxy.translator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.translator.exchange.Exchange;

/**
 * What eleven SOAP clients do and cannot bear: clients.md S1, line by line. Its lines on HTTP (5,
 * 13, 15) are proven where HTTP is, in the proxy's SoapOverHttpTest.
 */
final class SoapClientsTest {

  private static final String ANSWER =
      "<?xml version=\"1.0\"?>\n<SOAP-ENV:Envelope"
          + " xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\"><SOAP-ENV:Body>";
  private static final String END = "</SOAP-ENV:Body></SOAP-ENV:Envelope>\n";

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final LegacyClient client = new LegacyClient(upstream);

  private static SoapMessage unblock(String worker) {
    return SoapMessage.of("UnblockWorker").asking("<WorkerId>" + worker + "</WorkerId>");
  }

  /** The answer to one operation in the namespace of a version. */
  static String answer(String operation, String version, String results) {
    return ANSWER
        + "<"
        + operation
        + "Response xmlns=\"http://requester.mturk.amazonaws.com/doc/"
        + version
        + "\"><OperationRequest><RequestId>"
        + LegacyClient.REQUEST_ID
        + "</RequestId></OperationRequest>"
        + results
        + "</"
        + operation
        + "Response>"
        + END;
  }

  private static void assertUnblocked(Exchange exchange) {
    assertEquals(
        answer(
            "UnblockWorker",
            "2014-08-15",
            "<UnblockWorkerResult><Request><IsValid>True</IsValid></Request>"
                + "</UnblockWorkerResult>"),
        exchange.answer().xml());
    assertEquals(200, exchange.answer().status());
  }

  @ParameterizedTest
  @DisplayName("S1.1: the answer is in the namespace of the version asked in")
  @ValueSource(
      strings = {
        "2005-10-01",
        "2007-06-21",
        "2008-08-02",
        "2011-10-01",
        "2012-03-25",
        "2013-11-15",
        "2014-08-15",
        "2016-01-01"
      })
  void sameNamespaceBack(String version) {
    upstream.answering(200, "");

    Exchange exchange = client.soap(unblock("A2EXAMPLE").version(version).xml());

    assertEquals(
        answer(
            "UnblockWorker",
            version,
            "<UnblockWorkerResult><Request><IsValid>True</IsValid></Request>"
                + "</UnblockWorkerResult>"),
        exchange.answer().xml());
    assertEquals(Optional.of(version), exchange.understood().version());
  }

  @ParameterizedTest
  @DisplayName("S1.2: the operation is the first element in Body, whatever SOAPAction says")
  @ValueSource(strings = {"\"http://soap.amazon.com\"", "http://soap.amazon.com", "\"\"", "x", ""})
  void soapActionSaysNothing(String soapAction) {
    upstream.answering(200, "");

    Exchange exchange =
        client.soap("text/xml", soapAction, unblock("A2EXAMPLE").xml().getBytes(UTF_8));

    assertUnblocked(exchange);
  }

  @ParameterizedTest
  @DisplayName("S1.3: amounts that are binary doubles written out are the cents they stand for")
  @CsvSource({
    "0.1000000000000000055511151231257827021181583404541015625, 0.10",
    "0.299999999999999988897769753748434595763683319091796875, 0.30",
    "0.05000000000000000277555756156289135105907917022705078125, 0.05",
  })
  void binaryDoubles(String sent, String understood) {
    upstream.answering(200, "{\"HITTypeId\":\"3TYPE\"}");

    client.soap(
        SoapMessage.of("RegisterHITType")
            .asking(
                "<Reward><Amount>"
                    + sent
                    + "</Amount><CurrencyCode>USD</CurrencyCode></Reward>"
                    + "<AssignmentDurationInSeconds>60</AssignmentDurationInSeconds>"
                    + "<Title>T</Title><Description>D</Description>")
            .xml());

    assertTrue(
        upstream.asked().get(0).contains("\"Reward\":\"" + understood + "\""),
        upstream.asked().get(0));
  }

  @ParameterizedTest
  @DisplayName("S1.4: the signature covers the Timestamp's own text")
  @ValueSource(
      strings = {
        "2016-05-04T10:20:44.123Z",
        "2016-05-04T10:20:44.120Z",
        "2016-05-04T10:20:44.000Z",
        "2016-05-04T10:20:44Z",
        "2016-05-04T10:20:44+00:00",
        "2016-05-04T12:20:44.321+02:00",
        "2016-05-04T10:20:44.123456789Z",
        "2016-05-04T10:20:44"
      })
  void timestampsAsTheyAre(String timestamp) {
    upstream.answering(200, "");

    assertUnblocked(client.soap(unblock("A2EXAMPLE").at(timestamp).xml()));
  }

  @ParameterizedTest
  @DisplayName("S1.4: and what the old service would have printed for it")
  @CsvSource({
    "2016-05-04T10:20:44.12Z, 2016-05-04T10:20:44.120Z",
    "2016-05-04T12:20:44.321+02:00, 2016-05-04T10:20:44.321Z",
    "2016-05-04T10:20:44.000Z, 2016-05-04T10:20:44Z",
  })
  void timestampsPrintedAgain(String sent, String signed) {
    upstream.answering(200, "");
    SoapMessage message = unblock("A2EXAMPLE").at(signed);

    assertUnblocked(
        client.soap(
            message
                .xml()
                .replace(
                    "<Timestamp>" + signed + "</Timestamp>",
                    "<Timestamp>" + sent + "</Timestamp>")));
  }

  @Test
  @DisplayName("S1.4: but of no other moment")
  void timestampOfAnotherMoment() {
    SoapMessage message = unblock("A2EXAMPLE").at("2016-05-04T10:20:44.123Z");

    Exchange exchange = client.soap(message.xml().replace("44.123Z</T", "44.124Z</T"));

    assertEquals(Optional.of("AWS.NotAuthorized"), exchange.answer().errorCode());
  }

  @Test
  @DisplayName("S1.6: several Request elements have as many results, in their order")
  void batches() {
    upstream
        .answering(200, "")
        .answering(
            400,
            """
            {"__type":"RequestError","TurkErrorCode":"AWS.MechanicalTurk.InvalidParameterValue",
             "Message":"No (1)"}
            """)
        .answering(200, "");

    Exchange exchange =
        client.soap(
            SoapMessage.of("UnblockWorker")
                .asking(
                    "<WorkerId>A1</WorkerId>", "<WorkerId>A2</WorkerId>", "<WorkerId>A3</WorkerId>")
                .xml());

    assertEquals(3, upstream.asked().size());
    assertEquals(
        answer(
            "UnblockWorker",
            "2014-08-15",
            "<UnblockWorkerResult><Request><IsValid>True</IsValid></Request></UnblockWorkerResult>"
                + "<UnblockWorkerResult><Request><IsValid>False</IsValid><Errors><Error>"
                + "<Code>AWS.MechanicalTurk.InvalidParameterValue</Code><Message>No (1)</Message>"
                + "</Error></Errors></Request></UnblockWorkerResult>"
                + "<UnblockWorkerResult><Request><IsValid>True</IsValid></Request>"
                + "</UnblockWorkerResult>"),
        exchange.answer().xml());
  }

  @Test
  @DisplayName("S1.6: one that cannot be read, and one that is empty, fail alone")
  void badOnesInABatch() {
    upstream.answering(200, "");

    Exchange exchange =
        client.soap(
            SoapMessage.of("UnblockWorker")
                .asking("<WorkerId>?</WorkerId>", "", "<WorkerId>A3</WorkerId>")
                .xml());

    assertEquals(List.of("DeleteWorkerBlock{\"WorkerId\":\"A3\"}"), upstream.asked());
    assertEquals(
        List.of("False", "False", "True"),
        exchange
            .answer()
            .xml()
            .lines()
            .flatMap(line -> List.of(line.split("<IsValid>", -1)).stream().skip(1))
            .map(part -> part.substring(0, part.indexOf('<')))
            .toList());
  }

  @Test
  @DisplayName("S1.7: wrong credentials are an error in OperationRequest, HTTP 200")
  void credentials() {
    Exchange exchange =
        client.soap(unblock("A2EXAMPLE").xml().replace("<Signature>", "<Signature>x"));

    assertEquals(
        ANSWER
            + "<UnblockWorkerResponse"
            + " xmlns=\"http://requester.mturk.amazonaws.com/doc/2014-08-15\"><OperationRequest>"
            + "<RequestId>"
            + LegacyClient.REQUEST_ID
            + "</RequestId><Errors><Error><Code>AWS.NotAuthorized</Code><Message>The identity"
            + " contained in the request is not authorized to use this AWSAccessKeyId"
            + " (1462357230000)</Message></Error></Errors></OperationRequest>"
            + "</UnblockWorkerResponse>"
            + END,
        exchange.answer().xml());
    assertEquals(200, exchange.answer().status());
  }

  @Test
  @DisplayName("S1.7: an expired timestamp is an error in OperationRequest, HTTP 200")
  void expired() {
    Exchange exchange = client.soap(unblock("A2EXAMPLE").at("2016-05-04T10:00:00Z").xml());

    assertTrue(
        exchange
            .answer()
            .xml()
            .contains(
                "</RequestId><Errors><Error><Code>RequestExpired</Code><Message>Request has"
                    + " expired. Timestamp date is 2016-05-04T10:00:00Z. Our current system time:"
                    + " 2016-05-04T10:20:30Z (1462357230000)</Message>"
                    + "</Error></Errors></OperationRequest></UnblockWorkerResponse>"),
        exchange.answer().xml());
    assertEquals(200, exchange.answer().status());
  }

  @Test
  @DisplayName("S1.8: IsValid has a capital; OperationRequest and Request are there in errors too")
  void isValid() {
    Exchange exchange = client.soap(unblock("").xml());

    assertEquals(
        answer(
            "UnblockWorker",
            "2014-08-15",
            "<UnblockWorkerResult><Request><IsValid>False</IsValid><Errors><Error>"
                + "<Code>AWS.MissingParameters</Code><Message>Your request is missing required"
                + " parameters. Required parameters include WorkerId. (1462357230000)</Message>"
                + "</Error></Errors></Request></UnblockWorkerResult>"),
        exchange.answer().xml());
  }

  @Test
  @DisplayName("S1.9: TotalNumResults is the whole, and a page beyond the end is empty, no error")
  void pages() {
    String three =
        "{\"WorkerBlocks\":[{\"WorkerId\":\"A1\"},{\"WorkerId\":\"A2\"},{\"WorkerId\":\"A3\"}]}";
    upstream.answering(200, three).answering(200, three);

    assertEquals(
        answer(
            "GetBlockedWorkers",
            "2014-08-15",
            "<GetBlockedWorkersResult><Request><IsValid>True</IsValid></Request>"
                + "<PageNumber>2</PageNumber><NumResults>1</NumResults>"
                + "<TotalNumResults>3</TotalNumResults><WorkerBlock><WorkerId>A3</WorkerId>"
                + "</WorkerBlock></GetBlockedWorkersResult>"),
        client
            .soap(
                SoapMessage.of("GetBlockedWorkers")
                    .asking("<PageNumber>2</PageNumber><PageSize>2</PageSize>")
                    .xml())
            .answer()
            .xml());
    assertEquals(
        answer(
            "GetBlockedWorkers",
            "2014-08-15",
            "<GetBlockedWorkersResult><Request><IsValid>True</IsValid></Request>"
                + "<PageNumber>3</PageNumber><NumResults>0</NumResults>"
                + "<TotalNumResults>3</TotalNumResults></GetBlockedWorkersResult>"),
        client
            .soap(
                SoapMessage.of("GetBlockedWorkers")
                    .asking("<PageNumber>3</PageNumber><PageSize>2</PageSize>")
                    .xml())
            .answer()
            .xml());
  }

  @Test
  @DisplayName("S1.10: elements in any order, with prefixes, indented")
  void anyOrder() {
    upstream.answering(200, "");
    SoapMessage message = unblock("A2EXAMPLE");

    assertUnblocked(
        client.soap(
            """
            <?xml version='1.0' encoding='utf-8' ?>
            <env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
              <env:Header>
                <n1:X-Amazon-Software env:mustUnderstand="0" xmlns:n1="http://amazonaws.com/header">
                  ruby-aws/1.2.0</n1:X-Amazon-Software>
              </env:Header>
              <env:Body>
                <n2:UnblockWorker xmlns:n2="%s">
                  <n2:Request xsi:type="n2:UnblockWorkerRequest">
                    <n2:WorkerId>A2EXAMPLE</n2:WorkerId>
                  </n2:Request>
                  <n2:Signature>
                    %s
                  </n2:Signature>
                  <n2:Timestamp>%s</n2:Timestamp>
                  <n2:AWSAccessKeyId> %s </n2:AWSAccessKeyId>
                </n2:UnblockWorker>
              </env:Body>
            </env:Envelope>
            """
                .formatted(
                    message.namespace(),
                    message.signature(),
                    message.timestamp(),
                    LegacyClient.KEY)));
  }

  @Test
  @DisplayName("S1.11: unknown elements are ignored, and the secret that one holds is not kept")
  void unknownElements() {
    upstream.answering(200, "");
    String xml =
        unblock("A2EXAMPLE")
            .xml()
            .replace(
                "<AWSAccessKeyId>",
                "<Service>Other</Service><Operation>BlockWorker</Operation><Version>1</Version>"
                    + "<SignatureVersion>1</SignatureVersion><AWSSecretAccessKeyId>"
                    + LegacyClient.SECRET
                    + "</AWSSecretAccessKeyId><AWSAccessKeyId>")
            .replace("<WorkerId>", "<Operation>UnblockWorker</Operation><Odd><a/></Odd><WorkerId>");

    Exchange exchange = client.soap(xml);

    assertUnblocked(exchange);
    assertEquals(Optional.of("UnblockWorker"), exchange.understood().operation());
    assertEquals(
        List.of("AWSSecretAccessKeyId", "Odd", "SignatureVersion"),
        exchange.warnings().stream().map(w -> w.parameter()).sorted().toList());
    assertFalse(exchange.understood().toString().contains(LegacyClient.SECRET));
    assertFalse(exchange.warnings().toString().contains(LegacyClient.SECRET));
    assertFalse(exchange.legs().toString().contains(LegacyClient.SECRET));
  }

  @ParameterizedTest
  @DisplayName("S1.12: on every path that clients use")
  @ValueSource(
      strings = {
        "/?Service=AWSMechanicalTurkRequester",
        "/",
        "/onca/soap?Service=AWSMechanicalTurkRequester"
      })
  void paths(String target) {
    upstream.answering(200, "");

    assertUnblocked(
        client.send(
            LegacyClient.NOW,
            "POST",
            target,
            "text/xml; charset=utf-8",
            "",
            unblock("A2EXAMPLE").xml().getBytes(UTF_8)));
  }

  @ParameterizedTest
  @DisplayName("S1.14: emoji that Axis writes as two character references are one character")
  @ValueSource(
      strings = {"&#xD83D;&#xDE00;", "&#xd83d;&#xde00;", "&#55357;&#56832;", "&#x0D83D;&#56832;"})
  void surrogatePairs(String references) {
    upstream.answering(200, "");

    client.soap(
        SoapMessage.of("BlockWorker")
            .asking(
                "<WorkerId>A2EXAMPLE</WorkerId><Reason>&#xE9;"
                    + references
                    + references
                    + "&amp;</Reason>")
            .xml());

    assertEquals(
        List.of("CreateWorkerBlock{\"WorkerId\":\"A2EXAMPLE\",\"Reason\":\"é😀😀&\"}"),
        upstream.asked());
  }

  @Test
  @DisplayName("S1.14: where references are text, they stay as they are")
  void surrogatePairsInCdata() {
    upstream.answering(200, "");

    client.soap(
        SoapMessage.of("BlockWorker")
            .asking(
                "<WorkerId>A2EXAMPLE</WorkerId><!-- &#xD83D; --><Reason>"
                    + "<![CDATA[&#xD83D;&#xDE00;]]>&#xD83D;&#xDE00;</Reason>")
            .xml());

    assertEquals(
        List.of("CreateWorkerBlock{\"WorkerId\":\"A2EXAMPLE\",\"Reason\":\"&#xD83D;&#xDE00;😀\"}"),
        upstream.asked());
  }

  @ParameterizedTest
  @DisplayName("S1.14: half of a character is refused, and the answer says so")
  @ValueSource(
      strings = {"&#xD83D;", "&#xD83D;a", "&#xD83D;&#xD83D;", "&#xDE00;", "&#xD83D;&#x41;"})
  void loneSurrogates(String references) {
    Exchange exchange =
        client.soap(
            SoapMessage.of("BlockWorker")
                .asking("<WorkerId>A2EXAMPLE</WorkerId><Reason>" + references + "</Reason>")
                .xml());

    assertEquals(List.of(), upstream.asked());
    assertTrue(
        exchange
            .answer()
            .xml()
            .contains(
                "<faultcode>aws:Client.MalformedRequest</faultcode><faultstring>The request cannot"
                    + " be read: the character reference &amp;#x"),
        exchange.answer().xml());
    assertEquals(200, exchange.answer().status());
  }
}
