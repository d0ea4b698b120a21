package org.mturkproxy.proxy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.proxy.transport.EventLoops;
import org.mturkproxy.translator.exchange.Exchange;

/** WSDL and schemas at the paths where clients look for them ({@code legacy-api.md} 1.1). */
class SchemaFilesTest {

  private static final Pattern ADDRESS = Pattern.compile("<soap:address location=\"([^\"]*)\"/>");
  private static final Pattern NAMESPACE = Pattern.compile("targetNamespace=\"([^\"]*)\"");
  private static final String NEWEST = "/AWSMechanicalTurk/AWSMechanicalTurkRequester.wsdl";

  private final Queue<Exchange> recorded = new ConcurrentLinkedQueue<>();
  private EventLoops loops;
  private ProxyServer server;

  @BeforeEach
  void start() throws IOException {
    loops = EventLoops.start(1);
    server =
        ProxyServer.start(Requests.LISTEN, loops, Requests.ECHO, recorded::add, Requests.CLOCK);
  }

  @AfterEach
  void stop() {
    server.close();
    loops.close();
  }

  @ParameterizedTest(name = "{1} in folder <{0}>")
  @CsvSource({
    "2007-06-21/, 2007-06-21",
    "2008-08-02/, 2008-08-02",
    "2011-10-01/, 2011-10-01",
    "2012-03-25/, 2012-03-25",
    "2013-11-15/, 2013-11-15",
    "2014-08-15/, 2014-08-15",
    "'', 2014-08-15",
  })
  void theFilesOfEachVersionAreServedAndWithoutVersionTheNewest(String folder, String version)
      throws IOException {
    for (String kind : new String[] {"wsdl", "xsd"}) {
      String[] answer =
          get("/AWSMechanicalTurk/" + folder + "AWSMechanicalTurkRequester." + kind, "a:1");
      assertTrue(answer[0].startsWith("http/1.1 200 ok\r\n"), answer[0]);
      assertTrue(answer[0].contains("content-type: text/xml; charset=utf-8\r\n"), answer[0]);
      assertEquals(
          "http://requester.mturk.amazonaws.com/doc/" + version, first(NAMESPACE, answer[1]));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "2005-10-01/QuestionForm.xsd",
    "QuestionForm.xsd",
    "2005-10-01/QuestionFormAnswers.xsd",
    "2005-10-01/AnswerKey.xsd",
    "2006-07-14/ExternalQuestion.xsd",
    "2006-07-14/FormattedContentXHTMLSubset.xsd",
    "2011-11-11/HTMLQuestion.xsd",
    "HTMLQuestion.xsd",
  })
  void theSchemasOfDocumentsAreServed(String path) throws IOException {
    String[] answer = get("/AWSMechanicalTurkDataSchemas/" + path, "a:1");
    assertTrue(answer[0].startsWith("http/1.1 200 ok\r\n"), answer[0]);
    assertTrue(answer[1].contains("XMLSchema"), answer[1]);
  }

  @ParameterizedTest(name = "Host: {0}")
  @CsvSource({
    "mechanicalturk.amazonaws.com, http://mechanicalturk.amazonaws.com/?Service=AWSMechanicalTurkRequester",
    "localhost:8080, http://localhost:8080/?Service=AWSMechanicalTurkRequester",
    "[::1]:8080, http://[::1]:8080/?Service=AWSMechanicalTurkRequester",
  })
  void theAddressIsWhereTheClientAsked(String host, String address) throws IOException {
    assertEquals(address, first(ADDRESS, get(NEWEST, host)[1]));
  }

  @Test
  void theAddressIsThatOfTheConnectionWhereNoUsableHostIsNamed() throws IOException {
    String address = "http://127.0.0.1:" + server.port() + "/?Service=AWSMechanicalTurkRequester";
    try (RawConnection client = new RawConnection(server.port())) {
      client.send("GET " + NEWEST + " HTTP/1.0\r\n\r\n");
      assertEquals(address, first(ADDRESS, client.answer()[1]));
      assertTrue(client.ended());
    }
    assertEquals(address, first(ADDRESS, get(NEWEST, "a\"/><b c=\"")[1]));
  }

  @Test
  void theAddressIsTheConfiguredOneWhateverTheClientAsked() throws IOException {
    ListenConfig listen =
        new ListenConfig("127.0.0.1", 0, Requests.MAX_URL, Requests.MAX_BODY)
            .withPublicUrl(URI.create("https://turk.example.org:8443/"));
    try (ProxyServer seenElsewhere =
        ProxyServer.start(listen, loops, Requests.ECHO, recorded::add, Requests.CLOCK)) {
      assertEquals(
          "https://turk.example.org:8443/?Service=AWSMechanicalTurkRequester",
          first(ADDRESS, get(seenElsewhere.port(), "GET", NEWEST, "a:1")[1]));
    }
  }

