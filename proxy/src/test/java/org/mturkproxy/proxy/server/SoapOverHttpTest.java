package org.mturkproxy.proxy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.proxy.transport.EventLoops;
import org.mturkproxy.translator.LegacyTranslator;
import org.mturkproxy.translator.Translator;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.Transport;
import org.mturkproxy.translator.modern.ModernAnswers;
import org.mturkproxy.translator.modern.ModernReply;

/** How SOAP clients use HTTP: lines 5, 13 and 15 of clients.md S1, and S5. */
class SoapOverHttpTest {

  private static final LegacySecret SECRET = new LegacySecret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYE");
  private static final String HEAD =
      String.join(
          "\r\n",
          "POST /?Service=AWSMechanicalTurkRequester HTTP/1.1",
          "Content-Type: text/xml; charset=utf-8",
          "SOAPAction: \"http://soap.amazon.com\"",
          "User-Agent: Axis/1.4",
          "Host: localhost",
          "");
  private static final String BALANCE = "<AvailableBalance><Amount>1.000</Amount>";

  private final Queue<Exchange> recorded = new ConcurrentLinkedQueue<>();
  private volatile String modernAnswer = "{\"AvailableBalance\":\"1.00\"}";
  private volatile int modernStatus = 200;
  private EventLoops loops;
  private ProxyServer server;

  @BeforeEach
  void start() throws IOException {
    loops = EventLoops.start(1);
    server = ProxyServer.start(Requests.LISTEN, loops, translator(), recorded::add, Requests.CLOCK);
  }

  @AfterEach
  void stop() {
    server.close();
    loops.close();
  }

  private Translator translator() {
    Requester requester =
        new Requester(
            "AKIDEXAMPLE",
            SECRET,
            call ->
                CompletableFuture.completedFuture(
                    new ModernReply(
                        ModernAnswers.read(
                            modernStatus,
                            Optional.empty(),
                            modernAnswer.getBytes(StandardCharsets.UTF_8)),
                        1)),
            false);
    return new LegacyTranslator(
        id -> Optional.of(requester).filter(r -> r.accessKeyId().equals(id)),
        Requests.CLOCK,
        (requestId, fault) -> fail("a fault of the proxy", fault));
  }

  private static String balance() {
    return envelope("GetAccountBalance", "<Request/>");
  }

  private static String envelope(String operation, String requests) {
    String timestamp = "2016-05-04T10:20:30.123Z";
    String signature = SECRET.sign("AWSMechanicalTurkRequester" + operation + timestamp);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
        + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body><"
        + operation
        + " xmlns=\"http://requester.mturk.amazonaws.com/doc/2014-08-15\">"
        + "<AWSAccessKeyId>AKIDEXAMPLE</AWSAccessKeyId><Timestamp>"
        + timestamp
        + "</Timestamp><Signature>"
        + signature
        + "</Signature>"
        + requests
        + "</"
        + operation
        + "></soapenv:Body></soapenv:Envelope>";
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  private static String withLength(String body) {
    return "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static void assertOk(String[] answer) {
    assertTrue(answer[0].startsWith("http/1.1 200 ok\r\n"), answer[0]);
    assertTrue(answer[0].contains("content-type: text/xml; charset=utf-8\r\n"), answer[0]);
  }

  private static void assertBalance(String[] answer) {
    assertOk(answer);
    assertTrue(answer[1].contains(BALANCE), answer[1]);
  }

  @Test
  @DisplayName("S1.5: chunked without a length, several on one connection (Java 1.6 and 1.7)")
  void chunked() throws IOException {
    try (RawConnection client = new RawConnection(server.port())) {
      for (int i = 0; i < 2; i++) {
        String xml = balance();
        client.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
        client.send(chunk(xml.substring(0, 100)));
        client.send(chunk(xml.substring(100)) + "0\r\n\r\n");
        assertBalance(client.answer());
      }
    }
    assertEquals(
        List.of(Transport.SOAP, Transport.SOAP),
        recorded.stream().map(exchange -> exchange.received().transport()).toList());
  }

  @Test
  @DisplayName("S1.5: Expect: 100-continue on each request (.NET)")
  void expectContinue() throws IOException {
    try (RawConnection client = new RawConnection(server.port())) {
      for (int i = 0; i < 2; i++) {
        String xml = balance();
        client.send(HEAD + "Expect: 100-continue\r\nContent-Length: " + xml.length() + "\r\n\r\n");
        assertTrue(client.answer()[0].startsWith("http/1.1 100 continue\r\n"));
        client.send(xml);
        assertBalance(client.answer());
      }
    }
  }

  @Test
  @DisplayName("S1.5: HTTP/1.0 with a length (Java 1.2.2)")
  void http10() throws IOException {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send(HEAD.replace("HTTP/1.1", "HTTP/1.0") + withLength(balance()));
      assertBalance(client.answer());
      assertTrue(client.ended());
    }
  }

