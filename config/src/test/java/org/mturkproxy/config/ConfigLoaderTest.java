package org.mturkproxy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mturkproxy.config.UpstreamTarget.Address;
import org.mturkproxy.config.UpstreamTarget.Embedded;
import org.mturkproxy.config.UpstreamTarget.Production;
import org.mturkproxy.config.UpstreamTarget.Sandbox;

/** What a correct configuration file means. */
class ConfigLoaderTest {

  private static final String KEY = "keys: [{id: K, secret: {env: ONE}}]\n";

  @TempDir Path directory;
  private Fixture fixture;

  @BeforeEach
  void prepare() throws IOException {
    fixture = new Fixture(directory);
  }

  @Test
  void everyKeyIsReadIntoItsPlace() throws Exception {
    Files.createDirectories(fixture.path("pages"));
    Files.writeString(fixture.path("pages/tag.html"), "<p>${größe}</p>\n");
    ProxyConfig config =
        fixture
            .load(
                """
                listen: {host: 0.0.0.0, port: 0, maxUrlBytes: 262144, maxBodyBytes: 524288,
                         publicUrl: "https://legacy.example.org"}
                upstream:
                  target: https://turk.example.org:8443/
                  region: eu-west-1
                  service: turk
                  connectTimeout: 500ms
                  readTimeout: 2m
                  budget: 3s
                  maxConnections: 1
                keys:
                  - id: K1
                    secret: {file: secrets/one}
                    upstream: default
                trafficLog: {file: ../turk.jsonl}
                admin: {host: 0.0.0.0, port: 9, hosts: [Turk.example.org]}
                shutdown: {delay: 5s, grace: 0s}
                marketplace:
                  data: /var/turk
                  balance: 12.5
                  workerApi: true
                  controlApi: true
                  layouts:
                    - {id: 3TAG, file: pages/tag.html, frameHeight: 450}
                    - {id: '7', file: pages/tag.html}
                  notifications:
                    region: eu-west-1
                    sqsEndpoint: http://127.0.0.1:4566
                    snsEndpoint: https://sns.example.org/
                    credentials: {accessKeyId: Q, secret: {env: ONE}}
                    destinations:
                      - {allow: ['arn:aws:sns:us-east-1:123456789012:all']}
                      - {account: shared, allow: ['http://127.0.0.1:4566/*', 'b']}
                  publicUrl: https://turk.example.org/
                  maxFileBytes: 2000000000
                  listen: {host: '::1', port: 1}
                  accounts:
                    - {accessKeyId: K2, secret: {file: secrets/one}, account: shared}
                    - {accessKeyId: K3, secret: {env: ONE}}
                  rateLimit: {perSecond: 5, burst: 10}
                lists: {maxAge: 0s, maxBytes: 0}
                statistics: lowerBounds
                """)
            .config();

    assertEquals(
        new ListenConfig(
            "0.0.0.0",
            0,
            262144,
            524288,
            Optional.of(URI.create("https://legacy.example.org")),
            Defaults.CONNECTION_LIMITS,
            Optional.empty()),
        config.listen());
    assertEquals(
        new UpstreamConfig(
            new Address(URI.create("https://turk.example.org:8443/")),
            "eu-west-1",
            "turk",
            Duration.ofMillis(500),
            Duration.ofMinutes(2),
            Duration.ofSeconds(3),
            1),
        config.upstream());
    assertEquals(new ListsConfig(Duration.ZERO, 0), config.lists());
    assertEquals(StatisticsChoice.LOWER_BOUNDS, config.statistics());
    assertEquals("K1", config.keys().get(0).id());
    assertEquals(Fixture.SECRET, config.keys().get(0).secret().reveal());
    assertEquals(new UpstreamCredentials.DefaultChain(), config.keys().get(0).upstream());
    assertEquals(
        new TrafficLogConfig.File(fixture.path("../turk.jsonl").normalize()), config.trafficLog());
    assertEquals(
        Optional.of(new AdminConfig("0.0.0.0", 9, Set.of("turk.example.org"), true)),
        config.admin());
    assertEquals(new ShutdownConfig(Duration.ofSeconds(5), Duration.ZERO), config.shutdown());
    List<MarketplaceAccount> accounts = config.marketplace().accounts();
    NotificationConfig notifications = config.marketplace().notifications().orElseThrow();
    assertEquals(
        new MarketplaceConfig(
            Optional.of(Path.of("/var/turk")),
            new BigDecimal("12.5"),
            true,
            true,
            List.of(
                new LayoutConfig("3TAG", "<p>${größe}</p>\n", 450),
                new LayoutConfig("7", "<p>${größe}</p>\n", 0)),
            Optional.of(notifications),
            Optional.of(new MarketplaceListen("::1", 1)),
            accounts,
            Optional.of(new RateLimitConfig(5, 10)),
            Optional.of(URI.create("https://turk.example.org")),
            2_000_000_000),
        config.marketplace());
    UpstreamCredentials.Given credentials = notifications.credentials().orElseThrow();
    assertEquals(
        new NotificationConfig(
            "eu-west-1",
            Optional.of(URI.create("http://127.0.0.1:4566")),
            Optional.of(URI.create("https://sns.example.org/")),
            Optional.of(credentials),
            Optional.of(
                List.of(
                    new DestinationRule(
                        Optional.empty(), List.of("arn:aws:sns:us-east-1:123456789012:all")),
                    new DestinationRule(
                        Optional.of("shared"), List.of("http://127.0.0.1:4566/*", "b"))))),
        notifications);
    assertEquals("Q", credentials.accessKeyId());
    assertEquals(Fixture.SECRET, credentials.secret().reveal());
    assertEquals(
        List.of("K2 shared " + Fixture.SECRET, "K3 K3 " + Fixture.SECRET),
        accounts.stream()
            .map(a -> a.accessKeyId() + " " + a.account() + " " + a.secret().reveal())
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''",
        "# only a comment",
        "listen:",
        "listen: {}",
        "upstream: {target: marketplace}",
        "marketplace: {}",
        "lists: {}",
        "statistics: exact",
      })
  @Tag("trap-5.5.4")
  void whatIsNotWrittenIsTheDefault(String yaml) throws Exception {
    ProxyConfig config = fixture.load(KEY + yaml).config();

    assertEquals(Defaults.LISTEN, config.listen());
    assertEquals("127.0.0.1", config.listen().host());
    assertEquals(Defaults.UPSTREAM, config.upstream());
    assertEquals(Defaults.LISTS, config.lists());
    assertEquals(StatisticsChoice.EXACT, config.statistics());
    assertEquals(
        new TrafficLogConfig.Sinks(
            Optional.empty(),
            Optional.of(
                new TrafficLogConfig.Store(
                    fixture.path("logs/traffic.db"), TrafficLogConfig.Retention.DEFAULT)),
            false,
            TrafficLogConfig.WhenSlow.DROP,
            false,
            TrafficLogConfig.Personal.HASH),
        config.trafficLog());
    assertEquals(Optional.of(fixture.path("data")), config.marketplace().data());
    assertEquals(Defaults.MARKETPLACE.balance(), config.marketplace().balance());
    assertEquals(Optional.empty(), config.marketplace().listen());
    assertEquals(List.of(), config.marketplace().accounts());
    assertEquals(List.of(), config.marketplace().layouts());
    assertEquals(Optional.empty(), config.marketplace().notifications());
    assertEquals(Optional.empty(), config.marketplace().publicUrl());
    assertEquals(104_857_600, config.marketplace().maxFileBytes());
  }

