package org.mturkproxy.marketplace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mturkproxy.marketplace.ApiErrors.assertFrameworkError;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.config.MarketplaceConfig;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.mturk.MTurkClient;

/** The wire, below what the SDK lets one do. */
class ProtocolTest {

  private static final String JSON = "application/x-amz-json-1.1";
  private static final String PREFIX = "MTurkRequesterServiceV20170117.";

  private static TestMarketplace marketplace;
  private static HttpClient http;

  @BeforeAll
  static void start() {
    marketplace = TestMarketplace.inMemory();
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    marketplace.close();
  }

  @Test
  void theAnswerIsJsonWithARequestIdAndADate() throws Exception {
    HttpResponse<String> answer = post(PREFIX + "GetAccountBalance", "{}");
    assertEquals(200, answer.statusCode());
    assertEquals("{\"AvailableBalance\":\"10000.00\"}", answer.body());
    assertEquals(JSON, answer.headers().firstValue("Content-Type").orElseThrow());
    assertTrue(
        answer
            .headers()
            .firstValue("x-amzn-RequestId")
            .orElseThrow()
            .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
    assertTrue(
        answer
            .headers()
            .firstValue("Date")
            .orElseThrow()
            .matches("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT"));
  }

  @Test
  void anOperationWithoutOutputAnswersAnEmptyObject() throws Exception {
    HttpResponse<String> answer =
        post(PREFIX + "CreateWorkerBlock", "{\"WorkerId\":\"A1\",\"Reason\":\"r\"}");
    assertEquals("{}", answer.body());
  }

  @Test
  void timesAreSecondsAsNumbersThatNeedNoExponent() throws Exception {
    String body = "{\"Name\":\"n\",\"Description\":\"d\",\"QualificationTypeStatus\":\"Active\"}";
    String answer = post(PREFIX + "CreateQualificationType", body).body();
    assertTrue(answer.matches(".*\"CreationTime\":[0-9]{10}\\.[0-9]{1,3},.*"), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{", "{}{}", "{\"a\":1,\"a\":1}", "null", "{\"WorkerId\":1e999999999}"})
  void aBodyThatIsNoJsonObjectIsASerializationException(String body) throws Exception {
    assertType("SerializationException", 400, post(PREFIX + "CreateWorkerBlock", body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ListWorkerBlocks | {\"MaxResults\":\"10\"}",
        "ListWorkerBlocks | {\"MaxResults\":1.5}",
        "ListWorkerBlocks | {\"MaxResults\":1e99}",
        "ListWorkerBlocks | {\"MaxResults\":4294967296}",
        "ListWorkerBlocks | {\"NextToken\":1}",
        "CreateWorkerBlock | {\"WorkerId\":[\"A1\"],\"Reason\":\"r\"}",
        "ListQualificationTypes | {\"MustBeRequestable\":\"true\"}",
        // Half a surrogate pair is no character; kept, it would be another text.
        "CreateWorkerBlock | {\"WorkerId\":\"A1\",\"Reason\":\"a\\ud83db\"}",
        "CreateWorkerBlock | {\"WorkerId\":\"A1\",\"Reason\":\"\\ude00\\ud83d\"}",
      })
  void aMemberOfAnotherTypeIsASerializationException(String operation, String body)
      throws Exception {
    assertType("SerializationException", 400, post(PREFIX + operation, body));
  }

  @Test
  void anEscapedSurrogatePairIsOneCharacter() throws Exception {
    String body = "{\"WorkerId\":\"A1PAIR\",\"Reason\":\"\\ud83d\\ude00\"}";
    assertEquals(200, post(PREFIX + "CreateWorkerBlock", body).statusCode());
    String blocks = post(PREFIX + "ListWorkerBlocks", "{\"MaxResults\":100}").body();
    List<String> reasons = new ObjectMapper().readTree(blocks).findValuesAsText("Reason");
    assertTrue(reasons.contains("\ud83d\ude00"), blocks);
  }

  @Test
  void nullIsAbsentAndUnknownMembersAreIgnored() throws Exception {
    String body = "{\"MaxResults\":null,\"NextToken\":null,\"Surprise\":{\"a\":[]}}";
    assertEquals(200, post(PREFIX + "ListWorkerBlocks", body).statusCode());
  }

  @Test
  void aWholeNumberMayHaveAnEmptyFraction() throws Exception {
    assertEquals(200, post(PREFIX + "ListWorkerBlocks", "{\"MaxResults\":1e1}").statusCode());
  }

  @Test
  void allViolationsAreReportedAtOnce() throws Exception {
    HttpResponse<String> answer = post(PREFIX + "CreateWorkerBlock", "{\"WorkerId\":\"b\"}");
    assertEquals(
        "{\"__type\":\"ValidationException\",\"message\":\"2 validation errors detected: Value 'b'"
            + " at 'workerId' failed to satisfy constraint: Member must satisfy regular expression"
            + " pattern: ^A[A-Z0-9]+$; Value null at 'reason' failed to satisfy constraint: Member"
            + " must not be null\"}",
        answer.body());
  }

  @Test
  void aRequestErrorHasItsThreeMembers() throws Exception {
    HttpResponse<String> answer = post(PREFIX + "GetHIT", "{\"HITId\":\"3X\"}");
    assertEquals(400, answer.statusCode());
    JsonNode body = new ObjectMapper().readTree(answer.body());
    assertEquals(
        List.of("__type", "Message", "TurkErrorCode"),
        body.properties().stream().map(property -> property.getKey()).toList());
    assertEquals("RequestError", body.get("__type").textValue());
    assertEquals("AWS.MechanicalTurk.HITDoesNotExist", body.get("TurkErrorCode").textValue());
    assertTrue(body.get("Message").textValue().matches("Hit 3X does not exist\\. \\([0-9]{13}\\)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {PREFIX + "Nothing", "GetHIT", "MTurkRequesterServiceV20140815.GetHIT"})
  void anUnknownTargetIsAnUnknownOperation(String target) throws Exception {
    assertType("UnknownOperationException", 404, post(target, "{}"));
  }

  @Test
  void anotherContentTypeIsAnUnknownOperation() throws Exception {
    HttpResponse<String> answer =
        send("/", PREFIX + "GetAccountBalance", "{}", "application/json", Instant.now());
    assertType("UnknownOperationException", 404, answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/path", "/?query=1"})
  void onlyTheRootIsServed(String target) throws Exception {
    HttpResponse<String> answer =
        send(target, PREFIX + "GetAccountBalance", "{}", JSON, Instant.now());
    assertType("UnknownOperationException", 404, answer);
  }

  @Test
  void aSkewedSignatureIsRefused() throws Exception {
    HttpResponse<String> answer =
        send("/", PREFIX + "GetAccountBalance", "{}", JSON, Instant.now().minusSeconds(400));
    assertType("InvalidSignatureException", 400, answer);
    assertTrue(answer.body().contains("Signature expired: "), answer.body());
  }

  @Test
  void anUnsignedCallIsRefusedBeforeAnythingElse() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(marketplace.endpoint())
            .header("X-Amz-Target", PREFIX + "Nothing")
            .POST(HttpRequest.BodyPublishers.ofString("no json"))
            .build();
    assertType(
        "MissingAuthenticationTokenException",
        400,
        http.send(request, HttpResponse.BodyHandlers.ofString()));
  }

  @Test
  void theWrongSecretAndTheUnknownKeyAreToldApart() {
    try (MTurkClient wrong = marketplace.client(TestMarketplace.ALICE.accessKeyId(), "wrong");
        MTurkClient unknown = marketplace.client("AKIDNOBODY", "wrong")) {
      assertFrameworkError(
          "InvalidSignatureException",
          "The request signature we calculated does not match the signature you provided. Check"
              + " your AWS Secret Access Key and signing method. Consult the service"
              + " documentation for details.",
          wrong::getAccountBalance);
      assertFrameworkError(
          "UnrecognizedClientException",
          "The security token included in the request is invalid.",
          unknown::getAccountBalance);
    }
  }

  @Test
  void aBodyOverAMegabyteIsRefused() throws Exception {
    assertEquals(413, post(PREFIX + "GetHIT", "x".repeat(1024 * 1024 + 1)).statusCode());
  }

  @Test
  void whatWasStoredIsThereAfterARestart(@TempDir Path directory) {
    String token;
    try (TestMarketplace first = TestMarketplace.in(directory);
        MTurkClient alice = first.alice()) {
      for (int i = 0; i < 3; i++) {
        String worker = "A" + i;
        alice.createWorkerBlock(r -> r.workerId(worker).reason("r"));
      }
      token = alice.listWorkerBlocks(r -> r.maxResults(2)).nextToken();
    }
    try (TestMarketplace second = TestMarketplace.in(directory);
        MTurkClient alice = second.alice()) {
      assertEquals(
          "A2", alice.listWorkerBlocks(r -> r.nextToken(token)).workerBlocks().get(0).workerId());
    }
  }

  @Test
  void aClosedMarketplaceDoesNotListen() {
    TestMarketplace closed = TestMarketplace.withBalance("1.00");
    URI endpoint = closed.endpoint();
    closed.close();
    HttpRequest request = HttpRequest.newBuilder(endpoint).build();
    assertThrows(
        ConnectException.class, () -> http.send(request, HttpResponse.BodyHandlers.discarding()));
  }

  @Test
  @EnabledIf(TestMarketplace.IS_OURS)
  void aPortThatIsTakenLeavesTheDirectoryFree(@TempDir Path directory) {
    MarketplaceConfig config =
        new MarketplaceConfig(Optional.of(directory), BigDecimal.ONE, false, false);
    InetSocketAddress taken =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), marketplace.endpoint().getPort());
    UncheckedIOException refused =
        assertThrows(
            UncheckedIOException.class,
            () -> Marketplace.start(config, List.of(), taken, Clock.systemUTC()));
    assertEquals(BindException.class, refused.getCause().getClass());
    TestMarketplace.in(directory).close();
  }

  @Test
  void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
    try (Socket socket =
        new Socket(marketplace.endpoint().getHost(), marketplace.endpoint().getPort())) {
      StringBuilder requests = new StringBuilder();
      for (String path : List.of("/first", "/control/nothing", "/worker/nothing", "/")) {
        requests.append("POST ").append(path).append(" HTTP/1.1\r\nHost: a\r\n");
        requests.append("Content-Type: application/json\r\n");
        requests.append(path.equals("/") ? "Connection: close\r\n" : "");
        requests.append("Content-Length: 2\r\n\r\n{}");
      }
      // Byte by byte: nothing may depend on where a packet ends.
      for (byte b : requests.toString().getBytes(UTF_8)) {
        socket.getOutputStream().write(b);
      }
      String answers = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertEquals(
          List.of(
              "UnknownOperationException",
              "UnknownOperationException",
              "UnknownOperationException",
              "MissingAuthenticationTokenException"),
          Pattern.compile("\"__type\":\"([A-Za-z]+)\"")
              .matcher(answers)
              .results()
              .map(match -> match.group(1))
              .toList());
    }
  }

  @Test
  void aDirectoryIsUsedByOneMarketplaceAtATime(@TempDir Path directory) {
    try (TestMarketplace first = TestMarketplace.in(directory)) {
      RuntimeException refused =
          assertThrows(RuntimeException.class, () -> TestMarketplace.in(directory));
      assertEquals("The directory " + directory + " is already in use.", refused.getMessage());
      assertEquals("127.0.0.1", first.endpoint().getHost());
    }
  }

  private static void assertType(String type, int status, HttpResponse<String> answer)
      throws IOException {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(type, new ObjectMapper().readTree(answer.body()).get("__type").textValue());
  }

  private static HttpResponse<String> post(String target, String body) throws Exception {
    return send("/", target, body, JSON, Instant.now());
  }

  private static HttpResponse<String> send(
      String path, String target, String body, String contentType, Instant signedAt)
      throws Exception {
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(marketplace.endpoint().resolve(path))
            .putHeader("Content-Type", contentType)
            .putHeader("X-Amz-Target", target)
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(
                            AwsCredentialsIdentity.create(
                                TestMarketplace.ALICE.accessKeyId(),
                                TestMarketplace.ALICE.secret().reveal()))
                        .request(unsigned)
                        .payload(() -> new ByteArrayInputStream(body.getBytes(UTF_8)))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "mturk-requester")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(
                            HttpSigner.SIGNING_CLOCK, Clock.fixed(signedAt, ZoneOffset.UTC)))
            .request();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(signed.getUri()).POST(HttpRequest.BodyPublishers.ofString(body));
    signed.forEachHeader(
        (name, values) -> {
          if (!name.equalsIgnoreCase("host")) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
