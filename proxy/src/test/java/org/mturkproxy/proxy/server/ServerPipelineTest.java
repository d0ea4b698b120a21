package org.mturkproxy.proxy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mturkproxy.proxy.passthrough.ModernCalls;
import org.mturkproxy.translator.Translator;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.exchange.Understood;

/** The whole pipeline: bytes in, bytes out. */
class ServerPipelineTest {

  private static final String DATE = "date: Wed, 04 May 2016 10:20:30 GMT\r\n";
  private static final String TYPE = "content-type: text/xml; charset=utf-8\r\n";

  private final List<Exchange> recorded = new ArrayList<>();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /?A=b HTTP/1.1~~ | '' | true",
        "GET /?A=b HTTP/1.1~Connection: close~~ | connection: close~ | false",
        "GET /?A=b HTTP/1.0~~ | connection: close~ | false",
        "GET /?A=b HTTP/1.0~Connection: keep-alive~~ | connection: keep-alive~ | true",
      })
  void answersAndLeavesTheConnectionAsAsked(String wire, String connection, boolean open) {
    EmbeddedChannel channel = channel(Requests.ECHO);
    feed(channel, wire);
    assertEquals(
        "HTTP/1.1 200 OK\r\n"
            + TYPE
            + "content-length: 10\r\n"
            + DATE
            + connection.replace("~", "\r\n")
            + "\r\nGET /?A=b ",
        written(channel));
    assertEquals(open, channel.isOpen());
    channel.finishAndReleaseAll();
  }

  @Test
  void passesTheStatusOfTheAnswerOn() {
    EmbeddedChannel channel =
        channel(r -> CompletableFuture.completedStage(Requests.exchange(r, 503, "<Response/>")));
    feed(channel, "GET / HTTP/1.1~~");
    assertTrue(written(channel).startsWith("HTTP/1.1 503 Service Unavailable\r\n"));
    channel.finishAndReleaseAll();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT / HTTP/1.1~~ | 405 Method Not Allowed | AWS.InvalidOperationParameter | true",
        "POST / HTTP/1.1~Content-Length: 99999999999~~ | 200 OK | AWS.MechanicalTurk.InvalidParameterValue | false",
        "nonsense~~ | 400 Bad Request | AWS.MissingOperationParameter | false",
      })
  void answersARefusalInLegacyXmlAndRecordsIt(
      String wire, String status, String code, boolean open) {
    EmbeddedChannel channel = channel(Requests.ECHO);
    feed(channel, wire);
    String answer = written(channel);
    assertTrue(answer.startsWith("HTTP/1.1 " + status + "\r\n" + TYPE), answer);
    assertEquals(1, recorded.size());
    Exchange exchange = recorded.get(0);
    String xml = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertTrue(
        xml.startsWith(
            "<?xml version=\"1.0\"?>\n<Response><Errors><Error><Code>" + code + "</Code><Message>"),
        xml);
    assertTrue(
        xml.endsWith(
            "</Message></Error></Errors><RequestID>"
                + exchange.received().requestId()
                + "</RequestID></Response>\n"),
        xml);
    assertEquals(Optional.of(code), exchange.answer().errorCode());
    assertEquals(Understood.NOTHING, exchange.understood());
    assertEquals(List.of(), exchange.legs());
    assertEquals(open, channel.isOpen());
    channel.finishAndReleaseAll();
  }

  @Test
  void answersHeadWithoutABody() {
    EmbeddedChannel channel = channel(Requests.ECHO);
    feed(channel, "HEAD / HTTP/1.1~~");
    String answer = written(channel);
    assertTrue(answer.startsWith("HTTP/1.1 405 Method Not Allowed\r\n"), answer);
    assertTrue(answer.contains("allow: GET, POST\r\n"), answer);
    assertTrue(answer.endsWith("\r\n\r\n"), answer);
    channel.finishAndReleaseAll();
  }

  @Test
  void answersAndRecordsWhatFailsInsideTheProxyWithoutInvitingARepeat() {
    List<Translator> broken =
        List.of(
            request -> CompletableFuture.failedStage(new IllegalStateException("expected")),
            request -> {
              throw new IllegalStateException("expected");
            });
    for (Translator translator : broken) {
      recorded.clear();
      EmbeddedChannel channel = channel(translator);
      feed(channel, "GET / HTTP/1.1~~");
      String answer = written(channel);
      assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
      assertTrue(
          answer.contains(
              "<Response><Errors><Error><Code>AWS.InternalError</Code><Message>We are unable to"
                  + " process your request at this time.</Message></Error></Errors><RequestID>"),
          answer);
      assertEquals(Optional.of("AWS.InternalError"), recorded.get(0).answer().errorCode());
      assertTrue(channel.isOpen());
      channel.finishAndReleaseAll();
    }
  }

  @Test
  void answersPipelinedRequestsInOrderAndOneAfterTheOther() {
    List<CompletableFuture<Exchange>> answers = new ArrayList<>();
    List<ReceivedRequest> asked = new ArrayList<>();
    EmbeddedChannel channel = channel(request -> later(request, asked, answers));
    feed(channel, "GET /1 HTTP/1.1~~GET /2 HTTP/1.1~~POST /3 HTTP/1.1~Content-Length: 2~~xy");
    assertEquals(List.of("/1"), asked.stream().map(ReceivedRequest::target).toList());
    assertFalse(channel.config().isAutoRead());

    answers.get(0).complete(Requests.echoed(asked.get(0)));
    assertTrue(written(channel).endsWith("GET /1 "));
    assertEquals(2, asked.size());

    answers.get(1).complete(Requests.echoed(asked.get(1)));
    assertTrue(written(channel).endsWith("GET /2 "));
    assertTrue(channel.config().isAutoRead());

    answers.get(2).complete(Requests.echoed(asked.get(2)));
    assertTrue(written(channel).endsWith("POST /3 xy"));
    channel.finishAndReleaseAll();
  }

  @Test
  void doesNotAskForTheNextBodyBeforeTheLastAnswer() {
    List<CompletableFuture<Exchange>> answers = new ArrayList<>();
    List<ReceivedRequest> asked = new ArrayList<>();
    EmbeddedChannel channel = channel(request -> later(request, asked, answers));
    feed(channel, "GET /1 HTTP/1.1~~POST /2 HTTP/1.1~Content-Length: 2~Expect: 100-continue~~");
    assertEquals("", written(channel));
    answers.get(0).complete(Requests.echoed(asked.get(0)));
    String both = written(channel);
    assertTrue(both.endsWith("GET /1 HTTP/1.1 100 Continue\r\n\r\n"), both);
    feed(channel, "xy");
    answers.get(1).complete(Requests.echoed(asked.get(1)));
    assertTrue(written(channel).endsWith("POST /2 xy"));
    channel.finishAndReleaseAll();
  }

  /** It would be carried out, and its answer would never be sent. */
  @Test
  void carriesNothingOutThatComesBehindAClosingRequest() {
    EmbeddedChannel channel = channel(Requests.ECHO);
    feed(channel, "GET /1 HTTP/1.1~Connection: close~~GET /2 HTTP/1.1~~");
    assertTrue(written(channel).endsWith("GET /1 "));
    assertEquals(1, recorded.size());
    assertFalse(channel.isOpen());
    channel.finishAndReleaseAll();
  }

  /** LeakCheck looks whether what waited was let go. */
  @Test
  void letsGoOfWhatWaitsWhenTheConnectionEnds() {
    List<CompletableFuture<Exchange>> answers = new ArrayList<>();
    List<ReceivedRequest> asked = new ArrayList<>();
    EmbeddedChannel channel = channel(request -> later(request, asked, answers));
    feed(channel, "GET /1 HTTP/1.1~~POST /2 HTTP/1.1~Content-Length: 4~~xy");
    channel.close();
    answers.get(0).complete(Requests.echoed(asked.get(0)));
    assertEquals(1, asked.size());
    assertEquals(1, recorded.size());
    channel.finishAndReleaseAll();
  }

  @Test
  void takesManyPipelinedRequestsAtOnceWithoutNesting() {
    EmbeddedChannel channel = channel(Requests.ECHO);
    feed(channel, "GET / HTTP/1.1~~".repeat(5_000));
    assertEquals(5_000, recorded.size());
    channel.finishAndReleaseAll();
  }

  @Test
  void letsTheCallUnderWayFinishWhenTheServerCloses() {
    List<CompletableFuture<Exchange>> answers = new ArrayList<>();
    List<ReceivedRequest> asked = new ArrayList<>();
    EmbeddedChannel channel = channel(request -> later(request, asked, answers));
    feed(channel, "GET /1 HTTP/1.1~~");
    channel.pipeline().fireUserEventTriggered(ServerClosing.NOW);
    assertTrue(channel.isOpen());
    answers.get(0).complete(Requests.echoed(asked.get(0)));
    assertTrue(written(channel).contains("connection: close\r\n"));
    assertFalse(channel.isOpen());
    channel.finishAndReleaseAll();
  }

  @Test
  void closesAConnectionWithoutACallWhenTheServerCloses() {
    EmbeddedChannel channel = channel(Requests.ECHO);
    channel.pipeline().fireUserEventTriggered(ServerClosing.NOW);
    assertFalse(channel.isOpen());
    channel.finishAndReleaseAll();
  }

  /** boto would repeat a call whose connection ends, however long its answer takes. */
  @Test
  void endsAnIdleConnectionButNeverOneThatWaitsForItsAnswer() {
    List<CompletableFuture<Exchange>> answers = new ArrayList<>();
    List<ReceivedRequest> asked = new ArrayList<>();
    EmbeddedChannel channel = channel(request -> later(request, asked, answers));
    channel.freezeTime();
    feed(channel, "GET /1 HTTP/1.1~~");
    letPass(channel, Duration.ofMinutes(6));
    assertTrue(channel.isOpen());
    answers.get(0).complete(Requests.echoed(asked.get(0)));
    assertTrue(written(channel).endsWith("GET /1 "));
    letPass(channel, Duration.ofMinutes(6));
    assertFalse(channel.isOpen());
    channel.finishAndReleaseAll();
  }

  /** Slowloris: a byte now and then keeps no connection. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // What comes first, what comes every second, and after how many seconds it is over.
        "GET / HTTP/1.1~X: | a | 20",
        "~~G | a | 20",
        "GET / HTTP/1.1~X: y~ | X: y~ | 20",
        "POST / HTTP/1.1~Content-Length: 9999~~ | a | 120",
        "POST / HTTP/1.1~Transfer-Encoding: chunked~~ | 1~a~ | 120",
      })
  void givesARequestATimeFromItsFirstByte(String first, String more, int seconds) {
    EmbeddedChannel channel = channel(Requests.ECHO);
    channel.freezeTime();
    // The time of a connection without a request is another one.
    letPass(channel, Duration.ofSeconds(200));
    feed(channel, first);
    for (int i = 1; i < seconds; i++) {
      letPass(channel, Duration.ofSeconds(1));
      feed(channel, more);
      assertEquals("", written(channel), i + " s");
    }
    letPass(channel, Duration.ofSeconds(1));
    String answer = written(channel);
    assertTrue(answer.startsWith("HTTP/1.1 408 Request Timeout\r\n" + TYPE), answer);
    assertTrue(answer.contains("connection: close\r\n"), answer);
    assertTrue(
        answer.contains("<Message>The request cannot be read: it took too long to come.<"), answer);
    assertEquals(1, recorded.size());
    assertFalse(channel.isOpen());
    channel.finishAndReleaseAll();
  }

  /** Nothing of it is read meanwhile, so its client cannot hurry. */
  @Test
  void theTimeOfAPipelinedRequestDoesNotRunWhileAnotherIsAnswered() {
    List<CompletableFuture<Exchange>> answers = new ArrayList<>();
    List<ReceivedRequest> asked = new ArrayList<>();
    EmbeddedChannel channel = channel(request -> later(request, asked, answers));
    channel.freezeTime();
    feed(channel, "GET /1 HTTP/1.1~~POST /2 HTTP/1.1~Content-Length: 2~~x");
    letPass(channel, Duration.ofSeconds(150));
    answers.get(0).complete(Requests.echoed(asked.get(0)));
    assertTrue(written(channel).endsWith("GET /1 "));
    feed(channel, "y");
    answers.get(1).complete(Requests.echoed(asked.get(1)));
    assertTrue(written(channel).endsWith("POST /2 xy"));
    letPass(channel, Duration.ofSeconds(150));
    assertEquals("", written(channel));
    channel.finishAndReleaseAll();
  }

  /** Answers that nobody reads would fill the memory. */
  @Test
  void answersNoFurtherPipelinedRequestWhileTheClientDoesNotRead() {
    EmbeddedChannel channel = channel(Requests.ECHO);
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    feed(channel, "GET / HTTP/1.1~~".repeat(50));
    assertEquals(0, recorded.size());
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    channel.runPendingTasks();
    assertEquals(50, recorded.size());
    channel.finishAndReleaseAll();
  }

  private static void letPass(EmbeddedChannel channel, Duration time) {
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
  }

  private static CompletableFuture<Exchange> later(
      ReceivedRequest request,
      List<ReceivedRequest> asked,
      List<CompletableFuture<Exchange>> answers) {
    asked.add(request);
    answers.add(new CompletableFuture<>());
    return answers.get(answers.size() - 1);
  }

  /** The strict traffic log: its thread says when, and the connection waits without it. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void anAnswerWaitsUntilItIsRecordedWellOrNot(boolean well) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    EmbeddedChannel channel = channel(Requests.ECHO, exchange -> done);
    feed(channel, "GET /1 HTTP/1.1~~");
    channel.runPendingTasks();
    assertEquals("", written(channel));
    if (well) {
      done.complete(null);
    } else {
      done.completeExceptionally(new IllegalStateException("expected: not recorded"));
    }
    channel.runPendingTasks();
    assertTrue(written(channel).endsWith("GET /1 "));
    channel.finishAndReleaseAll();
  }

  private EmbeddedChannel channel(Translator translator) {
    return channel(translator, Recorder.of(recorded::add));
  }

  private static EmbeddedChannel channel(Translator translator, Recorder recorder) {
    return new EmbeddedChannel(
        new ServerPipeline(
            Requests.LISTEN,
            new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE),
            translator,
            ModernCalls.refused(Requests.CLOCK),
            recorder,
            Requests.CLOCK,
            Deliveries.NOBODY));
  }

  private static void feed(EmbeddedChannel channel, String shorthand) {
    channel.writeInbound(
        Unpooled.copiedBuffer(shorthand.replace("~", "\r\n"), StandardCharsets.UTF_8));
  }

  private static String written(EmbeddedChannel channel) {
    StringBuilder all = new StringBuilder();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      all.append(part.toString(StandardCharsets.UTF_8));
      part.release();
    }
    return all.toString();
  }
}