  @Test
  void theUpstreamIsOneOfTheKnownNamesOrAnAddress() throws Exception {
    assertEquals(new Embedded(), target("marketplace"));
    assertEquals(new Sandbox(), target("sandbox"));
    assertEquals(new Production(), target("production"));
    assertEquals(new Address(URI.create("http://127.0.0.1:4566")), target("http://127.0.0.1:4566"));
  }

  private UpstreamTarget target(String text) throws Exception {
    return fixture.load(KEY + "upstream: {target: '" + text + "'}").config().upstream().target();
  }

  @ParameterizedTest
  @CsvSource({"off, Off[]", "'off', Off[]", "stdout, StandardOutput[]"})
  void theTrafficLogMayGoElsewhere(String text, String expected) throws Exception {
    assertEquals(
        expected, fixture.load(KEY + "trafficLog: " + text).config().trafficLog().toString());
  }

  @Test
  void theTrafficLogMayGoToSeveralPlaces() throws Exception {
    String yaml =
        """
        trafficLog:
          file: a.jsonl
          rotate: {bytes: 65536, hours: 2, keep: 3}
          store: b.db
          retain: {days: 7, bytes: 1048576}
          stdout: true
          whenSlow: wait
          strict: true
          personal: show
        """;
    assertEquals(
        new TrafficLogConfig.Sinks(
            Optional.of(
                new TrafficLogConfig.Lines(
                    fixture.path("a.jsonl"),
                    new TrafficLogConfig.Rotation(65536, Duration.ofHours(2), 3))),
            Optional.of(
                new TrafficLogConfig.Store(
                    fixture.path("b.db"),
                    new TrafficLogConfig.Retention(Duration.ofDays(7), 1048576))),
            true,
            TrafficLogConfig.WhenSlow.WAIT,
            true,
            TrafficLogConfig.Personal.SHOW),
        fixture.load(KEY + yaml).config().trafficLog());
  }

