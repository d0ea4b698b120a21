package org.mturkproxy.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.config.ConfigLoader;
import org.mturkproxy.config.Defaults;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.PolicyRule;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.proxy.policy.Policies;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ModernLeg;
import org.mturkproxy.translator.operations.LegacyOperations;
import org.mturkproxy.translator.policy.CallPolicy;
import org.mturkproxy.translator.policy.Treatment;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.MTurkException;

/** Policy and dry run, on the marketplace. */
class PolicyTest {

  private static final String KEY = "AKIALEGACY";
  private static final String SECRET = "legacy-secret-of-a-test";
  private static final String QUESTION =
      URLEncoder.encode(ModernClients.QUESTION, StandardCharsets.UTF_8);
  private static final String TYPE =
      "&Title=t&Description=d&Reward.1.Amount=0.05&AssignmentDurationInSeconds=60";

  private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
  private ProxyRuntime proxy;

  @BeforeEach
  void start() throws IOException {
    proxy = ProxyRuntime.start(LoadedConfig.of(config()), Clock.systemUTC(), exchanges::add);
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  private static ProxyConfig config() {
    return new ProxyConfig(
        new ListenConfig("127.0.0.1", 0, 300_000, 300_000),
        Defaults.UPSTREAM,
        List.of(new KeyConfig(KEY, new Secret(SECRET), new UpstreamCredentials.SameKey())),
        new TrafficLogConfig.Off(),
        new MarketplaceConfig(Optional.empty(), BigDecimal.valueOf(10_000), false, false));
  }

  private static List<PolicyRule> rules(String yaml) throws Exception {
    return new ConfigLoader(name -> Optional.of("x"))
        .parse("keys: [{id: AKIALEGACY, secret: {env: X}}]\npolicy: " + yaml, "test", Path.of("."))
        .config()
        .policy();
  }

  private void policy(String yaml) throws Exception {
    assertEquals(
        List.of(), proxy.reload(LoadedConfig.of(config().edit().policy(rules(yaml)).build())));
  }

  private String[] whole(String operation, String parameters, String headers) throws IOException {
    return SignedCall.whole(proxy.address().getPort(), KEY, SECRET, operation, parameters, headers);
  }

  private String call(String operation, String parameters) throws IOException {
    return whole(operation, parameters, "")[1];
  }

  private MTurkClient modern() {
    return ModernClients.client(proxy.address().getPort(), KEY, SECRET);
  }

  private static String one(String element, String xml) {
    Matcher matcher = Pattern.compile("<" + element + ">([^<]*)<").matcher(xml);
    assertTrue(matcher.find(), xml);
    return matcher.group(1);
  }

  @Test
  void aWarnedCallIsCarriedOutAndItsAnswerSaysWhenItEnds() throws Exception {
    policy(
        "[{operations: [GetAccountBalance], action: warn, deprecated: 2026-01-31,"
            + " sunset: 2027-02-03, link: 'https://turk.example.org/moving'}]");
    String[] answer = whole("GetAccountBalance", "", "");
    assertTrue(answer[1].contains("<IsValid>True</IsValid>"), answer[1]);
    for (String line :
        List.of(
            "deprecation: @1769817600\r\n",
            "sunset: wed, 03 feb 2027 00:00:00 gmt\r\n",
            "link: <https://turk.example.org/moving>; rel=\"deprecation\"; type=\"text/html\","
                + " <https://turk.example.org/moving>; rel=\"sunset\"\r\n")) {
      assertTrue(answer[0].contains(line), answer[0]);
    }
    assertEquals("Policy: warned.", exchanges.element().warnings().get(0).text());
    assertFalse(whole("Help", "&About=GetHIT", "")[0].contains("deprecation"));
  }

  @Test
  void aRefusalTellsTheModernCallAndSendsNone() throws Exception {
    policy("[{keys: [AKIALEGACY], operations: [GrantBonus], action: refuse, message: Ask Ann.}]");
    String answer = call("GrantBonus", "&WorkerId=A1EXAMPLE");
    assertEquals("PROXY.NotExecuted", one("Code", answer));
    assertTrue(
        one("Message", answer)
            .startsWith(
                "GrantBonus is not carried out here any more. Call SendBonus of the API version"
                    + " 2017-01-17 instead. Ask Ann."),
        answer);
    assertEquals(List.of(), exchanges.element().legs());
    policy("[]");
    assertTrue(call("GrantBonus", "&WorkerId=A1EXAMPLE").contains("AWS.MissingParameters"));
  }

  @Test
  void aBrownOutLooksLikeAServiceThatIsDown() throws Exception {
    policy("[{action: brownOut, percent: 100}]");
    String[] answer = whole("GetAccountBalance", "", "");
    assertTrue(answer[0].startsWith("http/1.1 503 "), answer[0]);
    assertTrue(answer[1].contains("ServiceUnavailable"), answer[1]);
    policy("[{action: brownOut, percent: 100, error: AWS.InternalError}]");
    assertEquals("AWS.InternalError", one("Code", call("GetAccountBalance", "")));
    // Whoever has left the legacy API is left alone.
    try (MTurkClient turk = modern()) {
      assertEquals("10000.00", turk.getAccountBalance(a -> {}).availableBalance());
    }
  }

  @Test
  void readOnlyRefusesWhatTheCatalogueSaysMayChangeSomethingAndNothingElse() throws Exception {
    policy("[{action: readOnly}]");
    for (Operation operation : LegacyOperations.catalogue().operations()) {
      String answer = call(operation.name(), "");
      assertEquals(
          operation.plan().changes(),
          answer.contains("this access key may only read"),
          operation.name());
    }
    assertTrue(exchanges.stream().flatMap(e -> e.legs().stream()).noneMatch(PolicyTest::writes));
    try (MTurkClient turk = modern()) {
      MTurkException e =
          assertThrows(MTurkException.class, () -> turk.createHIT(ModernClients.hit()));
      assertEquals("AccessDeniedException", e.awsErrorDetails().errorCode());
      Exchange refused = last();
      assertEquals("Policy: refused, read-only.", refused.warnings().get(0).text());
      assertEquals(Optional.of("0.05"), refused.understood().requests().get(0).text("Reward"));
      assertEquals(0, turk.listHITs(all -> {}).numResults());
    }
  }

  private Exchange last() {
    return exchanges.stream().reduce((before, after) -> after).orElseThrow();
  }

  private static boolean writes(ModernLeg leg) {
    return !leg.call().operation().matches("(Get|List).*");
  }

  @Test
  void ofARequestTheFirstRuleThatIsAboutItHolds() throws Exception {
    CallPolicy policy =
        policies(
            "[{operations: [GetHIT], action: allow}, {operations: [GetHIT, SearchHITs], action:"
                + " refuse}, {action: dryRun}]");
    assertEquals(new Treatment.Allow(), policy.of(asked("GetHIT", 0, "2026-01-01T00:00:00Z")));
    assertTrue(
        policy.of(asked("SearchHITs", 0, "2026-01-01T00:00:00Z")) instanceof Treatment.Refuse);
    assertEquals(new Treatment.DryRun(), policy.of(asked("CreateHIT", 0, "2026-01-01T00:00:00Z")));
  }

  private static CallPolicy policies(String yaml) throws Exception {
    return new Policies(config().edit().policy(rules(yaml)).build()).of(KEY);
  }

  private static CallPolicy.Asked asked(String operation, int id, String at) {
    return new CallPolicy.Asked(
        operation, false, true, List.of(), new UUID(0, id).toString(), Instant.parse(at));
  }

  @Test
  void aShareIsRefusedByTheIdOfTheRequestAndOnlyInItsWindows() throws Exception {
    CallPolicy policy =
        policies(
            "[{action: brownOut, percent: 30, windows: [{from: '23:30', to: '00:30', zone:"
                + " Europe/Berlin}, {from: '2026-12-01T09:00', to: '2026-12-01T10:00'}]}]");
    Map<String, Long> refused = new HashMap<>();
    for (String at :
        List.of(
            "2026-07-01T21:29:59Z",
            "2026-07-01T21:30:00Z",
            "2026-07-01T22:29:59Z",
            "2026-07-01T22:30:00Z",
            "2026-12-01T09:59:59Z",
            "2026-12-01T10:00:00Z")) {
      long count = 0;
      for (int id = 0; id < 200; id++) {
        Treatment first = policy.of(asked("GetHIT", id, at));
        assertEquals(first, policy.of(asked("GetHIT", id, at)));
        count += first instanceof Treatment.Refuse ? 1 : 0;
      }
      refused.put(at, count);
    }
    assertEquals(
        Map.of(
            "2026-07-01T21:29:59Z", 0L,
            "2026-07-01T21:30:00Z", 60L,
            "2026-07-01T22:29:59Z", 60L,
            "2026-07-01T22:30:00Z", 0L,
            "2026-12-01T09:59:59Z", 60L,
            "2026-12-01T10:00:00Z", 0L),
        refused);
  }

  @Test
  void aRuleThatNamesNothingThatExistsIsAnErrorAndTheOldPolicyStays() throws Exception {
    policy("[{action: refuse}]");
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> policy("[{operations: [GrantBonuss], action: allow}]"));
    assertEquals("policy: no such operation: GrantBonuss", e.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> policy("[{keys: [AKIAOTHER], action: allow}]"));
    assertTrue(call("GetAccountBalance", "").contains("PROXY.NotExecuted"));
  }