  @Test
  @DisplayName("S1.13: Connection: close is answered with itself, and done (npm soap)")
  void connectionClose() throws IOException {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send(HEAD + "Connection: close\r\n" + withLength(balance()));
      String[] answer = client.answer();
      assertBalance(answer);
      assertTrue(answer[0].contains("connection: close\r\n"), answer[0]);
      assertTrue(client.ended());
    }
  }

  @ParameterizedTest
  @DisplayName(
      "S1.13: what cannot be carried out is answered, not just closed: Java sends it again")
  @ValueSource(strings = {"no XML", "<a", "<a/>", " "})
  void neverJustClosed(String body) throws IOException {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send(HEAD + withLength(body));
      String[] answer = client.answer();
      assertOk(answer);
      assertTrue(answer[1].contains("<faultcode>aws:Client.MalformedRequest<"), answer[1]);
      client.send(HEAD + withLength(balance()));
      assertBalance(client.answer());
    }
  }

  @Test
  @DisplayName("S1.13: a body that is too large is answered with a fault that says so")
  void tooLarge() throws IOException {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send(HEAD + withLength("<a>" + " ".repeat(Requests.MAX_BODY)));
      String[] answer = client.answer();
      assertOk(answer);
      assertTrue(answer[1].contains("body of the request is too long"), answer[1]);
      assertTrue(answer[1].contains("<SOAP-ENV:Fault>"), answer[1]);
    }
  }

  @Test
  @DisplayName("S1.15: an empty chunked body is answered (Axis, after a control character)")
  void emptyChunkedBody() throws IOException {
    try (RawConnection client = new RawConnection(server.port())) {
      client.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
      String[] answer = client.answer();
      assertOk(answer);
      assertTrue(answer[1].contains("<faultcode>aws:Client.MalformedRequest<"), answer[1]);
    }
  }

  @Test
  @DisplayName("S5: \"slow down\" is HTTP 500 with the fault that all three SDKs repeat")
  void slowDown() throws IOException {
    modernStatus = 400;
    modernAnswer = "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}";
    try (RawConnection client = new RawConnection(server.port())) {
      client.send(HEAD + withLength(balance()));
      String[] answer = client.answer();
      assertTrue(answer[0].startsWith("http/1.1 500 internal server error\r\n"), answer[0]);
      assertTrue(answer[0].contains("content-type: text/xml; charset=utf-8\r\n"), answer[0]);
      assertEquals(
          "<?xml version=\"1.0\"?>\n<SOAP-ENV:Envelope"
              + " xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\""
              + " xmlns:aws=\"http://webservices.amazon.com/AWSFault/2005-15-09\"><SOAP-ENV:Body>"
              + "<SOAP-ENV:Fault><faultcode>aws:Server.ServiceUnavailable</faultcode><faultstring>"
              + "Service AWSMechanicalTurkRequester is currently unavailable. Please try again"
              + " later</faultstring><detail><aws:RequestId"
              + " xmlns:aws=\"http://webservices.amazon.com/AWSFault/2005-15-09\">"
              + recorded.peek().received().requestId()
              + "</aws:RequestId></detail></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>\n",
          answer[1]);
    }
  }

  @Test
  @DisplayName("S5: and nothing else is: an unknown outcome is an error in the result, HTTP 200")
  void unknownOutcome() throws IOException {
    modernStatus = 500;
    modernAnswer = "{\"__type\":\"ServiceFault\"}";
    try (RawConnection client = new RawConnection(server.port())) {
      client.send(
          HEAD
              + withLength(
                  envelope(
                      "AssignQualification",
                      "<Request><QualificationTypeId>3QT</QualificationTypeId>"
                          + "<WorkerId>A2EXAMPLE</WorkerId></Request>")));
      String[] answer = client.answer();
      assertOk(answer);
      assertTrue(
          answer[1].contains(
              "<AssignQualificationResult><Request><IsValid>False</IsValid><Errors><Error>"
                  + "<Code>PROXY.OutcomeUnknown</Code>"),
          answer[1]);
    }
  }

  @Test
  @DisplayName("S5: a fault of the proxy's own is no invitation to repeat")
  void ownFault() throws IOException {
    try (ProxyServer broken =
            ProxyServer.start(
                Requests.LISTEN,
                loops,
                request -> CompletableFuture.failedStage(new IllegalStateException("broken")),
                recorded::add,
                Requests.CLOCK);
        RawConnection client = new RawConnection(broken.port())) {
      client.send(HEAD + withLength(balance()));
      String[] answer = client.answer();
      assertOk(answer);
      assertTrue(answer[1].contains("<faultcode>aws:Server.InternalError<"), answer[1]);
    }
  }
}
