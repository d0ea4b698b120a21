package org.mturkproxy.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.config.CallLimits;
import org.mturkproxy.config.Defaults;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.KeyRules;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.config.UpstreamConfig;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.config.UpstreamTarget;
import org.mturkproxy.proxy.upstream.StubUpstream;
import org.mturkproxy.proxy.upstream.StubUpstream.Seen;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.Transport;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.CreateHitResponse;
import software.amazon.awssdk.services.mturk.model.MTurkException;
import software.amazon.awssdk.services.mturk.model.RequestErrorException;

/** Modern calls at the legacy address: Amazon's own client where the marketplace is upstream. */
class PassThroughTest {

  private static final String KEY = "AKIALEGACY";
  private static final String SECRET = "legacy-secret-of-a-test";
  private static final String MODERN_KEY = "AKIAMODERN";
  private static final String MODERN_SECRET = "modern-secret-of-a-test";

  @TempDir Path directory;

  private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
  private ProxyRuntime proxy;

  @AfterEach
  void stop() {
    proxy.close();
  }

  private void start(UpstreamTarget target) throws IOException {
    start(target, KeyRules.DEFAULT);
  }

  private void start(UpstreamTarget target, KeyRules rules) throws IOException {
    UpstreamConfig otherwise = Defaults.UPSTREAM;
    proxy =
        ProxyRuntime.start(
            LoadedConfig.of(
                new ProxyConfig(
                    new ListenConfig("127.0.0.1", 0, 300_000, 300_000),
                    new UpstreamConfig(
                        target,
                        otherwise.region(),
                        otherwise.service(),
                        otherwise.connectTimeout(),
                        otherwise.readTimeout(),
                        otherwise.budget(),
                        otherwise.maxConnections()),
                    List.of(
                        new KeyConfig(
                            KEY,
                            new Secret(SECRET),
                            new UpstreamCredentials.SameKey(),
                            rules,
                            Optional.of(
                                new KeyConfig.ModernPair(MODERN_KEY, new Secret(MODERN_SECRET))))),
                    new TrafficLogConfig.File(directory.resolve("traffic.jsonl")),
                    new MarketplaceConfig(
                        Optional.empty(), BigDecimal.valueOf(10_000), true, false))),
            Clock.systemUTC(),
            exchanges::add);
  }

  private MTurkClient client(String key, String secret) {
    return ModernClients.client(proxy.address().getPort(), key, secret);
  }

