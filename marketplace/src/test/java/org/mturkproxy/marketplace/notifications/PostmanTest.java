package org.mturkproxy.marketplace.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mturkproxy.config.NotificationConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.marketplace.reviews.Reviews;
import org.mturkproxy.marketplace.store.Database;
import org.mturkproxy.marketplace.store.Ids;
import org.mturkproxy.marketplace.world.World;

/** SQS takes connections and never answers; SNS answers. */
class PostmanTest {

  private static final int MESSAGES = 20;
  private static final String QUEUE = "http://127.0.0.1/123456789012/";
  private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:t";
  private static final byte[] PUBLISHED =
      ("<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>"
              + "<MessageId>1</MessageId></PublishResult></PublishResponse>")
          .getBytes(UTF_8);

  private final CountDownLatch published = new CountDownLatch(MESSAGES);
  private final Database database = Database.inMemory();
  private ServerSocket dead;
  private HttpServer alive;

  @BeforeEach
  void start() throws IOException {
    dead = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    alive = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    alive.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, PUBLISHED.length);
          exchange.getResponseBody().write(PUBLISHED);
          exchange.close();
          published.countDown();
        });
    alive.start();
    for (int i = 0; i < 5; i++) {
      put("SQS", QUEUE + i);
      put("SQS", QUEUE + i);
    }
    for (int i = 0; i < MESSAGES; i++) {
      put("SNS", TOPIC);
    }
  }

  @AfterEach
  void stop() throws IOException {
    alive.stop(0);
    dead.close();
    database.close();
  }

  @Test
  void destinationsThatNeverAnswerDoNotDelayTheOthers() throws Exception {
    // Far longer than this test may take: the queue is being waited for all the while.
    try (Postman postman = postman(Duration.ofMinutes(1))) {
      database.write(
          t ->
              t.update(
                  "DELETE FROM delivery WHERE destination <> ? AND transport = 'SQS'", QUEUE + 1));
      postman.round();
      assertTrue(published.await(30, TimeUnit.SECONDS));
      assertEquals(0, count("attempts > 0 AND transport = 'SQS'"));
    }
  }

  @Test
  void whatIsNotAnsweredInTimeIsTriedAgainAfterAPause() throws Exception {
    try (Postman postman = postman(Duration.ofMillis(200))) {
      while (count("attempts = 1 AND transport = 'SQS'") < 5) {
        postman.round();
        published.await(20, TimeUnit.MILLISECONDS);
      }
      while (count("delivered_at IS NOT NULL") < MESSAGES) {
        postman.round();
        published.await(20, TimeUnit.MILLISECONDS);
      }
    }
    // One message of each queue was tried once; the other waits with it.
    assertEquals(5, count("attempts = 1 AND failure IS NOT NULL AND due_at > created_at + 5000"));
    assertEquals(5, count("attempts = 0"));
  }

  private Postman postman(Duration answer) {
    NotificationConfig config =
        new NotificationConfig(
            "us-east-1",
            Optional.of(URI.create("http://127.0.0.1:" + dead.getLocalPort())),
            Optional.of(URI.create("http://127.0.0.1:" + alive.getAddress().getPort())),
            Optional.of(new UpstreamCredentials.Given("AKID", new Secret("s"), Optional.empty())));
    World world = new World(database, new Reviews(new Ids()), Clock.systemUTC());
    return new Postman(world, new AwsCourier(config, answer));
  }

  private void put(String transport, String destination) {
    long now = System.currentTimeMillis();
    database.write(
        transaction ->
            transaction.update(
                "INSERT INTO delivery (account_id, transport, destination, body, created_at,"
                    + " attempts, due_at) VALUES ('alice', ?, ?, '{}', ?, 0, ?)",
                transport,
                destination,
                now,
                now));
  }

  private long count(String condition) {
    List<Long> counts =
        database.read(
            transaction ->
                transaction.list(
                    "SELECT count(*) AS found FROM delivery WHERE " + condition,
                    row -> row.whole("found")));
    return counts.get(0);
  }
}
