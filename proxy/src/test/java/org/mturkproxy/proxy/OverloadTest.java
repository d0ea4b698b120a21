package org.mturkproxy.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mturkproxy.config.AdminConfig;
import org.mturkproxy.config.CallLimits;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.KeyRules;
import org.mturkproxy.config.LoadedConfig;
import org.mturkproxy.config.ProxyConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.proxy.server.RawConnection;

/**
 * Ten times as many calls at once as there is room for. How fast the others are answered is
 * measured by {@code Goodput} in {@code bench}; here is what holds without a clock.
 */
class OverloadTest {

  private static final String KEY = "AKIAOVERLOAD";
  private static final String SECRET = "secret of the overload test";
  private static final String UNAVAILABLE = "<Code>ServiceUnavailable</Code>";

  private static final int CONCURRENCY = 4;
  private static final int WAITING = 8;
  private static final int OFFERED = 120;

  private static final Pattern TITLE = Pattern.compile("\"Question\":\"(q[0-9]+)\"");
  private static final Pattern NUMBER =
      Pattern.compile("(?m)^mturkproxy_upstream_calls_waiting ([0-9.]+)");

  private final ExecutorService threads = Executors.newFixedThreadPool(OFFERED);
  private ModernStub upstream;
  private ProxyRuntime proxy;

  /** One client's question, and what it was answered. */
  private record Asked(String question, String xml) {}

  @BeforeEach
  void start() throws Exception {
    upstream = new ModernStub();
    upstream.answers(200, "{\"HIT\":{\"HITId\":\"3HIT\",\"HITTypeId\":\"3TYPE\"}}");
    CallLimits limits =
        new CallLimits(CONCURRENCY, WAITING, Duration.ofSeconds(25), Optional.empty());
    ProxyConfig config =
        upstream
            .config(
                new KeyConfig(
                    KEY,
                    new Secret(SECRET),
                    new UpstreamCredentials.SameKey(),
                    new KeyRules(limits),
                    Optional.empty()))
            .edit()
            .admin(Optional.of(new AdminConfig("127.0.0.1", 0, Set.of(), true)))
            .build();
    proxy = ProxyRuntime.start(LoadedConfig.of(config), java.time.Clock.systemUTC(), e -> {});
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    upstream.close();
    proxy.close();
  }

  @Test
  void whatHasRoomIsDoneOnceAndTheRestIsToldAtOnce() throws Exception {
    for (int storm = 0; storm < 2; storm++) {
      Set<String> refused = new HashSet<>();
      Set<String> created = new HashSet<>();
      int before = upstream.bodies().size();
      ExecutorCompletionService<Asked> clients = new ExecutorCompletionService<>(threads);
      for (int i = 0; i < OFFERED; i++) {
        String question = "q" + (storm * OFFERED + i);
        clients.submit(() -> create(question));
      }
      upstream.await(CONCURRENCY);
      // At once: upstream has answered nobody yet.
      for (int i = 0; i < OFFERED - CONCURRENCY - WAITING; i++) {
        Asked answered = taken(clients);
        assertTrue(answered.xml().contains(UNAVAILABLE), answered.xml());
        refused.add(answered.question());
      }
      assertEquals(CONCURRENCY, upstream.bodies().size() - before);
      assertEquals(WAITING, waiting());

      upstream.allow(CONCURRENCY + WAITING);
      for (int i = 0; i < CONCURRENCY + WAITING; i++) {
        Asked answered = taken(clients);
        assertTrue(answered.xml().contains("<HITId>3HIT</HITId>"), answered.xml());
        created.add(answered.question());
      }
      upstream.await(WAITING);
      List<String> done = new ArrayList<>();
      for (String body : upstream.bodies().subList(before, upstream.bodies().size())) {
        Matcher matcher = TITLE.matcher(body);
        assertTrue(matcher.find(), body);
        done.add(matcher.group(1));
      }
      assertEquals(CONCURRENCY + WAITING, done.size());
      assertEquals(created, new HashSet<>(done));
      assertEquals(OFFERED - CONCURRENCY - WAITING, refused.size());
      assertEquals(0, waiting());
    }
  }

  private Asked taken(ExecutorCompletionService<Asked> clients) throws Exception {
    Future<Asked> next = clients.poll(60, TimeUnit.SECONDS);
    assertTrue(next != null, "somebody waits for an answer");
    return next.get();
  }

  private Asked create(String question) throws Exception {
    String parameters = "&HITTypeId=3TYPE&LifetimeInSeconds=60&Question=" + question;
    int port = proxy.address().getPort();
    return new Asked(question, SignedCall.answer(port, KEY, SECRET, "CreateHIT", parameters));
  }

  private int waiting() throws Exception {
    try (RawConnection client = new RawConnection(proxy.adminAddress().orElseThrow().getPort())) {
      client.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
      Matcher matcher = NUMBER.matcher(client.answer()[1]);
      assertTrue(matcher.find());
      return (int) Double.parseDouble(matcher.group(1));
    }
  }
}
