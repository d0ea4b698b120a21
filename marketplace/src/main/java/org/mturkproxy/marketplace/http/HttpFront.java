package org.mturkproxy.marketplace.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Listens, and hands each whole request to the service on a worker thread, so that event loops
 * never wait for the database.
 *
 * <p>A connection's requests are answered one after the other, as HTTP/1.1 wants it: the next one
 * is read when the answer to the last one is written.
 */
public final class HttpFront implements AutoCloseable {

  /** Room for a question of 64 KiB whose every byte is escaped, with all its surroundings. */
  private static final int MAX_BODY_BYTES = 1024 * 1024;

  private static final int WORKERS = 8;
  private static final int WAITING_CALLS = 1024;
  private static final int WAITING_ASIDE = 64;

  private final EventLoopGroup group;
  private final ThreadPoolExecutor workers;
  private final ThreadPoolExecutor aside;
  private final ChannelGroup connections;
  private final Channel listener;

  private HttpFront(
      EventLoopGroup group,
      ThreadPoolExecutor workers,
      ThreadPoolExecutor aside,
      ChannelGroup connections,
      Channel listener) {
    this.group = group;
    this.workers = workers;
    this.aside = aside;
    this.connections = connections;
    this.listener = listener;
  }

  /**
   * Starts listening.
   *
   * @param bind address; port 0 takes a free one
   * @param dispatch how each call is answered
   * @param overload what a call gets when too many wait already; it must not block
   * @param failure what a call gets when the service throws; it must not throw
   * @param uploads the requests whose body is taken piece by piece, whatever its size
   * @param clock for the {@code Date} header, by which clients correct their own clock
   * @throws UncheckedIOException if the address cannot be used; its cause is what the socket said
   */
  public static HttpFront start(
      InetSocketAddress bind,
      Dispatch dispatch,
      HttpService overload,
      HttpService failure,
      UploadService uploads,
      Clock clock) {
    HttpLimits limits = HttpLimits.within(Runtime.getRuntime().maxMemory(), MAX_BODY_BYTES);
    return start(bind, dispatch, overload, failure, uploads, clock, limits);
  }

  static HttpFront start(
      InetSocketAddress bind,
      Dispatch dispatch,
      HttpService overload,
      HttpService failure,
      UploadService uploads,
      Clock clock,
      HttpLimits limits) {
    RequestRoom room = new RequestRoom(limits.requestBytes());
    EventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            2, new DefaultThreadFactory("marketplace-io", true), NioIoHandler.newFactory());
    ThreadPoolExecutor workers = threads(WORKERS, WAITING_CALLS, "marketplace-worker");
    ThreadPoolExecutor aside = threads(1, WAITING_ASIDE, "marketplace-aside");
    ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    Worker worker = new Worker(workers, aside, dispatch, overload, failure, clock);
    try {
      ChannelFuture bound =
          new ServerBootstrap()
              .group(group)
              .channel(NioServerSocketChannel.class)
              .option(ChannelOption.SO_BACKLOG, 1024)
              .childOption(ChannelOption.TCP_NODELAY, true)
              .childHandler(
                  new ChannelInitializer<SocketChannel>() {
                    @Override
                    @SuppressWarnings("FutureReturnValueIgnored") // nothing to do once it is closed
                    protected void initChannel(SocketChannel channel) {
                      if (connections.size() >= limits.connections()) {
                        channel.close();
                        return;
                      }
                      connections.add(channel);
                      RequestDeadline deadline = new RequestDeadline(limits.request());
                      RequestIntake intake = new RequestIntake(room);
                      channel
                          .pipeline()
                          .addLast(idle(limits.idle()))
                          .addLast(deadline)
                          .addLast(new HttpServerCodec())
                          .addLast(
                              new UploadHandler(
                                  uploads, worker, room, deadline, intake, limits.upload()))
                          .addLast(new HttpServerKeepAliveHandler())
                          .addLast(intake)
                          .addLast(new HttpObjectAggregator(MAX_BODY_BYTES))
                          .addLast(
                              new ConnectionHandler(worker, deadline, intake, limits.answer()));
                    }
                  })
              .bind(bind)
              .awaitUninterruptibly();
      if (!bound.isSuccess()) {
        throw new UncheckedIOException("Cannot listen on " + bind + ".", refusal(bound.cause()));
      }
      return new HttpFront(group, workers, aside, connections, bound.channel());
    } catch (RuntimeException | Error e) {
      workers.shutdown();
      aside.shutdown();
      group.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
      throw e;
    }
  }

  /** A large answer is not idle as long as the client takes something of it. */
  private static IdleStateHandler idle(Duration limit) {
    return new IdleStateHandler(true, 0, 0, limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static ThreadPoolExecutor threads(int count, int waiting, String name) {
    return new ThreadPoolExecutor(
        count,
        count,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(waiting),
        new DefaultThreadFactory(name, true));
  }

  private static IOException refusal(Throwable cause) {
    return cause instanceof IOException refused ? refused : new IOException(cause);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  private static void end(ThreadPoolExecutor threads) {
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** Stops listening, lets running calls end, and closes every connection. */
  @Override
  public void close() {
    listener.close().syncUninterruptibly();
    workers.shutdown();
    aside.shutdown();
    end(workers);
    end(aside);
    connections.close().awaitUninterruptibly();
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