  @Test
  void theMarketplaceMayLiveInMemory() throws Exception {
    assertEquals(
        Optional.empty(),
        fixture.load(KEY + "marketplace: {data: memory}").config().marketplace().data());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                        | 127.0.0.1 | 8081",
        "{port: 0}                 | 127.0.0.1 | 0",
        "{host: 0.0.0.0}           | 0.0.0.0   | 8081",
        "{host: 10.0.0.1, port: 7} | 10.0.0.1  | 7",
      })
  void theMarketplaceListensOnLoopbackUnlessAnotherAddressIsWritten(
      String listen, String host, int port) throws Exception {
    assertEquals(
        Optional.of(new MarketplaceListen(host, port)),
        fixture
            .load(KEY + "marketplace: {listen: " + listen + "}")
            .config()
            .marketplace()
            .listen());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{credentials: default}"})
  void notificationsAreDeliveredToAmazonWithItsOwnCredentialsUnlessToldOtherwise(String written)
      throws Exception {
    assertEquals(
        Optional.of(
            new NotificationConfig(
                "us-east-1", Optional.empty(), Optional.empty(), Optional.empty())),
        fixture
            .load(KEY + "marketplace:\n  notifications: " + written)
            .config()
            .marketplace()
            .notifications());
  }

  @ParameterizedTest
  @CsvSource({"500ms, 500", "3s, 3000", "2m, 120000", "1ms, 1", "10m, 600000"})
  void durationsHaveTheirUnit(String text, long millis) throws Exception {
    Duration read =
        fixture.load(KEY + "upstream: {budget: " + text + "}").config().upstream().budget();
    assertEquals(Duration.ofMillis(millis), read);
    assertEquals(text, DurationText.of(read));
  }

  @Test
  void credentialsUpstreamAreTheSameOnesGivenOrAwsOwn() throws Exception {
    List<UpstreamCredentials> upstream =
        fixture
            .environment("TOKEN", "tok")
            .load(
                """
                upstream: {target: sandbox}
                keys:
                  - {id: A, secret: {env: ONE}}
                  - {id: B, secret: {env: ONE}, upstream: same}
                  - {id: C, secret: {env: ONE}, upstream: default}
                  - {id: D, secret: {env: ONE}, upstream: {profile: turk}}
                  - id: E
                    secret: {env: ONE}
                    upstream: {accessKeyId: F, secret: {env: ONE}, sessionToken: {env: TOKEN}}
                """)
            .config()
            .keys()
            .stream()
            .map(KeyConfig::upstream)
            .toList();

    assertEquals(
        List.of(
            new UpstreamCredentials.SameKey(),
            new UpstreamCredentials.SameKey(),
            new UpstreamCredentials.DefaultChain(),
            new UpstreamCredentials.Profile("turk")),
        upstream.subList(0, 4));
    UpstreamCredentials.Given given = (UpstreamCredentials.Given) upstream.get(4);
    assertEquals("F", given.accessKeyId());
    assertEquals(Fixture.SECRET, given.secret().reveal());
    assertEquals("tok", given.sessionToken().orElseThrow().reveal());
  }

  @Test
  void aFileThatIsNotThereIsSaidSo() {
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> fixture.loader().load(Path.of("nowhere", "turk.yaml")));
    assertEquals("nowhere/turk.yaml: does not exist", e.getMessage());
  }
}