  @Test
  void headTellsTheLengthOnly() throws IOException {
    String length = first(Pattern.compile("content-length: (\\d+)"), get(NEWEST, "a:1")[0]);
    try (RawConnection client = new RawConnection(server.port())) {
      client.send("HEAD " + NEWEST + " HTTP/1.1\r\nHost: a:1\r\nConnection: close\r\n\r\n");
      String answer = client.rest();
      assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
      assertTrue(answer.contains("content-length: " + length + "\r\n"), answer);
      assertTrue(answer.endsWith("\r\n\r\n"), answer);
    }
  }

  @Test
  void aQueryAndTheFormOfAForwardProxyAreUnderstood() throws IOException {
    String host = "mechanicalturk.amazonaws.com";
    for (String target : new String[] {NEWEST + "?wsdl", "http://" + host + NEWEST}) {
      assertEquals(
          "http://" + host + "/?Service=AWSMechanicalTurkRequester",
          first(ADDRESS, get(target, host)[1]));
    }
  }

  @Test
  void severalAreServedOnOneConnection() throws IOException {
    String get = "GET " + NEWEST + " HTTP/1.1\r\nHost: a:1\r\n\r\n";
    try (RawConnection client = new RawConnection(server.port())) {
      client.send(get + get + "GET /call HTTP/1.1\r\n\r\n");
      assertTrue(client.answer()[1].contains("</definitions>"));
      assertTrue(client.answer()[1].contains("</definitions>"));
      assertEquals("GET /call ", client.answer()[1]);
    }
  }

  /** With 200 it would be read as a WSDL; nothing was called, but somebody may look for it. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "/AWSMechanicalTurk/2014-08-16/AWSMechanicalTurkRequester.wsdl",
        "/AWSMechanicalTurk/1999-01-01/AWSMechanicalTurkRequester.xsd?wsdl",
        "/AWSMechanicalTurk/2006-05-05/AWSMechanicalTurkRequesterNotification.wsdl",
        "/AWSMechanicalTurkDataSchemas/2099-01-01/QuestionForm.xsd",
        "/AWSMechanicalTurkDataSchemas/2005-10-01/../QuestionForm.xsd",
      })
  void aFileThatThereIsNotIs404(String path) throws IOException {
    String[] answer = get(path, "a:1");
    assertTrue(answer[0].startsWith("http/1.1 404 not found\r\n"), answer[0]);
    assertTrue(
        answer[1].startsWith(
            "<?xml version=\"1.0\"?>\n<Response><Errors><Error>"
                + "<Code>AWS.MissingOperationParameter</Code><Message>The request cannot be read:"
                + " there is no WSDL and no schema of that version or name."),
        answer[1]);
    assertEquals(1, recorded.size());
    try (RawConnection client = new RawConnection(server.port())) {
      client.send("HEAD " + path + " HTTP/1.1\r\nHost: a:1\r\nConnection: close\r\n\r\n");
      String head = client.rest();
      assertTrue(head.startsWith("HTTP/1.1 404 Not Found\r\n"), head);
      assertTrue(head.endsWith("\r\n\r\n"), head);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "POST, /AWSMechanicalTurk/AWSMechanicalTurkRequester.wsdl",
    "POST, /AWSMechanicalTurk/2014-08-16/AWSMechanicalTurkRequester.wsdl",
    "GET, /AWSMechanicalTurk/2014-08-16/",
    "GET, /",
  })
  void anythingElseIsACall(String method, String path) throws IOException {
    assertEquals(method + " " + path + " ", get(server.port(), method, path, "a:1")[1]);
    assertEquals(1, recorded.size());
  }

  @Test
  void aFileIsNoCallAndNotRecorded() throws IOException {
    get(NEWEST, "a:1");
    assertEquals(0, recorded.size());
  }

  private String[] get(String target, String host) throws IOException {
    return get(server.port(), "GET", target, host);
  }

  private static String[] get(int port, String method, String target, String host)
      throws IOException {
    try (RawConnection client = new RawConnection(port)) {
      String length = method.equals("POST") ? "Content-Length: 0\r\n" : "";
      client.send(method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + length + "\r\n");
      return client.answer();
    }
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    assertTrue(found.find(), text);
    return found.group(1);
  }
}
