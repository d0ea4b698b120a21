package org.mturkproxy.marketplace.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.mturkproxy.marketplace.sigv4.Header;
import org.mturkproxy.marketplace.sigv4.RequestHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last handler of a connection: takes whole requests, has them answered by a worker, writes the
 * answers. One instance per connection; only its event loop touches the fields.
 */
// Nobody waits for a connection to be closed; there is nothing left to do for it.
@SuppressWarnings("FutureReturnValueIgnored")
final class ConnectionHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);

  private static final HttpAnswer BAD_REQUEST = new HttpAnswer(400, List.of(), new byte[0]);

  private final Worker worker;
  private final RequestDeadline deadline;
  private final RequestIntake intake;
  private final Duration longestAnswer;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private boolean busy;
  private boolean sendingFile;

  ConnectionHandler(
      Worker worker, RequestDeadline deadline, RequestIntake intake, Duration longestAnswer) {
    this.worker = worker;
    this.deadline = deadline;
    this.intake = intake;
    this.longestAnswer = longestAnswer;
  }

  /** A call and the room it takes. */
  private record Waiting(HttpCall call, long bytes) {}

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    deadline.met();
    if (request.decoderResult().isFailure()) {
      LastAnswer.write(context, response(BAD_REQUEST, worker.clock()));
      return;
    }
    HttpCall call = new HttpCall(head(request), ByteBufUtil.getBytes(request.content()));
    waiting.add(new Waiting(call, intake.handOver()));
    next(context);
  }

  /**
   * Has the next waiting request answered, unless one is being answered already. While one is,
   * nothing more is read from this client than what had already arrived.
   */
  private void next(ChannelHandlerContext context) {
    if (busy) {
      return;
    }
    Waiting first = waiting.poll();
    context.channel().config().setAutoRead(first == null);
    if (first != null) {
      busy = true;
      worker.submit(
          first.call(),
          context.executor(),
          answer ->
              context
                  .executor()
                  .execute(
                      () -> {
                        intake.answered(first.bytes());
                        deliver(context, answer);
                      }));
    }
  }

  static RequestHead head(HttpRequest request) {
    String target = request.uri();
    int question = target.indexOf('?');
    List<Header> headers = new ArrayList<>();
    request.headers().forEach(entry -> headers.add(new Header(entry.getKey(), entry.getValue())));
    return new RequestHead(
        request.method().name(),
        question < 0 ? target : target.substring(0, question),
        question < 0 ? "" : target.substring(question + 1),
        headers);
  }

  private void deliver(ChannelHandlerContext context, HttpAnswer answer) {
    switch (answer.delivery()) {
      case WHOLE ->
          write(context, answer)
              .addListener(
                  written -> {
                    if (written.isSuccess()) {
                      busy = false;
                      next(context);
                    } else {
                      context.close();
                    }
                  });
      case CUT -> write(context, answer).addListener(ChannelFutureListener.CLOSE);
      case CLOSED -> context.close();
    }
  }

  /** Until the client has taken it, an answer needs its room; one that it does not take ends. */
  private ChannelFuture write(ChannelHandlerContext context, HttpAnswer answer) {
    if (answer.file().isPresent()) {
      return writeFile(context, answer, answer.file().get());
    }
    long bytes = answer.body().length;
    intake.answering(bytes);
    ChannelFuture written = context.writeAndFlush(response(answer, worker.clock()));
    if (written.isDone()) {
      intake.taken(bytes);
    } else {
      Future<?> tooLate =
          context
              .executor()
              .schedule(() -> context.close(), longestAnswer.toMillis(), TimeUnit.MILLISECONDS);
      written.addListener(
          done -> {
            tooLate.cancel(false);
            intake.taken(bytes);
          });
    }
    return written;
  }

  static FullHttpResponse response(HttpAnswer answer, Clock clock) {
    byte[] body = answer.body();
    boolean cut = answer.delivery() == HttpAnswer.Delivery.CUT;
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            Unpooled.wrappedBuffer(body, 0, cut ? body.length / 2 : body.length));
    head(response, answer, body.length, clock);
    return response;
  }

  /** Takes no room: it is read from the disk as the client takes it, however long that is. */
  private ChannelFuture writeFile(
      ChannelHandlerContext context, HttpAnswer answer, HttpAnswer.FileBody file) {
    HttpResponse response =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()));
    head(response, answer, file.bytes(), worker.clock());
    context.write(response);
    context.write(new DefaultFileRegion(file.path().toFile(), 0, file.bytes()));
    sendingFile = true;
    return context
        .writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
        .addListener(written -> sendingFile = false);
  }

  private static void head(HttpResponse response, HttpAnswer answer, long length, Clock clock) {
    answer.headers().forEach(header -> response.headers().add(header.name(), header.value()));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_LENGTH, length)
        .set(HttpHeaderNames.DATE, DateFormatter.format(Date.from(clock.instant())));
  }

  /** The call that is being answered keeps its room until then; for the others nobody waits. */
  @Override
  public void channelInactive(ChannelHandlerContext context) {
    waiting.forEach(each -> intake.answered(each.bytes()));
    waiting.clear();
    context.fireChannelInactive();
  }

  /**
   * The client neither sends nor takes anything. Of a file that may not be so the first time: only
   * from then on {@link IdleStateHandler} looks at how much of it is gone. Other events, such as
   * that our side is closed, are no reason to close all of it ({@link LastAnswer}).
   */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent idle && !(sendingFile && idle.isFirst())) {
      context.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    boolean left =
        cause instanceof IOException || cause instanceof PrematureChannelClosureException;
    if (!left) {
      LOG.warn("a connection failed", cause);
    }
    context.close();
  }
}
