package org.mturkproxy.marketplace.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.mturkproxy.marketplace.sigv4.RequestHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands behind the decoder and takes the requests whose body is an {@link Upload}: while a worker
 * thread writes what has arrived, nothing more is read. One that takes too long, from its head to
 * its last byte, ends the connection, however steadily its bytes drip in. The answer ends the
 * connection, which is why the keep-alive handler comes after this one. One instance per
 * connection; only its event loop touches the fields.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class UploadHandler extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(UploadHandler.class);

  private final UploadService service;
  private final Worker worker;
  private final RequestRoom room;
  private final RequestDeadline deadline;
  private final RequestIntake intake;
  private final Duration longest;
  private final Queue<ByteBuf> arrived = new ArrayDeque<>();
  private Optional<Upload> upload = Optional.empty();
  private RequestHead head = new RequestHead("", "", "", List.of());
  private boolean whole;
  private boolean working;
  private boolean over;
  private Optional<Future<?>> tooLate = Optional.empty();

  UploadHandler(
      UploadService service,
      Worker worker,
      RequestRoom room,
      RequestDeadline deadline,
      RequestIntake intake,
      Duration longest) {
    this.longest = longest;
    this.service = service;
    this.worker = worker;
    this.room = room;
    this.deadline = deadline;
    this.intake = intake;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (over || whole) {
      ReferenceCountUtil.release(message);
    } else if (upload.isPresent() && message instanceof HttpContent part) {
      receive(context, part);
    } else if (!(message instanceof HttpRequest request) || !begins(context, request)) {
      context.fireChannelRead(message);
    }
  }

  private boolean begins(ChannelHandlerContext context, HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return false;
    }
    head = ConnectionHandler.head(request);
    upload = service.upload(head);
    if (upload.isEmpty()) {
      return false;
    }
    if (intake.hasUnanswered()) {
      // An answer out of its turn would be taken for the one to an earlier request.
      end();
      context.close();
      return true;
    }
    tooLate =
        Optional.of(
            context
                .executor()
                .schedule(() -> context.close(), longest.toMillis(), TimeUnit.MILLISECONDS));
    boolean asks = HttpUtil.is100ContinueExpected(request);
    work(
        context,
        upload.get()::start,
        () -> {
          if (asks) {
            context.writeAndFlush(
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
          }
          next(context);
        });
    return true;
  }

  private void receive(ChannelHandlerContext context, HttpContent part) {
    deadline.met();
    int bytes = part.content().readableBytes();
    if (part.decoderResult().isFailure() || !room.take(bytes)) {
      part.release();
      end();
      context.close();
      return;
    }
    arrived.add(part.content());
    whole = part instanceof LastHttpContent;
    if (whole) {
      stopTimer();
    }
    next(context);
  }

  /** Has what arrived written, or ends the upload, or waits for more. */
  private void next(ChannelHandlerContext context) {
    if (working || over) {
      return;
    }
    Upload current = upload.orElseThrow();
    if (!arrived.isEmpty()) {
      List<ByteBuf> pieces = new ArrayList<>(arrived);
      arrived.clear();
      work(context, () -> write(current, pieces), () -> next(context));
    } else if (whole) {
      work(context, () -> Optional.of(current.end()), () -> {});
    } else {
      context.channel().config().setAutoRead(true);
    }
  }

  private Optional<HttpAnswer> write(Upload current, List<ByteBuf> pieces) {
    try {
      for (ByteBuf piece : pieces) {
        Optional<HttpAnswer> refusal = current.write(piece.nioBuffer());
        if (refusal.isPresent()) {
          return refusal;
        }
      }
      return Optional.empty();
    } finally {
      pieces.forEach(this::drop);
    }
  }

  private void drop(ByteBuf piece) {
    room.giveBack(piece.readableBytes());
    piece.release();
  }

  /** Works on a worker thread; an answer ends the upload, otherwise it goes on. */
  private void work(
      ChannelHandlerContext context, Supplier<Optional<HttpAnswer>> step, Runnable then) {
    context.channel().config().setAutoRead(false);
    working = true;
    try {
      worker
          .shared()
          .execute(
              () -> {
                Optional<HttpAnswer> answer = guarded(step);
                context
                    .executor()
                    .execute(
                        () -> {
                          working = false;
                          if (over) {
                            close();
                          } else if (answer.isPresent()) {
                            finish(context, answer.get());
                          } else {
                            then.run();
                          }
                        });
              });
    } catch (RejectedExecutionException e) {
      working = false;
      finish(context, worker.overload().answer(new HttpCall(head, new byte[0])));
    }
  }

  private Optional<HttpAnswer> guarded(Supplier<Optional<HttpAnswer>> step) {
    try {
      return step.get();
    } catch (Throwable e) {
      LOG.error("an upload failed", e);
      return Optional.of(worker.failure().answer(new HttpCall(head, new byte[0])));
    }
  }

  /**
   * What the client still sends is read and dropped until it has the answer: closing at once would
   * reset the connection, and the answer with it.
   */
  private void finish(ChannelHandlerContext context, HttpAnswer answer) {
    end();
    var response = ConnectionHandler.response(answer, worker.clock());
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    context
        .writeAndFlush(response)
        .addListener(
            whole
                ? ChannelFutureListener.CLOSE
                : written -> ((SocketChannel) context.channel()).shutdownOutput());
    context.channel().config().setAutoRead(true);
  }

  private void stopTimer() {
    tooLate.ifPresent(timer -> timer.cancel(false));
    tooLate = Optional.empty();
  }

  private void end() {
    over = true;
    stopTimer();
    arrived.forEach(this::drop);
    arrived.clear();
    if (!working) {
      close();
    }
  }

  /** Deleting what was written blocks, too. */
  private void close() {
    Optional<Upload> ended = upload;
    upload = Optional.empty();
    try {
      ended.ifPresent(each -> worker.shared().execute(each::close));
    } catch (RejectedExecutionException e) {
      // It is left on the disk; the next start removes it.
      LOG.debug("an upload was not cleared away", e);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!over && upload.isPresent()) {
      end();
    }
    context.fireChannelInactive();
  }
}
