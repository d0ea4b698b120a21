package org.mturkproxy.translator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.LegacyAnswer;

/** In what encodings SOAP requests come, and how texts and structures stand in them. */
final class SoapTextTest {

  private static final String TEXT = "déjà";

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final LegacyClient client = new LegacyClient(upstream);

  private static String blocking(String reason) {
    return SoapMessage.of("BlockWorker")
        .asking("<WorkerId>A2EXAMPLE</WorkerId><Reason>" + reason + "</Reason>")
        .xml();
  }

  private void assertReason(String expected) {
    assertEquals(
        List.of("CreateWorkerBlock{\"WorkerId\":\"A2EXAMPLE\",\"Reason\":\"" + expected + "\"}"),
        upstream.asked());
  }

  private static byte[] document(String start, Charset charset) {
    return blocking(TEXT)
        .replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", start)
        .getBytes(charset);
  }

  static Stream<Arguments> encodings() {
    String utf8 = "text/xml; charset=utf-8";
    String mark = "\uFEFF";
    String latin = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>";
    return Stream.of(
        arguments("UTF-8, said", utf8, document("<?xml version='1.0' encoding='utf-8'?>", UTF_8)),
        arguments("UTF-8, not said", "text/xml", document("", UTF_8)),
        arguments(
            "UTF-8, declaration without encoding", utf8, document("<?xml version='1.0'?>", UTF_8)),
        arguments("UTF-8 with a mark", "text/xml", document(mark, UTF_8)),
        arguments(
            "UTF-8 with a mark and another header",
            "text/xml; charset=iso-8859-1",
            document(mark + "<?xml version='1.0'?>", UTF_8)),
        arguments(
            "UTF-8 behind blank lines", utf8, document("\n \r\n\t<?xml version='1.0'?>", UTF_8)),
        arguments("Latin-1, declared", "text/xml", document(latin, ISO_8859_1)),
        arguments("Latin-1, declared, and the header wrong", utf8, document(latin, ISO_8859_1)),
        arguments(
            "Latin-1, in the header only",
            "text/xml;charset=\"ISO-8859-1\"",
            document("", ISO_8859_1)),
        arguments(
            "Windows, declared",
            "text/xml",
            document(
                "<?xml version='1.0' encoding='windows-1252'?>", Charset.forName("windows-1252"))),
        arguments(
            "UTF-16 with a mark",
            "text/xml; charset=utf-16",
            document(mark + "<?xml version='1.0' encoding='UTF-16'?>", UTF_16BE)),
        arguments(
            "UTF-16, little end first",
            utf8,
            document(mark + "<?xml version='1.0' encoding='UTF-16'?>", UTF_16LE)),
        arguments("UTF-16 without a mark", utf8, document("<?xml version='1.0'?>", UTF_16LE)),
        arguments("UTF-16BE without a mark", utf8, document("", UTF_16BE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("encodings")
  void isReadInTheEncodingThatItIsIn(String name, String contentType, byte[] body) {
    upstream.answering(200, "");

    client.soap(contentType, "", body);

    assertReason(TEXT);
  }

  @Test
  void theSurrogatePairsOfAxisAreJoinedInUtf16Too() {
    upstream.answering(200, "");

    client.soap(("\uFEFF" + blocking("&#xD83D;&#xDE00;😀")).getBytes(UTF_16LE));

    assertReason("😀😀");
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        arguments("bytes that are not UTF-8", document("", ISO_8859_1)),
        arguments("half a character of UTF-16", "\uFEFF<a/>".concat("\uD83D").getBytes(UTF_16BE)),
        arguments("an odd byte", new byte[] {(byte) 0xFE, (byte) 0xFF, 0, '<', 0}),
        arguments("an unknown encoding", document("<?xml version='1.0' encoding='x-no'?>", UTF_8)),
        arguments("no encoding's name", document("<?xml version='1.0' encoding='???'?>", UTF_8)),
        arguments(
            "one that is not like ASCII",
            document("<?xml version='1.0' encoding='IBM037'?>", UTF_8)),
        arguments("a mark alone", "\uFEFF".getBytes(UTF_8)),
        arguments("blanks alone", " \n".getBytes(UTF_8)),
        arguments("no XML", "Operation=GetHIT".getBytes(UTF_8)),
        arguments("no SOAP", "<html/>".getBytes(UTF_8)),
        arguments("no body", "<Envelope/>".getBytes(UTF_8)),
        arguments("an empty body", "<Envelope><Body/></Envelope>".getBytes(UTF_8)),
        arguments("nothing", new byte[0]),
        arguments("one that was cut off", blocking("x").substring(0, 400).getBytes(UTF_8)),
        arguments(
            "one tag short", blocking("x").replace("</soapenv:Envelope>", "").getBytes(UTF_8)),
        arguments("more than one", (blocking("x") + "<a/>").getBytes(UTF_8)),
        arguments("a control character", blocking("\u0001").getBytes(UTF_8)),
        arguments("a control character's reference", blocking("&#1;").getBytes(UTF_8)),
        arguments("an entity", blocking("&nbsp;").getBytes(UTF_8)),
        arguments("a prefix without a namespace", blocking("<n:a/>").getBytes(UTF_8)),
        arguments(
            "two signatures",
            blocking("x")
                .replace("</Signature>", "</Signature><Signature>x</Signature>")
                .getBytes(UTF_8)));
  }

  /** Endless ones are in HostileXmlTest; these show what their sender gets. */
  static Stream<Arguments> hostile() {
    String million = "<a/>".repeat(1_000_000);
    String attributes =
        IntStream.range(0, 1_000_000).mapToObj(i -> "a" + i + "=''").collect(joining(" "));
    String laughs =
        "<!DOCTYPE a [<!ENTITY l \"l\"><!ENTITY m \"&l;&l;&l;&l;&l;&l;&l;&l;&l;&l;\">"
            + "<!ENTITY n \"&m;&m;&m;&m;&m;&m;&m;&m;&m;&m;\">]>";
    String file = "<!DOCTYPE a [<!ENTITY l SYSTEM \"file:///etc/passwd\">]>";
    return Stream.of(
        arguments("XXE", (file + blocking("&l;").substring(38)).getBytes(UTF_8)),
        arguments(
            "external DTD",
            ("<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/'>" + blocking("x").substring(38))
                .getBytes(UTF_8)),
        arguments("billion laughs", (laughs + blocking("&n;").substring(38)).getBytes(UTF_8)),
        arguments("100,000 nested tags", blocking("<a>".repeat(100_000)).getBytes(UTF_8)),
        arguments(
            "a 10 MB attribute",
            blocking("<a b='" + "x".repeat(10_000_000) + "'/>").getBytes(UTF_8)),
        arguments("1,000,000 attributes", blocking("<a " + attributes + "/>").getBytes(UTF_8)),
        arguments("1,000,000 elements", blocking(million).getBytes(UTF_8)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"broken", "hostile"})
  void whatCannotBeReadIsAFaultAndDoesNothing(String name, byte[] body) {
    LegacyAnswer answer = client.soap(body).answer();

    assertEquals(List.of(), upstream.asked());
    assertEquals(200, answer.status());
    assertEquals(
        "<?xml version=\"1.0\"?>\n<SOAP-ENV:Envelope"
            + " xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns:aws=\"http://webservices.amazon.com/AWSFault/2005-15-09\"><SOAP-ENV:Body>"
            + "<SOAP-ENV:Fault><faultcode>aws:Client.MalformedRequest</faultcode>"
            + "<faultstring>…</faultstring><detail>"
            + "<aws:RequestId xmlns:aws=\"http://webservices.amazon.com/AWSFault/2005-15-09\">"
            + LegacyClient.REQUEST_ID
            + "</aws:RequestId></detail></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>\n",
        answer
            .xml()
            .replaceAll("(?s)<faultstring>.+</faultstring>", "<faultstring>…</faultstring>"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"broken", "hostile"})
  void theFaultSaysNothingOfWhatReadsIt(String name, byte[] body) {
    String fault = client.soap(body).answer().xml();

    assertFalse(
        Pattern.compile("(?i)wstx|woodstox|stax|java|exception|limit \\(|START_|END_|code \\d|null")
            .matcher(fault)
            .find(),
        fault);
  }

  /** SOAP 1.1, section 4.4; in its own envelope, for that is all a service of 1.1 can speak. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://www.w3.org/2003/05/soap-envelope",
        "http://www.w3.org/2001/12/soap-envelope"
      })
  void theEnvelopeOfAnotherSoapIsAVersionMismatch(String namespace) {
    LegacyAnswer answer =
        client
            .soap(blocking("x").replace("http://schemas.xmlsoap.org/soap/envelope/", namespace))
            .answer();

    assertEquals(List.of(), upstream.asked());
    assertEquals(200, answer.status());
    assertEquals(
        "<?xml version=\"1.0\"?>\n<SOAP-ENV:Envelope"
            + " xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns:aws=\"http://webservices.amazon.com/AWSFault/2005-15-09\"><SOAP-ENV:Body>"
            + "<SOAP-ENV:Fault><faultcode>SOAP-ENV:VersionMismatch</faultcode>"
            + "<faultstring>The request cannot be read: its envelope is not that of SOAP 1.1, which"
            + " has the namespace http://schemas.xmlsoap.org/soap/envelope/ and is the only one that"
            + " this service speaks.</faultstring><detail>"
            + "<aws:RequestId xmlns:aws=\"http://webservices.amazon.com/AWSFault/2005-15-09\">"
            + LegacyClient.REQUEST_ID
            + "</aws:RequestId></detail></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>\n",
        answer.xml());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://requester.mturk.amazonaws.com/doc/",
        "http://requester.mturk.amazonaws.com/doc/latest",
        "http://requester.mturk.amazonaws.com/doc/2014-08-15/",
        "http://webservices.amazon.com/AWSECommerceService/2005-03-23",
        "",
      })
  void anotherNamespaceIsAFault(String namespace) {
    LegacyAnswer answer =
        client
            .soap(
                blocking("x")
                    .replace("http://requester.mturk.amazonaws.com/doc/2014-08-15", namespace))
            .answer();

    assertFault("aws:Client.InvalidOperation", answer);
  }

  @Test
  void anOperationThatThereIsNotIsAFault() {
    assertFault(
        "aws:Client.InvalidOperation", client.soap(SoapMessage.of("BuyBooks").xml()).answer());
  }

  private void assertFault(String code, LegacyAnswer answer) {
    assertEquals(List.of(), upstream.asked());
    assertEquals(200, answer.status());
    assertEquals(code, answer.xml().replaceAll("(?s).*<faultcode>(.*)</faultcode>.*", "$1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a &amp; b &lt;c&gt; &#x41;|a & b <c> A",
        "<![CDATA[a & b <c>]]>|a & b <c>",
        "one <![CDATA[& two]]> &amp; three|one & two & three",
        "a<!-- not this -->b<?nor this?>c|abc",
        "'  kept  '|'  kept  '",
      })
  void textsAreTakenAsTheyAre(String xml, String text) {
    upstream.answering(200, "");

    client.soap(blocking(xml));

    assertReason(text);
  }

  @Test
  void aLongTextInPiecesIsWhole() {
    upstream.answering(200, "");
    String piece = "0123456789".repeat(700);

    client.soap(blocking(piece + "<![CDATA[" + piece + "]]>" + piece));

    assertReason(piece + piece + piece);
  }

  @Test
  void whatIsNilIsNotThere() {
    upstream.answering(200, "{\"AvailableBalance\":\"1.00\"}").answering(200, "");
    String nil = " xsi:nil=\"true\"";

    client.soap(
        SoapMessage.of("GetAccountBalance")
            .xml()
            .replace("<Request/>", "<Request" + nil + "><WorkerId>ignored</WorkerId></Request>"));
    Exchange exchange =
        client.soap(
            SoapMessage.of("RevokeQualification")
                .asking(
                    "<SubjectId xsi:type=\"xsd:string\">A2EXAMPLE</SubjectId><Reason"
                        + nil
                        + "/><QualificationTypeId xsi:nil=\"false\">3QT</QualificationTypeId>"
                        + "<ResponseGroup xsi:nil=\"1\"/>")
                .xml());

    assertEquals(
        List.of(
            "GetAccountBalance{}",
            "DisassociateQualificationFromWorker{\"WorkerId\":\"A2EXAMPLE\","
                + "\"QualificationTypeId\":\"3QT\"}"),
        upstream.asked());
    assertEquals(Optional.empty(), exchange.answer().errorCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<Request/>", "<Request></Request>", "<Request>\n</Request>"})
  void noRequestAndAnEmptyOneAreOneRequestWithoutParameters(String request) {
    upstream.answering(200, "{\"AvailableBalance\":\"1.00\"}");

    Exchange exchange =
        client.soap(SoapMessage.of("GetAccountBalance").xml().replace("<Request/>", request));

    assertEquals(List.of("GetAccountBalance{}"), upstream.asked());
    assertEquals(
        SoapClientsTest.answer(
            "GetAccountBalance",
            "2014-08-15",
            "<GetAccountBalanceResult><Request><IsValid>True</IsValid></Request>"
                + "<AvailableBalance><Amount>1.000</Amount><CurrencyCode>USD</CurrencyCode>"
                + "<FormattedPrice>$1.00</FormattedPrice></AvailableBalance>"
                + "</GetAccountBalanceResult>"),
        exchange.answer().xml());
  }

  @Test
  void theSameElementTwiceWithTwoTextsIsRefusedWhereOneIsMeant() {
    Exchange exchange =
        client.soap(
            SoapMessage.of("UnblockWorker")
                .asking("<WorkerId>A1</WorkerId><WorkerId>A2</WorkerId>")
                .xml());

    assertEquals(List.of(), upstream.asked());
    assertEquals(
        Optional.of("AWS.MechanicalTurk.InvalidParameterValue"), exchange.answer().errorCode());
  }

  @Test
  void aNameWithDotsIsNoPath() {
    Exchange exchange =
        client.soap(
            SoapMessage.of("UnblockWorker")
                .asking("<UnblockWorker.1.WorkerId>A1</UnblockWorker.1.WorkerId>")
                .xml());

    assertEquals(List.of(), upstream.asked());
    assertEquals(Optional.of("AWS.MissingParameters"), exchange.answer().errorCode());
  }
}
