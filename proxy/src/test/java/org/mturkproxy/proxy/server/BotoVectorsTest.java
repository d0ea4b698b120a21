package org.mturkproxy.proxy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mturkproxy.config.TrafficLogConfig;
import org.mturkproxy.proxy.passthrough.ModernCalls;
import org.mturkproxy.proxy.traffic.TrafficLog;
import org.mturkproxy.proxy.transport.EventLoops;
import org.mturkproxy.proxy.upstream.Environment;
import org.mturkproxy.translator.LegacyTranslator;
import org.mturkproxy.translator.Translator;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.errand.Errands;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.modern.ModernAnswers;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;

/** What boto put on the wire, byte for byte through the server, and verified and translated. */
class BotoVectorsTest {

  /** An answer that has something for every operation. */
  private static final String ANYTHING =
      """
      {"HIT":{"HITId":"3H","MaxAssignments":20,"CreationTime":1795291000,
        "Expiration":1795291000},"QualificationType":{"QualificationTypeId":"3Q"},
       "HITTypeId":"3T","AvailableBalance":"1.00","FileUploadURL":"https://example.com/",
       "Qualification":{"Status":"Granted","IntegerValue":1},
       "Assignment":{"AssignmentStatus":"Rejected"}}
      """;

  /** Two were forged, eleven refused before they went upstream, and two asked for Help. */
  private static final int WITHOUT_CALLS = 15;

  /** One translator reads a list once for all who ask for its pages. */
  private static final int PAGES_OF_KNOWN_LISTS = 20;

  @TempDir Path directory;

  private final List<Exchange> recorded = new ArrayList<>();

  @Test
  void eachIsAnsweredThroughAnEmbeddedChannel() throws IOException {
    for (BotoVectors.Vector vector : BotoVectors.read()) {
      EmbeddedChannel channel =
          new EmbeddedChannel(
              new ServerPipeline(
                  Requests.LISTEN,
                  new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE),
                  translator(),
                  ModernCalls.refused(BotoVectors.CLOCK),
                  Recorder.of(recorded::add),
                  BotoVectors.CLOCK,
                  Deliveries.NOBODY));
      channel.writeInbound(Unpooled.copiedBuffer(vector.http(), StandardCharsets.UTF_8));
      assertAnswered(vector, written(channel));
      channel.finishAndReleaseAll();
    }
    assertRecorded(WITHOUT_CALLS);
  }

  @Test
  void allAreAnsweredInOrderOnOneConnectionThatPipelinesThem() throws IOException {
    List<BotoVectors.Vector> vectors = BotoVectors.read();
    try (TrafficLog log = log();
        EventLoops loops = EventLoops.start(1);
        ProxyServer server =
            ProxyServer.recording(
                Requests.LISTEN,
                loops,
                translator(),
                ModernCalls.refused(BotoVectors.CLOCK),
                exchange -> {
                  recorded.add(exchange);
                  return log.record(exchange);
                },
                BotoVectors.CLOCK,
                Deliveries.NOBODY);
        RawConnection client = new RawConnection(server.address().getPort())) {
      for (BotoVectors.Vector vector : vectors) {
        client.send(vector.http());
      }
      for (BotoVectors.Vector vector : vectors) {
        assertAnswered(vector, client.answer()[1]);
      }
    }
    assertRecorded(WITHOUT_CALLS + PAGES_OF_KNOWN_LISTS);
  }

  /** SecretsInLogsTest looks there for what they were signed with. */
  private TrafficLog log() throws IOException {
    return TrafficLog.open(
        new TrafficLogConfig.File(directory.resolve("traffic.jsonl")),
        Environment.EMBEDDED,
        BotoVectors.KEY_ID::equals,
        BotoVectors.CLOCK);
  }

  private static void assertAnswered(BotoVectors.Vector vector, String answer) {
    assertTrue(answer.contains("<" + vector.operation() + "Response><OperationRequest>"), answer);
    assertTrue(answer.contains(vector.expected()), answer);
  }

  private void assertRecorded(int withoutCalls) {
    assertEquals(176, recorded.size());
    assertEquals(
        withoutCalls, recorded.stream().filter(exchange -> exchange.legs().isEmpty()).count());
  }

  private static Translator translator() {
    Requester requester =
        new Requester(
            BotoVectors.KEY_ID,
            new LegacySecret(BotoVectors.SECRET),
            BotoVectorsTest::answer,
            false);
    return new LegacyTranslator(
        id -> Optional.of(requester).filter(r -> r.accessKeyId().equals(id)),
        BotoVectors.CLOCK,
        (requestId, fault) -> fail("a fault of the proxy", fault),
        Errands.IMAGINED,
        LegacyTranslator.Options.DEFAULT);
  }

  private static CompletionStage<ModernReply> answer(ModernCall call) {
    return CompletableFuture.completedFuture(
        new ModernReply(
            ModernAnswers.read(200, Optional.empty(), ANYTHING.getBytes(StandardCharsets.UTF_8)),
            1));
  }

  private static String written(EmbeddedChannel channel) {
    StringBuilder text = new StringBuilder();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      text.append(part.toString(StandardCharsets.UTF_8));
      part.release();
    }
    return text.toString();
  }
}
