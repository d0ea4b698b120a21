package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.marketplace.Players.Reply;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.mturk.MTurkClient;

/**
 * A marketplace with two accounts, and official SDK clients for it: one of our own on a free
 * loopback port, or the one that {@code -Dmarketplace.endpoint} names (CONTRIBUTING.md).
 *
 * <p>As a {@code @RegisterExtension} it is closed, with its clients, after the test.
 */
final class TestMarketplace implements AutoCloseable, AfterEachCallback {

  /** For {@code @EnabledIf}: tests that start, stop, inspect or configure a process. */
  static final String IS_OURS = "org.mturkproxy.marketplace.TestMarketplace#isOurs";

  /** For {@code @EnabledIf}: tests that want nothing there but what they make. */
  static final String CAN_BE_EMPTIED = "org.mturkproxy.marketplace.TestMarketplace#canBeEmptied";

  static final Account ALICE = account("marketplace", "AKIDALICE", "alice");
  static final Account BOB = account("marketplace.second", "AKIDBOB", "bob");

  private static final Optional<URI> ELSEWHERE =
      Optional.ofNullable(System.getProperty("marketplace.endpoint")).map(URI::create);

  private final Optional<Marketplace> ours;
  private final URI endpoint;
  private final List<MTurkClient> clients = new ArrayList<>();

  TestMarketplace(MarketplaceConfig config) {
    assumeTrue(isOurs(), "needs a marketplace of its own");
    Marketplace started =
        Marketplace.start(
            config,
            List.of(ALICE, BOB),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Clock.systemUTC());
    ours = Optional.of(started);
    endpoint = started.endpoint();
  }

  /** A marketplace elsewhere, emptied if it lets us. */
  private TestMarketplace(URI endpoint) {
    ours = Optional.empty();
    this.endpoint = endpoint;
    canBeEmptied();
  }

  static boolean isOurs() {
    return ELSEWHERE.isEmpty();
  }

  /** Whether there is a control interface; if there is, this empties the marketplace elsewhere. */
  static boolean canBeEmptied() {
    return ELSEWHERE
        .map(endpoint -> new Players(endpoint).tryPost("/control/reset", "{}").status() == 200)
        .orElse(true);
  }

  private static Account account(String property, String accessKeyId, String name) {
    return new Account(
        System.getProperty(property + ".accessKeyId", accessKeyId),
        new Secret(System.getProperty(property + ".secretKey", name + "'s secret")),
        name);
  }

  /** Accounts have 10000.00 dollars. */
  static TestMarketplace inMemory() {
    return ELSEWHERE.map(TestMarketplace::new).orElseGet(() -> withBalance("10000.00"));
  }

  /** Always one of our own. */
  static TestMarketplace withBalance(String balance) {
    return new TestMarketplace(
        new MarketplaceConfig(Optional.empty(), new BigDecimal(balance), true, true));
  }

  static TestMarketplace in(Path directory) {
    return new TestMarketplace(
        new MarketplaceConfig(Optional.of(directory), new BigDecimal("10000.00"), true, true));
  }

  URI endpoint() {
    return endpoint;
  }

  void advance(Duration by) {
    ours.ifPresentOrElse(
        marketplace -> marketplace.world().advance(by),
        () -> post("/control/clock", "{\"advanceSeconds\":" + by.toSeconds() + "}"));
  }

  MTurkClient alice() {
    return client(ALICE.accessKeyId(), ALICE.secret().reveal());
  }

  MTurkClient bob() {
    return client(BOB.accessKeyId(), BOB.secret().reveal());
  }

  MTurkClient client(String accessKeyId, String secret) {
    MTurkClient client = client(endpoint(), accessKeyId, secret);
    clients.add(client);
    return client;
  }

  /** A client of Alice's for a marketplace elsewhere. */
  static MTurkClient alice(URI endpoint) {
    return client(endpoint, ALICE.accessKeyId(), ALICE.secret().reveal());
  }

  private static MTurkClient client(URI endpoint, String accessKeyId, String secret) {
    return MTurkClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secret)))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(
            override ->
                override
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    .addExecutionInterceptor(new MemberRecorder()))
        .build();
  }

  Reply post(String path, String json) {
    return players().post(path, json);
  }

  String accept(String worker, String hit) {
    return players().accept(worker, hit);
  }

  Reply submit(String assignment) {
    return players().submit(assignment, Examples.ANSWER);
  }

  Reply submit(String assignment, String answer) {
    return players().submit(assignment, answer);
  }

  String work(String worker, String hit) {
    return players().work(worker, hit);
  }

  String work(String worker, String hit, String answer) {
    return players().work(worker, hit, answer);
  }

  private Players players() {
    return new Players(endpoint);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }

  @Override
  public void close() {
    clients.forEach(MTurkClient::close);
    ours.ifPresent(Marketplace::close);
  }
}
