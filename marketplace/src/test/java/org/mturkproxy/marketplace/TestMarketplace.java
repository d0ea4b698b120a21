package org.mturkproxy.marketplace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.config.MarketplaceConfig;
import org.mturkproxy.config.Secret;
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

  private final HttpClient http = HttpClient.newHttpClient();
  private final Marketplace marketplace;

  private TestMarketplace(MarketplaceConfig config) {
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
    return MTurkClient.builder()
        .endpointOverride(endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secret)))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  /** POSTs JSON to the Workers' or the control interface. */
  Reply post(String path, String json) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint().resolve(path))
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Reply(answer.statusCode(), new ObjectMapper().readTree(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  record Reply(int status, JsonNode body) {
    /** The type of a refusal. */
    String type() {
      assertEquals(400, status, body::toString);
      return body.get("__type").textValue();
    }
  }

  String accept(String worker, String hit) {
    return assignmentId(
        post(
            "/worker/assignments/accept",
            String.format("{\"WorkerId\":\"%s\",\"HITId\":\"%s\"}", worker, hit)));
  }

  Reply submit(String assignment) {
    return submit(assignment, Examples.ANSWER);
  }

  Reply submit(String assignment, String answer) {
    return post(
        "/worker/assignments/" + assignment + "/submit",
        JsonNodeFactory.instance.objectNode().put("Answer", answer).toString());
  }

  /** A Worker accepts and hands in; the id of the assignment. */
  String work(String worker, String hit) {
    return work(worker, hit, Examples.ANSWER);
  }

  String work(String worker, String hit, String answer) {
    return assignmentId(
        post(
            "/worker/assignments",
            JsonNodeFactory.instance
                .objectNode()
                .put("WorkerId", worker)
                .put("HITId", hit)
                .put("Answer", answer)
                .toString()));
  }

  private static String assignmentId(Reply reply) {
    assertEquals(200, reply.status(), () -> reply.body().toString());
    return reply.body().get("AssignmentId").textValue();
  }

  @Override
  public void close() {
    marketplace.close();
  }
}