  /** Every operation that may change something, on things that exist: none of them changes any. */
  @Test
  void aDryRunAnswersEveryWriteAndChangesNothing() throws Exception {
    String hit =
        one("HITId", call("CreateHIT", TYPE + "&LifetimeInSeconds=600&Question=" + QUESTION));
    String hitType = one("HITTypeId", call("RegisterHITType", TYPE));
    String qualification =
        one(
            "QualificationTypeId",
            call(
                "CreateQualificationType", "&Name=n&Description=d&QualificationTypeStatus=Active"));
    call("AssignQualification", "&WorkerId=A1EXAMPLE&QualificationTypeId=" + qualification);
    call("BlockWorker", "&WorkerId=A2EXAMPLE&Reason=r");
    String type = "&QualificationTypeId=" + qualification;
    String assignment = "&AssignmentId=3ASSIGNMENTASSIGNMENTASSIGNMENT";
    String onHit = "&HITId=" + hit;
    String mail =
        "Notification.1.Destination=a%40example.com&Notification.1.Transport=Email"
            + "&Notification.1.Version=2006-05-05&Notification.1.EventType=HITReviewable";
    Map<String, String> calls =
        Map.ofEntries(
            Map.entry("ApproveAssignment", assignment),
            Map.entry("ApproveRejectedAssignment", assignment),
            Map.entry("AssignQualification", type + "&WorkerId=A3EXAMPLE"),
            Map.entry("BlockWorker", "&WorkerId=A3EXAMPLE&Reason=r"),
            Map.entry("ChangeHITTypeOfHIT", onHit + "&HITTypeId=" + hitType),
            Map.entry("CreateHIT", TYPE + "&LifetimeInSeconds=600&Question=" + QUESTION),
            Map.entry(
                "CreateQualificationType",
                "&Name=other&Description=d&QualificationTypeStatus=Active"),
            Map.entry("DisableHIT", onHit),
            Map.entry("DisposeHIT", onHit),
            Map.entry("DisposeQualificationType", type),
            Map.entry(
                "ExtendHIT",
                onHit + "&MaxAssignmentsIncrement=2&ExpirationIncrementInSeconds=3600"),
            Map.entry("ForceExpireHIT", onHit),
            Map.entry(
                "GrantBonus", assignment + "&WorkerId=A1EXAMPLE&BonusAmount.1.Amount=1&Reason=r"),
            Map.entry("GrantQualification", "&QualificationRequestId=3REQUEST"),
            Map.entry("NotifyWorkers", "&Subject=s&MessageText=m&WorkerId.1=A1EXAMPLE"),
            Map.entry("RegisterHITType", TYPE.replace("Title=t", "Title=other")),
            Map.entry("RejectAssignment", assignment),
            Map.entry("RejectQualificationRequest", "&QualificationRequestId=3REQUEST"),
            Map.entry("RevokeQualification", type + "&SubjectId=A1EXAMPLE"),
            Map.entry("SendTestEventNotification", "&TestEventType=Ping&" + mail),
            Map.entry("SetHITAsReviewing", onHit),
            Map.entry("SetHITTypeNotification", "&HITTypeId=" + hitType + "&" + mail),
            Map.entry("UnblockWorker", "&WorkerId=A2EXAMPLE"),
            Map.entry("UpdateQualificationScore", type + "&SubjectId=A1EXAMPLE&IntegerValue=9"),
            Map.entry("UpdateQualificationType", type + "&Description=other"));
    Set<String> writing =
        LegacyOperations.catalogue().operations().stream()
            .filter(operation -> operation.plan().changes())
            .map(Operation::name)
            .collect(Collectors.toSet());
    assertEquals(writing, calls.keySet());

    String before = everything(qualification);
    exchanges.clear();
    policy("[{operations: [" + String.join(", ", writing) + "], action: dryRun}]");
    Map<String, String> refused = new HashMap<>();
    for (Map.Entry<String, String> one : calls.entrySet()) {
      String[] answer = whole(one.getKey(), one.getValue(), "");
      assertTrue(answer[0].contains("\r\nx-mturk-proxy-dry-run: true\r\n"), answer[0]);
      if (!answer[1].contains("<IsValid>True</IsValid>")) {
        refused.put(one.getKey(), one("Code", answer[1]));
      }
    }
    // The only one that looks first at what does not exist here.
    assertEquals(
        Map.of("ApproveRejectedAssignment", "AWS.MechanicalTurk.AssignmentDoesNotExist"), refused);
    for (Exchange exchange : exchanges) {
      assertEquals(
          "Dry run: nothing was changed, and answers to writes are made up.",
          exchange.warnings().get(exchange.warnings().size() - 1).text());
    }
    policy("[]");
    assertEquals(before, everything(qualification));
  }

