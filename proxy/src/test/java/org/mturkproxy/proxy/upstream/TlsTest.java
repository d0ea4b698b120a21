package org.mturkproxy.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.config.UpstreamConfig;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.config.UpstreamTarget;
import org.mturkproxy.proxy.transport.EventLoops;
import org.mturkproxy.translator.modern.ModernAnswer.NotExecuted;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Structure;

/** Whom the client believes. */
class TlsTest {

  private static EventLoops loops;
  private static TestCertificate localhost;
  private static TestCertificate elsewhere;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    loops = EventLoops.start(1);
    localhost = TestCertificate.of("DNS:localhost", directory);
    elsewhere = TestCertificate.of("DNS:elsewhere.example", directory);
  }

  @AfterAll
  static void stop() {
    loops.close();
  }

  @Test
  void callsAnUpstreamWithACertificateOfItsName() throws Exception {
    ModernReply reply = call(localhost, Optional.of(localhost.certificate()), 2);
    assertTrue(reply.answer() instanceof Success, reply.toString());
  }

  @Test
  void sendsNothingToAnUpstreamWithACertificateOfAnotherName() throws Exception {
    assertRefused(call(elsewhere, Optional.of(elsewhere.certificate()), 0));
  }

  @Test
  void sendsNothingToAnUpstreamThatNobodyVouchesFor() throws Exception {
    assertRefused(call(localhost, Optional.empty(), 0));
  }

  /** Calls twice, so that the second one finds the connection of the first. */
  private static ModernReply call(
      TestCertificate server, Optional<X509Certificate> trusted, int expectedRequests)
      throws Exception {
    try (StubUpstream stub = new StubUpstream(server.sockets(), StubUpstream.ok("{}"));
        UpstreamClient client = client(stub.port(), trusted)) {
      KeyConfig key =
          new KeyConfig(
              "AKIA", new Secret("legacy-secret-of-a-test"), new UpstreamCredentials.SameKey());
      ModernCall call = new ModernCall("GetAccountBalance", Structure.EMPTY, Repeat.NEVER);
      client.forKey(key).send(call).toCompletableFuture().get(20, TimeUnit.SECONDS);
      ModernReply reply =
          client.forKey(key).send(call).toCompletableFuture().get(20, TimeUnit.SECONDS);
      assertEquals(expectedRequests, stub.seen().size());
      assertTrue(stub.seen().stream().allMatch(seen -> seen.connection() == 1));
      return reply;
    }
  }

  private static void assertRefused(ModernReply reply) {
    assertTrue(
        reply.answer() instanceof NotExecuted refused
            && refused.type().equals("NoConnection")
            && refused.message().startsWith("TLS: "),
        reply.toString());
  }

  private static UpstreamClient client(int port, Optional<X509Certificate> trusted) {
    UpstreamConfig config =
        new UpstreamConfig(
            new UpstreamTarget.Address(URI.create("https://localhost:" + port)),
            "us-east-1",
            "mturk-requester",
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            4);
    return UpstreamClient.open(
        new Endpoint("localhost", port, true),
        config,
        loops,
        Clock.systemUTC(),
        new RetryPolicy(config.budget(), Duration.ofMillis(1), () -> 1.0),
        Optional.of(UpstreamTls.trusting(trusted)));
  }
}
