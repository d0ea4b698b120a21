package org.mturkproxy.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mturkproxy.config.CallLimits;
import org.mturkproxy.config.Defaults;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.KeyRules;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.config.SpendCaps;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.config.UpstreamConfig;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.config.UpstreamTarget;
import org.mturkproxy.proxy.server.RawConnection;
import org.mturkproxy.proxy.upstream.StubUpstream;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.RequestErrorException;

/** The caps of a key hold for the modern calls of the same caller, and for both together. */
@Timeout(120)
class SpendOfModernCallsTest {

  private static final String KEY = "AKIALEGACY";
  private static final String SECRET = "legacy-secret-of-a-test";
  private static final String RANGE = "AWS.ParameterOutOfRange";
  private static final String VALUE = "AWS.MechanicalTurk.InvalidParameterValue";
  private static final String FUNDS = "AWS.MechanicalTurk.InsufficientFunds";
  private static final String HIT =
      "{\"HIT\":{\"HITId\":\"3HIT\",\"MaxAssignments\":4,\"Reward\":\"0.50\"}}";

  private StubUpstream upstream;
  private ProxyRuntime proxy;

  private void start(String answer) throws IOException {
    upstream = new StubUpstream(StubUpstream.ok(answer));
    UpstreamConfig known = Defaults.UPSTREAM;
    SpendCaps caps =
        new SpendCaps(usd("0.50"), Optional.of(5), usd("4.00"), usd("5.00"), Optional.empty());
    KeyConfig key =
        new KeyConfig(
            KEY,
            new Secret(SECRET),
            new UpstreamCredentials.SameKey(),
            new KeyRules(CallLimits.DEFAULT, Optional.empty(), Optional.empty(), caps),
            Optional.empty());
    proxy =
        ProxyRuntime.start(
            LoadedConfig.of(
                new ProxyConfig(
                    new ListenConfig("127.0.0.1", 0, 300_000, 300_000),
                    new UpstreamConfig(
                        new UpstreamTarget.Address(upstream.uri()),
                        known.region(),
                        known.service(),
                        known.connectTimeout(),
                        known.readTimeout(),
                        known.budget(),
                        known.maxConnections()),
                    List.of(key),
                    new TrafficLogConfig.Off(),
                    new MarketplaceConfig(Optional.empty(), BigDecimal.ONE, false, false))),
            Clock.systemUTC(),
            exchange -> {});
  }

  private static Optional<BigDecimal> usd(String amount) {
    return Optional.of(new BigDecimal(amount));
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    upstream.close();
  }

  private MTurkClient client() {
    return ModernClients.client(proxy.address().getPort(), KEY, SECRET);
  }

  private static Arguments refused(String code, String name, Consumer<MTurkClient> call) {
    return Arguments.of(name, code, call);
  }

  static Stream<Arguments> callsBeyondACap() {
    return Stream.of(
        refused(RANGE, "SendBonus", turk -> bonus(turk, "4.01")),
        refused(
            RANGE,
            "CreateHIT",
            turk -> turk.createHIT(ModernClients.hit().toBuilder().reward("0.51").build())),
        refused(
            RANGE,
            "CreateHIT with assignments",
            turk -> turk.createHIT(ModernClients.hit().toBuilder().maxAssignments(6).build())),
        refused(
            RANGE,
            "CreateHITType",
            turk ->
                turk.createHITType(
                    type ->
                        type.title("t")
                            .description("d")
                            .reward("0.51")
                            .assignmentDurationInSeconds(60L))),
        refused(
            VALUE,
            "CreateHITWithHITType",
            turk ->
                turk.createHITWithHITType(
                    hit ->
                        hit.hitTypeId("3TYPE")
                            .lifetimeInSeconds(3600L)
                            .question(ModernClients.QUESTION))),
        refused(
            RANGE,
            "CreateAdditionalAssignmentsForHIT",
            turk ->
                turk.createAdditionalAssignmentsForHIT(
                    more -> more.hitId("3HIT").numberOfAdditionalAssignments(2))),
        refused(
            VALUE,
            "UpdateHITTypeOfHIT",
            turk -> turk.updateHITTypeOfHIT(move -> move.hitId("3HIT").hitTypeId("3TYPE"))));
  }