  private HttpResponse<String> post(String operation, String body) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + proxy.address().getPort() + "/");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body));
    ModernClients.signed(uri, operation, body, KEY, SECRET)
        .forEach(
            (name, value) -> {
              if (!name.equalsIgnoreCase("host")) {
                request.header(name, value);
              }
            });
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @ParameterizedTest
  @CsvSource({KEY + "," + SECRET, MODERN_KEY + "," + MODERN_SECRET})
  void theOfficialClientCallsWithEitherPairAndIsTheSameCaller(String key, String secret)
      throws IOException {
    start(new UpstreamTarget.Embedded());
    try (MTurkClient turk = client(key, secret)) {
      CreateHitResponse created = turk.createHIT(ModernClients.hit());
      String question = turk.getHIT(get -> get.hitId(created.hit().hitId())).hit().question();
      assertEquals(ModernClients.QUESTION, question);
      assertEquals("10000.00", turk.getAccountBalance(all -> {}).availableBalance());
      RequestErrorException e =
          assertThrows(
              RequestErrorException.class, () -> turk.getHIT(get -> get.hitId("3NOSUCHHIT")));
      assertEquals("AWS.MechanicalTurk.HITDoesNotExist", e.turkErrorCode());
      assertFalse(e.requestId().isEmpty());
    }
    assertEquals(
        List.of("CreateHIT", "GetHIT", "GetAccountBalance", "GetHIT"),
        exchanges.stream().map(one -> one.understood().operation().orElseThrow()).toList());
    for (Exchange one : exchanges) {
      assertEquals(Transport.MODERN, one.received().transport());
      assertEquals(Optional.of(KEY), one.understood().accessKeyId());
      assertEquals(1, one.legs().size());
    }
  }

  /** What the key may do by its legacy name or its modern one, and nothing that is composed. */
  @ParameterizedTest
  @CsvSource({
    "SearchHITs, ListHITs, 200",
    "CreateHIT, CreateHIT, 200",
    "UpdateExpirationForHIT, UpdateExpirationForHIT, 200",
    "CreateHIT, ListHITs, 400",
    "DisableHIT, ApproveAssignment, 400",
  })
  void theOperationsOfAKeyHoldForModernCallsToo(String allowed, String called, int status)
      throws Exception {
    try (StubUpstream stub = new StubUpstream(StubUpstream.ok("{}"))) {
      start(
          new UpstreamTarget.Address(stub.uri()),
          new KeyRules(CallLimits.DEFAULT, Optional.of(List.of(allowed))));
      HttpResponse<String> got = post(called, "{}");
      assertEquals(status, got.statusCode());
      assertEquals(status == 200 ? 1 : 0, stub.seen().size());
      if (status == 400) {
        assertEquals(
            "{\"__type\":\"AccessDeniedException\",\"message\":\"This access key is not allowed to"
                + " call "
                + called
                + ".\"}",
            got.body());
      }
    }
  }

  @Test
  void whatAModernCallWritesIsInTheNextLegacyList() throws IOException {
    start(new UpstreamTarget.Embedded());
    try (MTurkClient turk = client(MODERN_KEY, MODERN_SECRET)) {
      assertEquals("0", listed());
      String hit = turk.createHIT(ModernClients.hit()).hit().hitId();
      assertEquals("1", listed());
      turk.updateExpirationForHIT(update -> update.hitId(hit).expireAt(Instant.EPOCH));
      turk.deleteHIT(delete -> delete.hitId(hit));
      assertEquals("0", listed());
    }
  }

  private String listed() throws IOException {
    String xml = SignedCall.answer(proxy.address().getPort(), KEY, SECRET, "SearchHITs", "");
    return xml.replaceAll("(?s).*<TotalNumResults>([0-9]+)<.*", "$1");
  }

  /** Who guesses keys learns nothing: both are told the same, after the same work. */
  @ParameterizedTest
  @CsvSource({
    "AKIALEGACY, another-secret-of-a-test",
    "AKIANOBODY, legacy-secret-of-a-test",
    "AKIANOBODY, nobody"
  })
  void whoDoesNotSignAsConfiguredIsRefusedInTheModernShape(String key, String with)
      throws IOException {
    start(new UpstreamTarget.Embedded());
    try (MTurkClient turk = client(key, with)) {
      MTurkException e = assertThrows(MTurkException.class, () -> turk.getAccountBalance(a -> {}));
      assertEquals("InvalidSignatureException", e.awsErrorDetails().errorCode());
      assertEquals(
          "The request signature we calculated does not match the signature you provided. Check"
              + " your AWS Secret Access Key and signing method. Consult the service"
              + " documentation for details.",
          e.awsErrorDetails().errorMessage());
      assertEquals(400, e.statusCode());
    }
    assertEquals(List.of(), exchanges.element().legs());
  }

  @Test
  void bodyAndAnswerPassByteForByte() throws Exception {
    String answer = "{ \"AvailableBalance\" :\"10.00\",\n\"new\": [1.50, null, \"\u20ac\"] }";
    try (StubUpstream stub =
        new StubUpstream(
            StubUpstream.answer(
                200, answer, "Content-Type: application/x-amz-json-1.1", "x-amzn-RequestId: r1"))) {
      start(new UpstreamTarget.Address(stub.uri()));
      String body = " {\"Unknown\": 1.0e2 , \"n\":null, \"t\":\"\u00fc\u20ac\" }\n";
      HttpResponse<String> got = post("GetAccountBalance", body);
      assertEquals(answer, got.body());
      assertEquals(200, got.statusCode());
      assertEquals("r1", got.headers().firstValue("x-amzn-requestid").orElse(""));
      assertEquals(List.of("application/x-amz-json-1.1"), got.headers().allValues("content-type"));
      Seen seen = stub.seen().get(0);
      assertEquals(body, seen.text());
      assertEquals(
          "MTurkRequesterServiceV20170117.GetAccountBalance", seen.headers().get("x-amz-target"));
    }
  }

  /** What takes fifty times its size in memory would end the process, by one call of one key. */
  @Test
  void aBodyOfMoreValuesThanAnyCallHasIsNotPassedOn() throws Exception {
    try (StubUpstream stub = new StubUpstream(StubUpstream.ok("{}"))) {
      start(new UpstreamTarget.Address(stub.uri()));
      HttpResponse<String> most = post("GetHIT", "{\"a\":[" + "{},".repeat(9_997) + "1]}");
      assertEquals(200, most.statusCode());
      HttpResponse<String> more = post("GetHIT", "{\"a\":[" + "{},".repeat(9_997) + "1,1]}");
      assertEquals(400, more.statusCode());
      assertTrue(more.body().startsWith("{\"__type\":\"SerializationException\""), more.body());
      assertEquals(1, stub.seen().size());
    }
  }

  @Test
  void anErrorOfTheUpstreamPassesWithItsStatus() throws Exception {
    String error = "{\"__type\":\"ServiceFault\", \"Message\":\"later\"}";
    try (StubUpstream stub = new StubUpstream(StubUpstream.answer(500, error))) {
      start(new UpstreamTarget.Address(stub.uri()));
      HttpResponse<String> got = post("NotifyWorkers", "{}");
      assertEquals(500, got.statusCode());
      assertEquals(error, got.body());
      assertEquals(1, stub.seen().size());
    }
  }

  /** An SDK repeats HTTP 5xx by itself: what may have paid must not look like one. */
  @ParameterizedTest(name = "{0} {1}: {2} attempts")
  @CsvSource(
      delimiter = '|',
      value = {
        "SendBonus | {\"BonusAmount\":\"1\"} | 1 | 400",
        "SendBonus | {\"UniqueRequestToken\":\"\"} | 1 | 400",
        "NotifyWorkers | {\"UniqueRequestToken\":\"t\"} | 1 | 400",
        "SendBonus | {\"UniqueRequestToken\":\"t\"} | 2 | 200",
        "CreateWorkerBlock | {\"WorkerId\":\"A1\"} | 2 | 200",
        "GetHIT | {\"HITId\":\"3A\"} | 2 | 200"
      })
  void onlyWhatMayBeRepeatedIsSentAgainWhenNobodyKnows(
      String operation, String body, int attempts, int status) throws Exception {
    try (StubUpstream stub =
        new StubUpstream(StubUpstream.closeWithoutAnswer(), StubUpstream.ok("{}"))) {
      start(new UpstreamTarget.Address(stub.uri()));
      HttpResponse<String> got = post(operation, body);
      assertEquals(status, got.statusCode());
      assertEquals(attempts, stub.seen().size());
      assertEquals(List.of(body), stub.seen().stream().map(Seen::text).distinct().toList());
      if (attempts == 1) {
        assertTrue(got.body().contains("\"TurkErrorCode\":\"PROXY.OutcomeUnknown\""), got.body());
      }
    }
  }

  /** Its text has in it what was signed, and the client would look for the fault at its own end. */
  @Test
  void anErrorAboutOurSignatureIsNotTheClients() throws Exception {
    String error =
        "{\"__type\":\"InvalidSignatureException\",\"message\":\"x-amz-security-token:T0KEN\"}";
    try (StubUpstream stub = new StubUpstream(StubUpstream.answer(400, error))) {
      start(new UpstreamTarget.Address(stub.uri()));
      HttpResponse<String> got = post("GetAccountBalance", "{}");
      assertTrue(got.body().startsWith("{\"__type\":\"AccessDeniedException\""), got.body());
      assertFalse(got.body().contains("T0KEN"), got.body());
    }
  }

  @Test
  void theSignatureOfAFilesUrlIsNotInTheRecord() throws Exception {
    String url = "https://files.example/a?X-Amz-Signature=f00d";
    try (StubUpstream stub =
        new StubUpstream(StubUpstream.ok("{\"FileUploadURL\":\"" + url + "\"}"))) {
      start(new UpstreamTarget.Address(stub.uri()));
      HttpResponse<String> got = post("GetFileUploadURL", "{\"AssignmentId\":\"3A\"}");
      assertTrue(got.body().contains(url), got.body());
      proxy.close();
    }
    String line = Files.readString(directory.resolve("traffic.jsonl"));
    for (String part :
        List.of(
            "\"answer\":{\"FileUploadURL\":\"[not shown]\"}",
            "\"answer\":\"{\\\"FileUploadURL\\\":\\\"[not shown]\\\"}\"")) {
      assertTrue(line.contains(part), () -> part + " is not in " + line);
    }
  }

  @Test
  void theTrafficLogHasTheCallAndNoSecret() throws Exception {
    try (StubUpstream stub = new StubUpstream(StubUpstream.ok("{\"AvailableBalance\":\"1\"}"))) {
      start(new UpstreamTarget.Address(stub.uri()));
      post("GetAccountBalance", "{\"a\":[true,null,2.5,{\"b\":3}]}");
      proxy.close();
    }
    String line = Files.readString(directory.resolve("traffic.jsonl"));
    for (String part :
        List.of(
            "\"transport\":\"MODERN\"",
            "\"caller\":\"AKIALEGACY\",\"operation\":\"GetAccountBalance\",\"version\":\"2017-01-17\"",
            "\"requests\":[{\"a\":[\"[not shown]\",\"[not shown]\",\"[not shown]\",{\"b\":\"[not shown]\"}]}]",
            "\"attempts\":1,\"outcome\":\"success\"")) {
      assertTrue(line.contains(part), () -> part + " is not in " + line);
    }
    assertFalse(line.contains(SECRET) || line.contains("AWS4-HMAC"), line);
  }

  @Test
  void anOperationThatTheModernApiHasNotGoesNowhere() throws Exception {
    try (StubUpstream stub = new StubUpstream(StubUpstream.ok("{}"))) {
      start(new UpstreamTarget.Address(stub.uri()));
      HttpResponse<String> got = post("GrantBonus", "{}");
      assertEquals(400, got.statusCode());
      assertTrue(got.body().startsWith("{\"__type\":\"UnknownOperationException\""), got.body());
      assertEquals(List.of(), stub.seen());
    }
  }
}