  /** All that a Requester can see, as the modern API tells it. */
  private String everything(String qualification) {
    try (MTurkClient turk = modern()) {
      List<Function<MTurkClient, Object>> looks =
          List.of(
              client -> client.listHITs(all -> {}).hiTs(),
              client -> client.getAccountBalance(all -> {}).availableBalance(),
              client -> client.listWorkerBlocks(all -> {}).workerBlocks(),
              client ->
                  client
                      .listQualificationTypes(
                          all -> all.mustBeRequestable(false).mustBeOwnedByCaller(true))
                      .qualificationTypes(),
              client ->
                  client
                      .listWorkersWithQualificationType(
                          all -> all.qualificationTypeId(qualification))
                      .qualifications());
      return looks.stream().map(look -> look.apply(turk).toString()).collect(Collectors.joining());
    }
  }

  /** The same call gets the same id, and another one another. */
  @Test
  void aHeaderAsksForADryRunOfOneCallWhoseHitIsMadeUp() throws Exception {
    String header = "X-Mturk-Proxy-Dry-Run: true\r\n";
    String create = TYPE + "&LifetimeInSeconds=600&ResponseGroup=HITDetail&Question=" + QUESTION;
    String answer = whole("CreateHIT", create, header)[1];
    String hit = one("HITId", answer);
    assertTrue(hit.matches("DRYRUN[0-9A-F]{24}"), hit);
    assertEquals("Assignable", one("HITStatus", answer));
    assertEquals("t", one("Title", answer));
    assertEquals(hit, one("HITId", whole("CreateHIT", create, header)[1]));
    String other = create.replace("0.05", "0.06");
    assertFalse(hit.equals(one("HITId", whole("CreateHIT", other, header)[1])));
    assertEquals("0", one("TotalNumResults", call("SearchHITs", "")));
    String refused = whole("CreateHIT", create.replace("0.05", "x"), header)[1];
    assertTrue(refused.contains("<IsValid>False</IsValid>"), refused);
    // Whoever does not ask for it gets the real thing.
    assertFalse(one("HITId", call("CreateHIT", create)).startsWith("DRYRUN"));
    assertEquals("1", one("TotalNumResults", call("SearchHITs", "")));
  }

  /** Whoever sends it by a broken script, or twice, did not mean to spend. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Mturk-Proxy-Dry-Run:| true",
        "X-Mturk-Proxy-Dry-Run: no| true",
        "X-Mturk-Proxy-Dry-Run: false^X-Mturk-Proxy-Dry-Run: true| true",
        "X-Mturk-Proxy-Dry-Run: False| false"
      })
  void anythingButFalseAsksForADryRun(String lines, boolean dryRun) throws Exception {
    String create = TYPE + "&LifetimeInSeconds=600&Question=" + QUESTION;
    String answer = whole("CreateHIT", create, lines.replace("^", "\r\n") + "\r\n")[1];
    assertEquals(dryRun, one("HITId", answer).startsWith("DRYRUN"));
  }
}
