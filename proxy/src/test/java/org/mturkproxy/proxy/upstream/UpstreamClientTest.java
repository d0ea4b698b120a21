package org.mturkproxy.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mturkproxy.config.KeyConfig;
import org.mturkproxy.config.Secret;
import org.mturkproxy.config.UpstreamConfig;
import org.mturkproxy.config.UpstreamCredentials;
import org.mturkproxy.config.UpstreamTarget;
import org.mturkproxy.proxy.FreePort;
import org.mturkproxy.proxy.transport.EventLoops;
import org.mturkproxy.proxy.upstream.SigV4Verifier.Authorization;
import org.mturkproxy.proxy.upstream.StubUpstream.Reaction;
import org.mturkproxy.proxy.upstream.StubUpstream.Seen;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernAnswer.NotExecuted;
import org.mturkproxy.translator.modern.ModernAnswer.Refused;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernAnswer.Unknown;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.modern.Upstream;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** The client against a real socket: what it makes of each answer, and how often it asks. */
class UpstreamClientTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String SECRET = "legacy-secret";
  private static final KeyConfig KEY =
      new KeyConfig("AKIALEGACY", new Secret(SECRET), new UpstreamCredentials.SameKey());
  private static final String THROTTLED =
      "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}";
  private static final String PAGE = "<html><body>Gone</body></html>";

  private static EventLoops loops;

  @BeforeAll
  static void start() {
    loops = EventLoops.start(2);
  }

  @AfterAll
  static void stop() {
    loops.close();
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments("success", StubUpstream.ok("{\"a\":1}"), success("{\"a\":1}")),
        arguments("success without a body", StubUpstream.ok(""), success("{}")),
        arguments(
            "refusal",
            StubUpstream.answer(
                400,
                "{\"__type\":\"RequestError\",\"Message\":\"Hit 3X does not exist. (1)\","
                    + "\"TurkErrorCode\":\"AWS.MechanicalTurk.HITDoesNotExist\"}"),
            new Refused(
                "RequestError",
                Optional.of("AWS.MechanicalTurk.HITDoesNotExist"),
                "Hit 3X does not exist. (1)")),
        arguments(
            "framework error",
            StubUpstream.answer(
                400, "{\"__type\":\"AccessDeniedException\",\"Message\":\"User: x\"}"),
            new NotExecuted("AccessDeniedException", "User: x")),
        arguments(
            "error type in the header",
            StubUpstream.answer(400, "", "x-amzn-ErrorType: AccessDeniedException:http://x"),
            new NotExecuted("AccessDeniedException", "")),
        arguments("page, 403", StubUpstream.answer(403, PAGE), new NotExecuted("HTTP403", "")),
        arguments("page, 410", StubUpstream.answer(410, PAGE), new NotExecuted("HTTP410", "")),
        arguments("redirect", StubUpstream.answer(301, PAGE), new NotExecuted("HTTP301", "")),
        arguments(
            "page, 200",
            StubUpstream.ok(PAGE),
            new Unknown("Unreadable", "HTTP 200 without a JSON object")),
        arguments("page, 202", StubUpstream.answer(202, PAGE), new Unknown("HTTP202", "")),
        arguments("page, 502", StubUpstream.answer(502, PAGE), new Unknown("HTTP502", "")),
        arguments("nothing, 503", StubUpstream.answer(503, ""), new Unknown("HTTP503", "")),
        arguments(
            "fault",
            StubUpstream.answer(500, "{\"__type\":\"ServiceFault\",\"Message\":\"oops\"}"),
            new Unknown("ServiceFault", "oops")),
        arguments(
            "chunked answer",
            StubUpstream.raw(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
            success("{}")),
        arguments(
            "answer that ends with the connection",
            StubUpstream.raw("HTTP/1.0 200 OK\r\n\r\n{}"),
            success("{}")),
        arguments(
            "informational answer first",
            StubUpstream.raw(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
            success("{}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void readsAnAnswerOnce(String name, Reaction reaction, ModernAnswer answer) throws Exception {
    try (StubUpstream stub = new StubUpstream(reaction);
        UpstreamClient client = client(stub)) {
      assertEquals(new ModernReply(answer, 1, false), send(client, Repeat.NEVER));
      assertEquals(1, stub.seen().size());
    }
  }

  static Stream<Arguments> silences() {
    return Stream.of(
        arguments("closed before the answer", StubUpstream.closeWithoutAnswer()),
        arguments("closed within the head", StubUpstream.raw("HTTP/1.1 200 OK\r\nContent-")),
        arguments(
            "closed within the body",
            StubUpstream.raw("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"a\":")),
        arguments("no answer in time", StubUpstream.silence()),
        arguments("not HTTP", StubUpstream.raw("SSH-2.0-OpenSSH_9.2\r\n\r\n")),
        arguments(
            "more than anybody could want",
            StubUpstream.raw("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n{")));
  }

  /** Sent, and no answer: nobody knows, and what may happen twice is never sent twice. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("silences")
  @Tag("trap-5.1.2")
  void doesNotRepeatByItselfWhatMayHaveHappened(String name, Reaction reaction) throws Exception {
    try (StubUpstream stub = new StubUpstream(reaction);
        UpstreamClient client = client(Endpoint.of(stub.uri()), 4, Duration.ofMillis(300))) {
      ModernReply reply = send(client, Repeat.NEVER);
      assertEquals("NoAnswer", ((Unknown) reply.answer()).type());
      assertEquals(1, reply.attempts());
      assertEquals(1, stub.seen().size());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FREE", "SAME_TOKEN"})
  void repeatsAnUnknownOutcomeNewlySigned(Repeat repeat) throws Exception {
    try (StubUpstream stub =
            new StubUpstream(
                StubUpstream.closeWithoutAnswer(),
                StubUpstream.answer(503, PAGE),
                StubUpstream.ok("{}"));
        UpstreamClient client = client(stub)) {
      assertEquals(new ModernReply(success("{}"), 3, true), send(client, repeat));
      assertEquals(3, stub.seen().size());
      stub.seen().forEach(seen -> assertVerified(seen, KEY.id(), SECRET));
      assertEquals(1, stub.seen().stream().map(Seen::text).distinct().count());
    }
  }

  @Test
  void repeatsAThrottledCallAndKnowsThatItHadNoEffect() throws Exception {
    try (StubUpstream stub =
            new StubUpstream(
                StubUpstream.answer(400, THROTTLED),
                StubUpstream.answer(429, PAGE),
                StubUpstream.ok("{}"));
        UpstreamClient client = client(stub)) {
      assertEquals(new ModernReply(success("{}"), 3, false), send(client, Repeat.NEVER));
      assertEquals(3, stub.seen().size());
    }
  }

  /** It was throttled when asked again; the first time it may have been carried out. */
  @Test
  void doesNotForgetADoubtWhenALaterAttemptSurelyHadNoEffect() throws Exception {
    try (StubUpstream stub =
            new StubUpstream(
                StubUpstream.answer(500, PAGE),
                StubUpstream.answer(
                    400, "{\"__type\":\"AccessDeniedException\",\"Message\":\"x\"}"));
        UpstreamClient client = client(stub)) {
      assertEquals(
          new ModernReply(new Unknown("HTTP500", ""), 2, true), send(client, Repeat.SAME_TOKEN));
    }
  }

  @Test
  void triesARefusedConnectionThreeTimesAndKnowsThatNothingHappened() throws Exception {
    int port = FreePort.one();
    try (UpstreamClient client = client(new Endpoint("127.0.0.1", port, false), 4)) {
      ModernReply reply = send(client, Repeat.NEVER);
      assertEquals("NoConnection", ((NotExecuted) reply.answer()).type());
      assertEquals(3, reply.attempts());
      assertEquals(false, reply.afterUnknown());
    }
  }

  @Test
  void knowsThatNothingHappenedWhenTheNameIsUnknown() throws Exception {
    try (UpstreamClient client = client(new Endpoint("mturk.invalid", 80, false), 4)) {
      ModernReply reply = send(client, Repeat.NEVER);
      assertEquals("NoConnection", ((NotExecuted) reply.answer()).type());
    }
  }

  @Test
  void usesAConnectionAgain() throws Exception {
    try (StubUpstream stub = new StubUpstream(StubUpstream.ok("{}"));
        UpstreamClient client = client(Endpoint.of(stub.uri()), 1)) {
      for (int i = 0; i < 3; i++) {
        assertEquals(success("{}"), onOneLoop(client).answer());
      }
      assertEquals(List.of(1, 1, 1), stub.seen().stream().map(Seen::connection).toList());
    }
  }

  @Test
  void leavesAConnectionAloneThatTheUpstreamEnds() throws Exception {
    try (StubUpstream stub =
            new StubUpstream(
                StubUpstream.answer(200, "{}", "Connection: close"),
                StubUpstream.answer(200, "{}"));
        UpstreamClient client = client(Endpoint.of(stub.uri()), 1)) {
      assertEquals(new ModernReply(success("{}"), 1), onOneLoop(client));
      assertEquals(new ModernReply(success("{}"), 1), onOneLoop(client));
      assertEquals(List.of(1, 2), stub.seen().stream().map(Seen::connection).toList());
    }
  }

  /** The end of an idle connection and the next call cross each other on the wire. */
  @Test
  void writesNothingTwiceIntoConnectionsThatEndWhileTheyAreUsed() throws Exception {
    try (StubUpstream stub = new StubUpstream(StubUpstream.answerThenClose(200, "{}"));
        UpstreamClient client = client(Endpoint.of(stub.uri()), 1)) {
      for (int i = 0; i < 100; i++) {
        ModernReply reply = onOneLoop(client, Repeat.NEVER, "A" + i);
        assertTrue(reply.answer() instanceof Success || reply.answer() instanceof Unknown);
      }
      List<String> bodies = stub.seen().stream().map(Seen::text).toList();
      assertEquals(bodies.stream().distinct().toList(), bodies);
    }
  }

  /** The upstream ends an idle connection exactly when the next call comes. */
  @Test
  void doesNotSendACallAgainThatAStaleConnectionSwallowed() throws Exception {
    try (StubUpstream stub =
            new StubUpstream(StubUpstream.ok("{}"), StubUpstream.closeWithoutAnswer());
        UpstreamClient client = client(Endpoint.of(stub.uri()), 1)) {
      assertEquals(success("{}"), onOneLoop(client).answer());
      ModernReply reply = onOneLoop(client);
      assertEquals("NoAnswer", ((Unknown) reply.answer()).type());
      assertEquals(List.of(1, 1), stub.seen().stream().map(Seen::connection).toList());
    }
  }

  @Test
  void repeatsOnAnotherConnectionOnlyWhatItsTokenProtects() throws Exception {
    try (StubUpstream stub =
            new StubUpstream(
                StubUpstream.ok("{}"), StubUpstream.closeWithoutAnswer(), StubUpstream.ok("{}"));
        UpstreamClient client = client(Endpoint.of(stub.uri()), 1)) {
      onOneLoop(client);
      assertEquals(
          new ModernReply(success("{}"), 2, true), onOneLoop(client, Repeat.SAME_TOKEN, "AZ"));
      assertEquals(List.of(1, 1, 2), stub.seen().stream().map(Seen::connection).toList());
      assertEquals(stub.seen().get(1).text(), stub.seen().get(2).text());
    }
  }

  /** More calls at once than connections: the rest wait their turn, and none is refused. */
  @Test
  void letsCallsWaitForAConnection() throws Exception {
    try (StubUpstream stub = new StubUpstream(StubUpstream.ok("{}"));
        UpstreamClient client = client(Endpoint.of(stub.uri()), 2)) {
      Upstream upstream = client.forKey(KEY);
      List<CompletableFuture<ModernReply>> replies =
          IntStream.range(0, 20)
              .mapToObj(i -> upstream.send(call(Repeat.NEVER)).toCompletableFuture())
              .toList();
      for (CompletableFuture<ModernReply> reply : replies) {
        assertEquals(new ModernReply(success("{}"), 1), reply.get(20, TimeUnit.SECONDS));
      }
      assertTrue(stub.seen().stream().mapToInt(Seen::connection).max().orElseThrow() <= 2);
    }
  }

  @Test
  void sendsWhatTheProtocolAsksFor() throws Exception {
    try (StubUpstream stub = new StubUpstream(StubUpstream.ok("{}"));
        UpstreamClient client = client(stub)) {
      send(client, Repeat.NEVER);
      Seen seen = stub.seen().get(0);
      assertEquals("POST / HTTP/1.1", seen.headers().get(""));
      assertEquals("application/x-amz-json-1.1", seen.headers().get("content-type"));
      assertEquals(
          "MTurkRequesterServiceV20170117.DeleteWorkerBlock", seen.headers().get("x-amz-target"));
      assertEquals("{\"WorkerId\":\"AZ3456EXAMPLE\"}", seen.text());
      assertVerified(seen, KEY.id(), SECRET);
    }
  }

  @Test
  @Tag("trap-5.5.1")
  void signsWithTheCredentialsConfiguredForTheKey() throws Exception {
    KeyConfig key =
        new KeyConfig(
            "AKIALEGACY",
            new Secret(SECRET),
            new UpstreamCredentials.Given(
                "AKIAOTHER",
                new Secret("other-secret"),
                Optional.of(new Secret("session-token-of-a-test"))));
    try (StubUpstream stub = new StubUpstream(StubUpstream.ok("{}"));
        UpstreamClient client = client(stub)) {
      await(client.forKey(key).send(call(Repeat.NEVER)));
      Seen seen = stub.seen().get(0);
      assertEquals("session-token-of-a-test", seen.headers().get("x-amz-security-token"));
      assertVerified(seen, "AKIAOTHER", "other-secret");
    }
  }

  @Test
  @Tag("trap-5.5.7")
  void takesTheUpstreamsTimeWhenOurClockIsWrong() throws Exception {
    try (StubUpstream stub =
            new StubUpstream(
                StubUpstream.answer(
                    400,
                    "{\"__type\":\"InvalidSignatureException\",\"message\":\"Signature expired:"
                        + " 20260101T000000Z is now earlier than 20260101T001500Z\"}",
                    "Date: Thu, 01 Jan 2026 00:20:00 GMT"),
                StubUpstream.ok("{}"));
        UpstreamClient client = client(stub)) {
      assertEquals(new ModernReply(success("{}"), 2), send(client, Repeat.NEVER));
      assertEquals(new ModernReply(success("{}"), 1), send(client, Repeat.NEVER));
      assertEquals(
          List.of("20260101T000000Z", "20260101T002000Z", "20260101T002000Z"),
          stub.seen().stream().map(seen -> seen.headers().get("x-amz-date")).toList());
      stub.seen().forEach(seen -> assertVerified(seen, KEY.id(), SECRET));
    }
  }

  private static final String EXPIRED =
      "{\"__type\":\"ExpiredTokenException\",\"message\":\"expired\"}";

  @Test
  void fetchesExpiredCredentialsAgainOnce() throws Exception {
    Credentials credentials = new Renewable();
    try (StubUpstream stub =
            new StubUpstream(StubUpstream.answer(400, EXPIRED), StubUpstream.ok("{}"));
        UpstreamClient client = client(stub)) {
      ModernReply reply = await(client.signedWith(credentials).send(call(Repeat.NEVER)));
      assertEquals(new ModernReply(success("{}"), 2), reply);
      assertVerified(stub.seen().get(0), "AKIAOLD", "old");
      assertVerified(stub.seen().get(1), "AKIANEW", "new");
    }
  }

  @Test
  void doesNotTryExpiredCredentialsAgainThatAreConfigured() throws Exception {
    try (StubUpstream stub = new StubUpstream(StubUpstream.answer(400, EXPIRED));
        UpstreamClient client = client(stub)) {
      assertEquals(
          new ModernReply(new NotExecuted("ExpiredTokenException", "expired"), 1),
          send(client, Repeat.FREE));
      assertEquals(1, stub.seen().size());
    }
  }

  @Test
  void sendsNothingWithoutCredentials() throws Exception {
    Credentials none = new Missing();
    try (StubUpstream stub = new StubUpstream(StubUpstream.ok("{}"));
        UpstreamClient client = client(stub)) {
      assertEquals(
          new ModernReply(new NotExecuted("NoCredentials", "no AWS credentials"), 1),
          await(client.signedWith(none).send(call(Repeat.FREE))));
      assertEquals(0, stub.seen().size());
    }
  }

  /** A signer that fails must not leave the call hanging. */
  @Test
  void sendsNothingThatCannotBeSigned() throws Exception {
    Credentials unusable = new FixedCredentials(new Unusable());
    try (StubUpstream stub = new StubUpstream(StubUpstream.ok("{}"));
        UpstreamClient client = client(stub)) {
      assertEquals(
          new ModernReply(
              new NotExecuted("NoCredentials", "cannot sign: IllegalStateException: expected"), 1),
          await(client.signedWith(unusable).send(call(Repeat.FREE))));
      assertEquals(0, stub.seen().size());
    }
  }

  private static final class Unusable implements AwsCredentialsIdentity {

    @Override
    public String accessKeyId() {
      throw new IllegalStateException("expected");
    }

    @Override
    public String secretAccessKey() {
      throw new IllegalStateException("expected");
    }
  }

  private static final class Renewable implements Credentials {

    @Override
    public CompletionStage<AwsCredentialsIdentity> current() {
      return CompletableFuture.completedStage(AwsCredentialsIdentity.create("AKIAOLD", "old"));
    }

    @Override
    public boolean renewable() {
      return true;
    }

    @Override
    public CompletionStage<AwsCredentialsIdentity> renewed() {
      return CompletableFuture.supplyAsync(() -> AwsCredentialsIdentity.create("AKIANEW", "new"));
    }
  }

  private static final class Missing implements Credentials {

    @Override
    public CompletionStage<AwsCredentialsIdentity> current() {
      return CompletableFuture.failedStage(new IllegalStateException("expected"));
    }

    @Override
    public boolean renewable() {
      return true;
    }

    @Override
    public CompletionStage<AwsCredentialsIdentity> renewed() {
      return current();
    }
  }

  private static UpstreamClient client(StubUpstream stub) {
    return client(Endpoint.of(stub.uri()), 4);
  }

  private static UpstreamClient client(Endpoint endpoint, int connections) {
    return client(endpoint, connections, Duration.ofSeconds(10));
  }

  private static UpstreamClient client(Endpoint endpoint, int connections, Duration readTimeout) {
    UpstreamConfig config =
        new UpstreamConfig(
            new UpstreamTarget.Address(URI.create("http://unused/")),
            "us-east-1",
            "mturk-requester",
            Duration.ofSeconds(5),
            readTimeout,
            Duration.ofSeconds(20),
            connections);
    RetryPolicy policy = new RetryPolicy(config.budget(), Duration.ofMillis(1), () -> 1.0);
    return UpstreamClient.open(endpoint, config, loops, CLOCK, policy, Optional.empty());
  }

  private static ModernCall call(Repeat repeat) {
    return call(repeat, "AZ3456EXAMPLE");
  }

  private static ModernCall call(Repeat repeat, String worker) {
    Structure input = new Structure(Map.of("WorkerId", new Text(worker)));
    return new ModernCall("DeleteWorkerBlock", input, repeat);
  }

  private static ModernReply send(UpstreamClient client, Repeat repeat) throws Exception {
    return await(client.forKey(KEY).send(call(repeat)));
  }

  /** Each loop has its own connections. */
  private static ModernReply onOneLoop(UpstreamClient client) throws Exception {
    return onOneLoop(client, Repeat.NEVER, "AZ3456EXAMPLE");
  }

  private static ModernReply onOneLoop(UpstreamClient client, Repeat repeat, String worker)
      throws Exception {
    Upstream upstream = client.forKey(KEY);
    return await(
        CompletableFuture.supplyAsync(() -> upstream.send(call(repeat, worker)), loops.all().get(0))
            .thenCompose(reply -> reply));
  }

  private static ModernReply await(CompletionStage<ModernReply> reply) throws Exception {
    return reply.toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private static Success success(String json) {
    try {
      return new Success(new JsonMapper().readTree(json));
    } catch (IOException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private static void assertVerified(Seen seen, String accessKeyId, String secret) {
    Authorization authorization = Authorization.of(seen.headers().get("authorization"));
    assertEquals(accessKeyId, authorization.accessKeyId());
    assertEquals(
        SigV4Verifier.signature(
            secret,
            authorization.scope(),
            authorization.signedHeaders(),
            seen.headers(),
            seen.body()),
        authorization.signature());
  }
}
