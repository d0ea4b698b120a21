package org.mturkproxy.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.config.Defaults;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.config.UpstreamConfig;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.config.UpstreamCredentials.AssumedRole;
import org.mturkproxy.config.UpstreamTarget;

/** A legacy key whose modern calls are signed with sessions of a role; STS is a stub. */
@Timeout(120)
class AssumedRoleTest {

  private static final String KEY = "AKIALEGACY";
  private static final String SECRET = "legacy-secret-of-a-test";
  private static final String SOURCE_SECRET = "source-secret-of-a-role";
  private static final String SESSION_SECRET = "session-secret-of-a-role";
  private static final String TOKEN_SECRET = "session-token-of-a-role";
  private static final String ROLE = "arn:aws:iam::123456789012:role/turk";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Headers> askedWith = new CopyOnWriteArrayList<>();
  private final List<Headers> called = new CopyOnWriteArrayList<>();
  private final CountDownLatch stsIsThere = new CountDownLatch(1);
  private HttpServer sts;
  private HttpServer upstream;
  private ProxyRuntime proxy;
  private volatile Duration lifetime = Duration.ofHours(1);
  private volatile String stsError = "";
  private volatile int stsStatus = 200;
  private volatile boolean stsHangs;
  private volatile String expired = "";

  @BeforeEach
  void start() throws IOException {
    sts = serve(this::assumeRole);
    upstream = serve(this::modern);
    UpstreamConfig known = Defaults.UPSTREAM;
    AssumedRole role =
        new AssumedRole(
            ROLE,
            "mturk-proxy-test",
            Optional.of("external-1"),
            Duration.ofMinutes(15),
            "us-west-2",
            Optional.of(uri(sts)),
            new UpstreamCredentials.Given(
                "AKIASOURCE", new Secret(SOURCE_SECRET), Optional.empty()));
    proxy =
        ProxyRuntime.start(
            LoadedConfig.of(
                new ProxyConfig(
                    new ListenConfig("127.0.0.1", 0, 300_000, 300_000),
                    new UpstreamConfig(
                        new UpstreamTarget.Address(uri(upstream)),
                        known.region(),
                        known.service(),
                        known.connectTimeout(),
                        known.readTimeout(),
                        known.budget(),
                        known.maxConnections()),
                    List.of(
                        new KeyConfig(KEY, new Secret(SECRET), role),
                        new KeyConfig(
                            "AKIAOTHER", new Secret(SECRET), new UpstreamCredentials.SameKey())),
                    new TrafficLogConfig.Off(),
                    new MarketplaceConfig(Optional.empty(), BigDecimal.ONE, false, false))),
            Clock.systemUTC(),
            exchange -> {});
  }

  @AfterEach
  void stop() {
    stsIsThere.countDown();
    proxy.close();
    sts.stop(0);
    upstream.stop(0);
    threads.shutdownNow();
  }

  private HttpServer serve(com.sun.net.httpserver.HttpHandler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/", handler);
    server.setExecutor(threads);
    server.start();
    return server;
  }