  private static void bonus(MTurkClient turk, String amount) {
    turk.sendBonus(
        bonus ->
            bonus.workerId("A1WORKER").assignmentId("3ASSIGNMENT").bonusAmount(amount).reason("r"));
  }

  /** Amazon's own client understands it as an error of MTurk's, which it does not repeat. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("callsBeyondACap")
  void aModernCallBeyondACapIsRefusedInTheModernShape(
      String name, String code, Consumer<MTurkClient> call) throws IOException {
    start(HIT);
    try (MTurkClient turk = client()) {
      RequestErrorException e = assertThrows(RequestErrorException.class, () -> call.accept(turk));
      assertEquals(code, e.turkErrorCode());
      assertEquals(400, e.statusCode());
    }
    String operation = name.split(" ", -1)[0];
    assertEquals(
        0,
        upstream.seen().stream()
            .filter(seen -> seen.headers().get("x-amz-target").endsWith("." + operation))
            .count());
  }

  private String legacyBonus(String amount, String header) throws IOException {
    String parameters =
        "&WorkerId=A1WORKER&AssignmentId=3ASSIGNMENT&Reason=r&BonusAmount.1.Amount=" + amount;
    String request = SignedCall.request(KEY, SECRET, "GrantBonus", parameters);
    try (RawConnection client = new RawConnection(proxy.address().getPort())) {
      String head = request.substring(0, request.length() - 2);
      return client.send(head + header + "\r\n").answer()[1];
    }
  }

  @Test
  void legacyAndModernBonusesCountTogether() throws IOException {
    start("{}");
    assertTrue(legacyBonus("3.00", "").contains("<IsValid>True</IsValid>"));
    try (MTurkClient turk = client()) {
      RequestErrorException e =
          assertThrows(RequestErrorException.class, () -> bonus(turk, "2.01"));
      assertEquals(FUNDS, e.turkErrorCode());
      bonus(turk, "2.00");
    }
    assertTrue(legacyBonus("0.01", "").contains("<Code>" + FUNDS + "</Code>"));
    assertEquals(2, upstream.seen().size());
  }

  @Test
  void aDryRunSpendsNothing() throws IOException {
    start("{}");
    for (int i = 0; i < 2; i++) {
      String answer = legacyBonus("4.00", "X-Mturk-Proxy-Dry-Run: true\r\n");
      assertTrue(answer.contains("<IsValid>True</IsValid>"), answer);
    }
    assertEquals(List.of(), upstream.seen());
    assertTrue(legacyBonus("4.00", "").contains("<IsValid>True</IsValid>"));
    assertTrue(legacyBonus("1.00", "").contains("<IsValid>True</IsValid>"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"BonusAmount\":\"1.00\",\"BonusAmount\":\"900.00\"}",
        "{\"BonusAmount\":\"900.00\",\"BonusAmount\":\"1.00\"}",
        "{\"BonusAmount\":\"1.00\"}{\"BonusAmount\":\"900.00\"}",
        "not JSON"
      })
  void whatCanBeReadInTwoWaysIsNotPassedOn(String body) throws Exception {
    start("{}");
    URI uri = URI.create("http://127.0.0.1:" + proxy.address().getPort() + "/");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body));
    ModernClients.signed(uri, "SendBonus", body, KEY, SECRET)
        .forEach(
            (name, value) -> {
              if (!name.equalsIgnoreCase("host")) {
                request.header(name, value);
              }
            });
    HttpResponse<String> got =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertEquals(400, got.statusCode());
    assertTrue(got.body().contains("\"TurkErrorCode\":\"AWS.InvalidRequest\""), got.body());
    assertEquals(List.of(), upstream.seen());
  }
}
