package org.mturkproxy.marketplace;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.marketplace.Players.Reply;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.mturk.MTurkClient;

/** A marketplace on a free loopback port, with two accounts, and official SDK clients for it. */
final class TestMarketplace implements AutoCloseable {

  static final Account ALICE = new Account("AKIDALICE", new Secret("alice's secret"), "alice");
  static final Account BOB = new Account("AKIDBOB", new Secret("bob's secret"), "bob");

  private final Marketplace marketplace;

  TestMarketplace(MarketplaceConfig config) {
    marketplace =
        Marketplace.start(
            config,
            List.of(ALICE, BOB),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Clock.systemUTC());
  }

  static TestMarketplace inMemory() {
    return withBalance("10000.00");
  }

  static TestMarketplace withBalance(String balance) {
    return new TestMarketplace(
        new MarketplaceConfig(Optional.empty(), new BigDecimal(balance), true, true));
  }

  static TestMarketplace in(Path directory) {
    return new TestMarketplace(
        new MarketplaceConfig(Optional.of(directory), new BigDecimal("10000.00"), true, true));
  }

  URI endpoint() {
    return marketplace.endpoint();
  }

  void advance(Duration by) {
    marketplace.world().advance(by);
  }

  MTurkClient alice() {
    return client(ALICE.accessKeyId(), ALICE.secret().reveal());
  }

  MTurkClient bob() {
    return client(BOB.accessKeyId(), BOB.secret().reveal());
  }

  MTurkClient client(String accessKeyId, String secret) {
    return client(endpoint(), accessKeyId, secret);
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
    return new Players(endpoint());
  }

  @Override
  public void close() {
    marketplace.close();
  }
}