  private static URI uri(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void assumeRole(HttpExchange exchange) throws IOException {
    asked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    askedWith.add(exchange.getRequestHeaders());
    if (stsHangs) {
      try {
        stsIsThere.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    String end = Instant.now().plus(lifetime).truncatedTo(ChronoUnit.SECONDS).toString();
    String xml =
        stsStatus == 200
            ? "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                + "<AssumeRoleResult><Credentials><AccessKeyId>ASIASESSION"
                + asked.size()
                + "</AccessKeyId><SecretAccessKey>"
                + SESSION_SECRET
                + "</SecretAccessKey><SessionToken>"
                + TOKEN_SECRET
                + "</SessionToken><Expiration>"
                + end
                + "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"
            : "<ErrorResponse><Error><Type>Sender</Type><Code>"
                + stsError
                + "</Code><Message>It must be signed with "
                + SOURCE_SECRET
                + "</Message></Error><RequestId>1</RequestId></ErrorResponse>";
    answer(exchange, stsStatus, xml);
  }

  private void modern(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    called.add(exchange.getRequestHeaders());
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (!expired.isEmpty() && authorization.contains(expired)) {
      answer(exchange, 400, "{\"__type\":\"ExpiredTokenException\",\"message\":\"expired\"}");
    } else {
      answer(exchange, 200, "{\"AvailableBalance\":\"12.00\"}");
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String balance(String key) throws IOException {
    return SignedCall.answer(proxy.address().getPort(), key, SECRET, "GetAccountBalance", "");
  }

  private void assertBalance() throws IOException {
    String answer = balance(KEY);
    assertTrue(answer.contains("<Amount>12.000</Amount>"), answer);
  }

  @Test
  void theSessionTokenIsSentAndSigned() throws IOException {
    assertBalance();
    Headers headers = called.get(0);
    assertEquals(TOKEN_SECRET, headers.getFirst("X-Amz-Security-Token"));
    String authorization = headers.getFirst("Authorization");
    assertTrue(authorization.contains("Credential=ASIASESSION1/"), authorization);
    assertTrue(
        authorization.matches(".*SignedHeaders=[^,]*;x-amz-security-token[;,].*"), authorization);
  }

  @Test
  void theRoleIsAssumedAsConfigured() throws IOException {
    assertBalance();
    String form = asked.get(0);
    for (String pair :
        List.of(
            "Action=AssumeRole",
            "RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fturk",
            "RoleSessionName=mturk-proxy-test",
            "ExternalId=external-1",
            "DurationSeconds=900")) {
      assertTrue(List.of(form.split("&", -1)).contains(pair), form);
    }
    String authorization = askedWith.get(0).getFirst("Authorization");
    assertTrue(authorization.contains("Credential=AKIASOURCE/"), authorization);
    assertTrue(authorization.contains("/us-west-2/sts/aws4_request"), authorization);
  }

  @Test
  void nothingIsAskedBeforeTheFirstCallNorForOtherKeys() throws IOException {
    assertTrue(balance("AKIAOTHER").contains("<Amount>12.000</Amount>"));
    assertEquals(List.of(), asked);
  }

  @Test
  void aSessionIsUsedWhileItIsGood() throws IOException {
    for (int i = 0; i < 5; i++) {
      assertBalance();
    }
    assertEquals(1, asked.size());
  }

  @Test
  void aSessionThatIsAboutToEndIsReplacedBeforeTheNextCall() throws IOException {
    lifetime = Duration.ofSeconds(30);
    for (int i = 0; i < 3; i++) {
      assertBalance();
    }
    assertEquals(3, asked.size());
    assertTrue(called.get(2).getFirst("Authorization").contains("ASIASESSION3"));
  }

  @Test
  void aSessionThatTheServiceTakesForExpiredIsReplacedAndTheCallRepeated() throws IOException {
    assertBalance();
    expired = "ASIASESSION1/";
    assertBalance();
    assertEquals(2, asked.size());
    assertEquals(3, called.size());
    assertBalance();
    assertEquals(2, asked.size());
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, <Code>AWS.NotAuthorized</Code>",
    "403, ExpiredToken, <Code>AWS.NotAuthorized</Code>",
    "500, InternalFailure, <Code>ServiceUnavailable</Code>",
    "400, Throttling, <Code>ServiceUnavailable</Code>"
  })
  void anErrorOfStsIsALegacyErrorWithoutSecrets(int status, String code, String told)
      throws IOException {
    stsStatus = status;
    stsError = code;
    String answer = balance(KEY);
    assertTrue(answer.contains(told), answer);
    assertFalse(answer.contains(SOURCE_SECRET), answer);
    assertEquals(List.of(), called);
    stsStatus = 200;
    assertBalance();
  }

  @Test
  void anStsThatIsGoneMeansTryAgain() throws IOException {
    sts.stop(0);
    String answer = balance(KEY);
    assertTrue(answer.contains("<Code>ServiceUnavailable</Code>"), answer);
  }

  /** More calls wait for STS than there are event loops. */
  @Test
  void whileARoleIsAssumedOtherKeysAreServed() throws Exception {
    stsHangs = true;
    List<Future<String>> waiting = new ArrayList<>();
    for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
      waiting.add(threads.submit(() -> balance(KEY)));
    }
    while (asked.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    for (int i = 0; i < 20; i++) {
      assertTrue(balance("AKIAOTHER").contains("<Amount>12.000</Amount>"));
    }
    assertTrue(waiting.stream().noneMatch(Future::isDone));
    stsHangs = false;
    stsIsThere.countDown();
    for (Future<String> one : waiting) {
      assertTrue(one.get(60, TimeUnit.SECONDS).contains("<Amount>12.000</Amount>"));
    }
  }
}
