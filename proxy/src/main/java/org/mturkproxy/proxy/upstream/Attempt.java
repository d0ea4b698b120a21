package org.mturkproxy.proxy.upstream;

import static org.mturkproxy.translator.modern.ModernAnswer.NotExecuted.BUSY;
import static org.mturkproxy.translator.modern.ModernAnswer.NotExecuted.NO_CONNECTION;
import static org.mturkproxy.translator.modern.ModernAnswer.NotExecuted.NO_CREDENTIALS;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.pool.ChannelPool;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mturkproxy.translator.modern.ModernAnswers;

/**
 * One attempt of a call: get a connection, sign, send, and wait for the answer. All on one event
 * loop. Up to the moment of sending every failure means that nothing happened; from then on, that
 * nobody knows ({@code mapping.md} 1.7).
 */
final class Attempt implements AnswerHandler.Waiting {

  private static final AsciiString ERROR_TYPE = AsciiString.cached("x-amzn-ErrorType");

  private final EventLoop loop;
  private final ChannelPool pool;
  private final Duration toConnect;
  private final Duration toAnswer;
  private final Supplier<FullHttpRequest> request;
  private final Consumer<Outcome> end;

  private Channel channel;
  private Future<?> timer;
  private boolean sent;
  private boolean ended;

  /**
   * Prepares one.
   *
   * @param toConnect time to get a connection, TLS included
   * @param toAnswer time from sending to the whole answer
   * @param request makes the signed request, at the moment of sending
   * @param end told once how it ended
   */
  Attempt(
      EventLoop loop,
      ChannelPool pool,
      Duration toConnect,
      Duration toAnswer,
      Supplier<FullHttpRequest> request,
      Consumer<Outcome> end) {
    this.loop = loop;
    this.pool = pool;
    this.toConnect = toConnect;
    this.toAnswer = toAnswer;
    this.request = request;
    this.end = end;
  }

  void start() {
    Future<Channel> acquired = pool.acquire();
    if (!acquired.isDone()) {
      startTimer(toConnect, () -> notSent("no connection within " + toConnect.toMillis() + " ms"));
    }
    acquired.addListener((Future<Channel> done) -> acquired(done));
  }

  private void acquired(Future<Channel> acquired) {
    if (!acquired.isSuccess()) {
      notSent(isPoolFull(acquired.cause()) ? BUSY : NO_CONNECTION, describe(acquired.cause()));
      return;
    }
    channel = acquired.getNow();
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null) {
      send();
    } else {
      tls.handshakeFuture().addListener((Future<Channel> done) -> secured(done));
    }
  }

  private void secured(Future<Channel> handshake) {
    if (handshake.isSuccess()) {
      send();
    } else {
      giveBack(false);
      notSent("TLS: " + describe(handshake.cause()));
    }
  }

  private void send() {
    if (ended) {
      giveBack(true);
      return;
    }
    if (!channel.isActive()) {
      giveBack(false);
      notSent("the connection was closed before it was used");
      return;
    }
    stopTimer();
    FullHttpRequest signed;
    try {
      signed = request.get();
    } catch (RuntimeException e) {
      giveBack(true);
      end(Outcome.notSent(NO_CREDENTIALS, "cannot sign: " + describe(e)));
      return;
    }
    startTimer(toAnswer, () -> noAnswer("no answer within " + toAnswer.toMillis() + " ms"));
    AnswerHandler.of(channel).expect(this);
    channel
        .writeAndFlush(signed)
        .addListener(
            written -> {
              sent = written.isSuccess();
              if (!sent) {
                broken(written.cause());
              }
            });
  }

  @Override
  public void answered(FullHttpResponse answer) {
    if (ended) {
      return;
    }
    int status = answer.status().code();
    byte[] body = ByteBufUtil.getBytes(answer.content());
    Optional<String> errorType = Optional.ofNullable(answer.headers().get(ERROR_TYPE));
    Outcome outcome =
        new Outcome(
            ModernAnswers.read(status, errorType, body),
            status,
            answer.headers().get(HttpHeaderNames.DATE, ""),
            Optional.of(RawAnswer.of(answer, body)));
    // An answer to a request that is still being sent leaves a connection that nobody can use.
    giveBack(sent && HttpUtil.isKeepAlive(answer));
    end(outcome);
  }

  @Override
  public void broken(Throwable cause) {
    noAnswer(describe(cause));
  }

  private void noAnswer(String reason) {
    if (!ended) {
      giveBack(false);
      end(Outcome.noAnswer(reason));
    }
  }

  private void notSent(String reason) {
    notSent(NO_CONNECTION, reason);
  }

  private void notSent(String type, String reason) {
    if (!ended) {
      end(Outcome.notSent(type, reason));
    }
  }

  /** No fault of the upstream's: {@code FixedChannelPool} had none free, or too many waited. */
  private static boolean isPoolFull(Throwable cause) {
    return cause instanceof TimeoutException || cause instanceof IllegalStateException;
  }

  private void end(Outcome outcome) {
    ended = true;
    stopTimer();
    end.accept(outcome);
  }

  private void giveBack(boolean reusable) {
    AnswerHandler.of(channel).done(System.nanoTime());
    if (!reusable) {
      channel.close();
    }
    pool.release(channel);
  }

  private void startTimer(Duration time, Runnable task) {
    timer = loop.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private static String describe(Throwable cause) {
    return cause.getClass().getSimpleName()
        + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
  }
}
