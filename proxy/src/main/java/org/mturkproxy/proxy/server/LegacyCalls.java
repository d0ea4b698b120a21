package org.mturkproxy.proxy.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
import org.mturkproxy.proxy.passthrough.ModernCalls;
import org.mturkproxy.proxy.passthrough.ModernErrors;
import org.mturkproxy.translator.Translator;
import org.mturkproxy.translator.answer.AnswerWriter;
import org.mturkproxy.translator.answer.Envelope;
import org.mturkproxy.translator.error.LegacyError;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.LegacyAnswer;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.exchange.Transport;
import org.mturkproxy.translator.exchange.Understood;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has each request answered by the translator, or refuses it, and records the exchange: whoever has
 * an answer finds it recorded. Stands last. A request that was read is always answered: many
 * clients send it again when the connection just closes, boto, Java and Axis among them (clients.md
 * R4, S1.13).
 */
final class LegacyCalls extends SimpleChannelInboundHandler<Arrival> {

  private static final Logger LOG = LoggerFactory.getLogger(LegacyCalls.class);

  private final Translator translator;
  private final ModernCalls modern;
  private final Recorder recorder;
  private final Clock clock;
  private final SchemaFiles files;
  private final HttpAnswers answers;
  private final Deliveries deliveries;

  private final BooleanSupplier serverCloses;
  private boolean answering;

  /** Answers of which it is not yet known whether they arrived; the connection is needed for it. */
  private int unsettled;

  private boolean closing;

  LegacyCalls(
      Translator translator,
      ModernCalls modern,
      Recorder recorder,
      Clock clock,
      SchemaFiles files,
      HttpAnswers answers,
      Deliveries deliveries,
      BooleanSupplier serverCloses) {
    this.serverCloses = serverCloses;
    this.translator = translator;
    this.modern = modern;
    this.recorder = recorder;
    this.clock = clock;
    this.files = files;
    this.answers = answers;
    this.deliveries = deliveries;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, Arrival arrival) {
    answering = true;
    if (files.serves(arrival)) {
      answerWithFile(ctx, arrival);
      return;
    }
    if (arrival.refusal().isPresent()) {
      answer(ctx, arrival, refused(arrival.request(), arrival.refusal().get()));
      return;
    }
    deliveries.begun(arrival.request().requestId(), new ClientPresence(ctx.channel())::left);
    carryOut(arrival)
        .whenComplete(
            (exchange, failure) ->
                onLoop(
                    ctx,
                    () ->
                        answer(
                            ctx,
                            arrival,
                            failure == null ? exchange : failed(arrival.request(), failure))));
  }

  private CompletionStage<Exchange> carryOut(Arrival arrival) {
    try {
      return arrival.isModern()
          ? modern.answer(arrival.request(), arrival.headers())
          : translator.answer(arrival.request());
    } catch (Throwable failure) {
      // Whatever it is, the client must not be left without an answer.
      return CompletableFuture.failedStage(failure);
    }
  }

  /** No call, so nothing to record. */
  private void answerWithFile(ChannelHandlerContext ctx, Arrival arrival) {
    ReceivedRequest request = arrival.request();
    files
        .file(request.target(), Origin.of(ctx.channel(), request.host()))
        .whenComplete(
            (file, failure) ->
                onLoop(
                    ctx,
                    () -> {
                      if (failure == null) {
                        write(ctx, arrival, file);
                      } else {
                        answer(ctx, arrival, failed(request, failure));
                      }
                    }));
  }

  private void answer(ChannelHandlerContext ctx, Arrival arrival, Exchange exchange) {
    record(exchange)
        .whenComplete(
            (recorded, failure) -> {
              if (failure != null) {
                LOG.error("could not record call {}", arrival.request().requestId(), failure);
              }
              onLoop(ctx, () -> write(ctx, arrival, exchange.answer()));
            });
  }

  private CompletionStage<Void> record(Exchange exchange) {
    try {
      return recorder.record(exchange);
    } catch (RuntimeException failure) {
      return CompletableFuture.failedStage(failure);
    }
  }

  private void write(ChannelHandlerContext ctx, Arrival arrival, LegacyAnswer answer) {
    answering = false;
    Afterwards then =
        (closing || serverCloses.getAsBoolean()) && !arrival.afterwards().closes()
            ? Afterwards.CLOSE
            : arrival.afterwards();
    ClientPresence client = new ClientPresence(ctx.channel());
    String method = arrival.request().method();
    String id = arrival.request().requestId();
    if (then == Afterwards.CLOSE_UNREAD || !client.left()) {
      answers
          .write(ctx, method, answer, then)
          .addListener(written -> deliveries.ended(id, written.isSuccess()));
    } else {
      unsettled++;
      answers
          .send(ctx, method, answer, then)
          .addListener(written -> client.afterWriting(read -> settled(ctx, then, id, read)));
    }
    arrival.room().release();
  }

  private void settled(
      ChannelHandlerContext ctx, Afterwards then, String requestId, boolean delivered) {
    unsettled--;
    deliveries.ended(requestId, delivered);
    if (!delivered || then.closes() || closing) {
      closeWhenDone(ctx);
    }
  }

  private void closeWhenDone(ChannelHandlerContext ctx) {
    if (!answering && unsettled == 0) {
      ctx.close();
    }
  }

  /**
   * A fault of ours. HTTP 200: nobody knows how far the call came, and several clients repeat a 5xx
   * by themselves ({@code mapping.md} 3.3 rule 7).
   */
  private Exchange failed(ReceivedRequest request, Throwable failure) {
    LOG.error("call {} failed inside the proxy", request.requestId(), failure);
    if (request.transport() == Transport.MODERN) {
      return exchange(request, ModernErrors.broken(request.requestId()));
    }
    LegacyError error = LegacyErrors.internalError();
    return exchange(request, bare(request, error));
  }

  private Exchange refused(ReceivedRequest request, Refusal refusal) {
    if (request.transport() == Transport.MODERN) {
      return exchange(request, ModernErrors.unread(request.requestId(), refusal == Refusal.BUSY));
    }
    LegacyAnswer answer = bare(request, refusal.error());
    int status = refusal.status(request.transport());
    return exchange(request, new LegacyAnswer(status, answer.errorCode(), answer.body()));
  }

  /** No operation is known here, so every error is bare ({@code mapping.md} 1.8). */
  private LegacyAnswer bare(ReceivedRequest request, LegacyError error) {
    Envelope envelope = Envelope.of(request.transport());
    return new AnswerWriter(request.requestId(), clock.instant(), false, envelope)
        .refusal("", error);
  }

  private Exchange exchange(ReceivedRequest request, LegacyAnswer answer) {
    return new Exchange(request, Understood.NOTHING, List.of(), answer, clock.instant(), List.of());
  }

  private static void onLoop(ChannelHandlerContext ctx, Runnable task) {
    if (ctx.executor().inEventLoop()) {
      task.run();
    } else {
      ctx.executor().execute(task);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event == ServerClosing.NOW || event instanceof ChannelInputShutdownEvent) {
      closing = true;
      closeWhenDone(ctx);
    } else {
      super.userEventTriggered(ctx, event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException
        || cause instanceof ReadTimeoutException
        || cause.getCause() instanceof SSLException) {
      LOG.debug("connection from {} ended: {}", ctx.channel().remoteAddress(), cause.toString());
    } else {
      LOG.warn("connection from {} closed", ctx.channel().remoteAddress(), cause);
    }
    ctx.close();
  }
}
