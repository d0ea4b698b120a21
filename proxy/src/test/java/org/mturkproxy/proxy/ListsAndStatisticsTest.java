package org.mturkproxy.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.config.Defaults;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.config.ListsConfig;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.MarketplaceListen;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.config.StatisticsChoice;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.proxy.server.RawConnection;
import org.mturkproxy.translator.exchange.Exchange;

/** Lists and statistics from a legacy call to the marketplace and back, with a Worker at work. */
class ListsAndStatisticsTest {

  private static final String KEY = "AKIALEGACY";
  private static final String SECRET = "legacy-secret-of-a-test";
  private static final String QUESTION =
      "<ExternalQuestion xmlns=\"http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2006-07-14/ExternalQuestion.xsd\">"
          + "<ExternalURL>https://example.com/</ExternalURL><FrameHeight>400</FrameHeight></ExternalQuestion>";
  private static final String ANSWER =
      "<QuestionFormAnswers xmlns='http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd'>"
          + "<Answer><QuestionIdentifier>q</QuestionIdentifier><FreeText>cat</FreeText></Answer></QuestionFormAnswers>";

  private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
  private int modernPort;
  private ProxyRuntime proxy;

  @BeforeEach
  void findAPort() throws IOException {
    modernPort = FreePort.one();
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  private void start(ListsConfig lists, StatisticsChoice statistics) throws IOException {
    proxy =
        ProxyRuntime.start(
            LoadedConfig.of(
                new ProxyConfig(
                        new ListenConfig("127.0.0.1", 0, 300_000, 300_000),
                        Defaults.UPSTREAM,
                        List.of(
                            new KeyConfig(
                                KEY, new Secret(SECRET), new UpstreamCredentials.SameKey())),
                        new TrafficLogConfig.Off(),
                        new MarketplaceConfig(
                                Optional.empty(), BigDecimal.valueOf(10_000), true, false)
                            .edit()
                            .listen(Optional.of(new MarketplaceListen("127.0.0.1", modernPort)))
                            .build())
                    .edit()
                    .lists(lists)
                    .statistics(statistics)
                    .build()),
            Clock.systemUTC(),
            exchanges::add);
  }

  private String call(String operation, String parameters) throws IOException {
    String answer =
        SignedCall.answer(proxy.address().getPort(), KEY, SECRET, operation, parameters);
    assertTrue(answer.contains("<IsValid>True</IsValid>"), answer);
    return answer;
  }

  private String createHit(int assignments) throws IOException {
    return one(
        "HITId",
        call(
            "CreateHIT",
            "&Title=t&Description=d&Reward.1.Amount=0.05&AssignmentDurationInSeconds=60"
                + "&LifetimeInSeconds=3600&MaxAssignments="
                + assignments
                + "&Question="
                + URLEncoder.encode(QUESTION, StandardCharsets.UTF_8)));
  }

  private void work(String hit, String worker) throws IOException {
    String body =
        "{\"WorkerId\":\"%s\",\"HITId\":\"%s\",\"Answer\":\"%s\"}".formatted(worker, hit, ANSWER);
    try (RawConnection client = new RawConnection(modernPort)) {
      String answer =
          client.send(
                  "POST /worker/assignments HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                      + " application/json\r\nContent-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body)
              .answer()[0];
      assertTrue(answer.startsWith("http/1.1 200"), answer);
    }
  }

  private static String one(String element, String xml) {
    Matcher matcher = Pattern.compile("<" + element + ">([^<]*)<").matcher(xml);
    assertTrue(matcher.find(), xml);
    return matcher.group(1);
  }

  private long modernCalls(String operation) {
    return exchanges.stream()
        .flatMap(exchange -> exchange.legs().stream())
        .filter(leg -> leg.call().operation().equals(operation))
        .count();
  }

  /** Kept whole, and read anew for each page because there is no room. */
  @ParameterizedTest(name = "lists.maxBytes {0}")
  @ValueSource(ints = {12 * 1024 * 1024, 0})
  void aListInPagesIsTheWholeList(int bytes) throws IOException {
    start(new ListsConfig(Defaults.LISTS.maxAge(), bytes), StatisticsChoice.EXACT);
    Set<String> created = new HashSet<>();
    for (int i = 0; i < 120; i++) {
      created.add(createHit(1));
    }
    Set<String> listed = new HashSet<>();
    for (int page = 1; page <= 13; page++) {
      String xml = call("SearchHITs", "&PageSize=10&SortProperty=Title&PageNumber=" + page);
      assertEquals("120", one("TotalNumResults", xml));
      assertEquals(page == 13 ? "0" : "10", one("NumResults", xml));
      Matcher ids = Pattern.compile("<HITId>([^<]*)<").matcher(xml);
      while (ids.find()) {
        assertTrue(listed.add(ids.group(1)), "twice: " + ids.group(1));
      }
    }
    assertEquals(created, listed);
    // Without room: one page to see that, then two readings, each time.
    assertEquals(bytes > 0 ? 2 : 13 * 5, modernCalls("ListHITs"));
    String withQuestions = call("SearchHITs", "&PageSize=3&ResponseGroup=HITQuestion");
    assertEquals(
        3, withQuestions.split("<Question>&lt;ExternalQuestion", -1).length - 1, withQuestions);
    assertEquals(3, modernCalls("GetHIT"));
  }

  @Test
  void statisticsFollowTheWorkAndTheRequestersDecisions() throws IOException {
    start(Defaults.LISTS, StatisticsChoice.LOWER_BOUNDS);
    String hit = createHit(2);
    String other = createHit(1);
    work(hit, "A1EXAMPLE");
    work(other, "A2EXAMPLE");
    assertEquals("1", statistic("NumberHITsAssignable", "LongValue"));
    assertEquals("1", statistic("NumberHITsReviewable", "LongValue"));
    assertEquals("2", statistic("NumberAssignmentsPending", "LongValue"));
    // Two to decide on and one to be had.
    assertEquals("0.15", statistic("EstimatedRewardLiability", "DoubleValue"));
    assertEquals("0", statistic("NumberAssignmentsApproved", "LongValue"));

    String assignment = one("AssignmentId", call("GetAssignmentsForHIT", "&HITId=" + hit));
    call("ApproveAssignment", "&AssignmentId=" + assignment);
    call(
        "GrantBonus",
        "&WorkerId=A1EXAMPLE&Reason=r&BonusAmount.1.Amount=1.25&AssignmentId=" + assignment);

    assertEquals("1", statistic("NumberAssignmentsPending", "LongValue"));
    assertEquals("1", statistic("NumberAssignmentsApproved", "LongValue"));
    assertEquals("0.05", statistic("TotalRewardPayout", "DoubleValue"));
    assertEquals("1.25", statistic("TotalBonusPayout", "DoubleValue"));
    assertEquals("2", statistic("NumberHITsCreated", "LongValue"));
    String ofWorker =
        call(
            "GetRequesterWorkerStatistic",
            "&Statistic=PercentAssignmentsApproved&TimePeriod=LifeToDate&WorkerId=A1EXAMPLE");
    assertEquals("1", one("DoubleValue", ofWorker));
  }

  private String statistic(String name, String element) throws IOException {
    return one(element, call("GetRequesterStatistic", "&TimePeriod=LifeToDate&Statistic=" + name));
  }
}
