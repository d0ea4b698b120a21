package org.mturkproxy.proxy.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.config.TrafficLogConfig.Personal;
import org.mturkproxy.proxy.upstream.Environment;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.Transport;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernAnswer.NotExecuted;
import org.mturkproxy.translator.modern.ModernAnswer.Refused;
import org.mturkproxy.translator.modern.ModernAnswer.Unknown;

class ExchangeLineTest {

  @Test
  void showsBothSidesOfACallInOneLine() throws IOException {
    assertEquals(
        "{\"time\":\"2016-05-04T10:20:30.500Z\","
            + "\"requestId\":\"1306b1ca-0000-4000-8000-0000000000aa\","
            + "\"client\":\"127.0.0.1\",\"method\":\"POST\",\"userAgent\":\"Boto/2.49.0\",\"transport\":\"REST\","
            + "\"environment\":\"sandbox\","
            + "\"caller\":\"AKIALEGACY\",\"operation\":\"UnblockWorker\","
            + "\"version\":\"2014-08-15\",\"requests\":[{\"WorkerId\":\"AZ3456EXAMPLE\"}],"
            + "\"modern\":[{\"operation\":\"DeleteWorkerBlock\","
            + "\"body\":{\"WorkerId\":\"AZ3456EXAMPLE\"},\"attempts\":2,"
            + "\"outcome\":\"success\",\"answer\":{\"Count\":1},"
            + "\"afterMicros\":150,\"micros\":3000}],"
            + "\"warnings\":[{\"parameter\":\"Reason\",\"text\":\"Not sent on.\"}],"
            + "\"status\":200,\"outcome\":\"ok\",\"calls\":1,\"retries\":1,\"micros\":4000,"
            + "\"answer\":\"<UnblockWorkerResponse/>\"}",
        line(Environment.SANDBOX, Exchanges.answeredBy(Exchanges.success("{\"Count\":1}"))));
  }

  @Test
  void showsACallOfWhichNothingWasUnderstood() throws IOException {
    assertEquals(
        "{\"time\":\"2016-05-04T10:20:30.500Z\",\"requestId\":\"id\","
            + "\"client\":\"127.0.0.1\",\"method\":\"PUT\",\"userAgent\":\"\",\"transport\":\"REST\","
            + "\"environment\":\"embedded\",\"requests\":[],\"modern\":[],\"warnings\":[],"
            + "\"status\":405,\"outcome\":\"error\",\"error\":\"AWS.InvalidOperationParameter\","
            + "\"calls\":0,\"retries\":0,\"micros\":0,\"answer\":\"<Response/>\"}",
        line(Environment.EMBEDDED, Exchanges.refused("id")));
  }

  @Test
  void marksProduction() throws IOException {
    String line = line(Environment.PRODUCTION, Exchanges.refused("id"));
    assertTrue(line.contains("\"environment\":\"production\",\"production\":true,"), line);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(
            new Refused("RequestError", Optional.of("AWS.MechanicalTurk.X"), "no"),
            "\"outcome\":\"refused\",\"type\":\"RequestError\",\"message\":\"no\","
                + "\"turkErrorCode\":\"AWS.MechanicalTurk.X\""),
        arguments(
            new NotExecuted("ThrottlingException", "Rate exceeded"),
            "\"outcome\":\"notExecuted\",\"type\":\"ThrottlingException\","
                + "\"message\":\"Rate exceeded\""),
        arguments(
            new Unknown("HTTP503", ""),
            "\"outcome\":\"unknown\",\"type\":\"HTTP503\",\"message\":\"\""));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void showsHowAModernCallFailed(ModernAnswer answer, String shown) throws IOException {
    String line = line(Environment.ADDRESS, Exchanges.answeredBy(answer));
    assertTrue(line.contains("\"attempts\":2," + shown + ",\"afterMicros\""), line);
  }

  @Test
  void showsNothingOfTheRequestAsItCame() throws IOException {
    String line = line(Environment.ADDRESS, Exchanges.answeredBy(Exchanges.success("{}")));
    assertFalse(line.contains(Exchanges.SIGNATURE), line);
    assertFalse(line.contains(Exchanges.SECRET), line);
  }

  @Test
  void cutsWhatTheClientChoseToSay() throws IOException {
    String line = line(Environment.EMBEDDED, Exchanges.saying("x".repeat(101)));
    String cut = "\"" + "x".repeat(100) + "…\"";
    for (String name : List.of("userAgent", "operation", "version", "parameter")) {
      assertTrue(line.contains("\"" + name + "\":" + cut), name + " in " + line);
    }
  }

  /** AWS repeats there what was to be signed, a session token among it. */
  @ParameterizedTest
  @ValueSource(strings = {"InvalidSignatureException", "IncompleteSignatureException"})
  void leavesOutTheTextOfASignatureError(String type) throws IOException {
    String text = "… The Canonical String …\nx-amz-security-token:SESSIONTOKEN\n…";
    String line = line(Environment.ADDRESS, Exchanges.answeredBy(new NotExecuted(type, text)));
    assertTrue(line.contains("\"type\":\"" + type + "\",\"afterMicros\""), line);
    assertFalse(line.contains("SESSIONTOKEN"), line);
  }

  /** GetFileUploadURL: for a minute, the URL alone opens the file. */
  @Test
  void showsNoUrlThatOpensAFile() throws IOException {
    String answer = "{\"FileUploadURL\":\"https://h/f?Question=q&Signature=abc\\nd\"}";
    String line = line(Environment.ADDRESS, Exchanges.answeredBy(Exchanges.success(answer)));
    assertTrue(line.contains("\"answer\":{\"FileUploadURL\":\"[not shown]\"}"), line);
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-www-form-urlencoded, '', A=b, REST",
    "'', '', '', REST",
    "text/xml; charset=utf-8, '', '', SOAP",
    "Application/Soap+XML, '', '', SOAP",
    "'', http://soap.amazon.com, '', SOAP",
    "'', '', ' <Envelope/>', SOAP",
  })
  void tellsRestFromSoap(String contentType, String soapAction, String body, Transport transport) {
    assertEquals(transport, Exchanges.received("/", contentType, soapAction, body).transport());
  }

  private static String line(Environment environment, Exchange exchange) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Redaction redaction = new Redaction(Personal.SHOW, PersonalHash.fresh());
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      new ExchangeLine(environment, Exchanges.KEY_ID::equals, redaction)
          .write(json, LogEntry.of(exchange));
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
