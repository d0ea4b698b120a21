package org.mturkproxy.proxy.upstream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.pool.AbstractChannelPoolHandler;
import io.netty.channel.pool.ChannelPool;
import io.netty.channel.pool.FixedChannelPool;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.mturkproxy.config.UpstreamConfig;
import org.mturkproxy.proxy.transport.EventLoops;

/**
 * Keep-alive connections to one upstream: a pool for each event loop, so that a call never leaves
 * the loop of its client's connection. Each pool has its share of the connections allowed, and a
 * bounded queue of calls that wait for one.
 */
final class Connections implements AutoCloseable {

  /** A page of 100 HITs with full questions is smaller. */
  private static final int MAX_ANSWER_BYTES = 10 * 1024 * 1024;

  private static final int MAX_HEADER_BYTES = 64 * 1024;

  /** Calls that may wait for a connection, for each connection. */
  private static final int MAX_WAITING = 16;

  /**
   * An older connection is not used again: its end may be on the way, and a call sent into it would
   * have an unknown outcome. Node.js ends them after 5 s, earlier than other common servers.
   */
  private static final Duration MAX_IDLE = Duration.ofSeconds(4);

  private final IdentityHashMap<EventLoop, WaitingCount> pools = new IdentityHashMap<>();

  Connections(
      Endpoint endpoint,
      UpstreamConfig config,
      Optional<SslContext> tls,
      EventLoops loops,
      Executor offLoop) {
    LargeAnswers largeAnswers = LargeAnswers.within(Runtime.getRuntime().maxMemory());
    int each = share(config.maxConnections(), loops.all().size());
    for (EventLoop loop : loops.all()) {
      Bootstrap bootstrap =
          new Bootstrap()
              .group(loop)
              .channel(loops.clientChannel())
              .resolver(OffLoopResolver.on(offLoop))
              .remoteAddress(InetSocketAddress.createUnresolved(endpoint.host(), endpoint.port()))
              .option(ChannelOption.TCP_NODELAY, true)
              .option(ChannelOption.SO_KEEPALIVE, true)
              .option(
                  ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) config.connectTimeout().toMillis());
      pools.put(
          loop,
          new WaitingCount(
              new FixedChannelPool(
                  bootstrap,
                  new Pipeline(endpoint, tls, config.connectTimeout(), largeAnswers),
                  Connections::isUsable,
                  FixedChannelPool.AcquireTimeoutAction.FAIL,
                  config.connectTimeout().toMillis(),
                  each,
                  each * MAX_WAITING)));
    }
  }

  /** Rounded up, so that every loop has at least one. */
  private static int share(int connections, int loops) {
    return (connections + loops - 1) / loops;
  }

  /** The pool of this loop. */
  ChannelPool on(EventLoop loop) {
    return pools.get(loop);
  }

  /** How many are in use, in all pools. */
  int used() {
    return pools.values().stream().mapToInt(WaitingCount::used).sum();
  }

  /** How many calls wait for one, in all pools. */
  int waiting() {
    return pools.values().stream().mapToInt(WaitingCount::waiting).sum();
  }

  /** Ends the connections that wait to be used. */
  @Override
  public void close() {
    pools.values().forEach(ChannelPool::close);
  }

  private static Future<Boolean> isUsable(Channel channel) {
    long idle = System.nanoTime() - AnswerHandler.of(channel).idleSince();
    return channel.eventLoop().newSucceededFuture(channel.isActive() && idle < MAX_IDLE.toNanos());
  }

  /** What an answer's bytes go through, top to bottom. */
  private static final class Pipeline extends AbstractChannelPoolHandler {

    private final Endpoint endpoint;
    private final Optional<SslContext> tls;
    private final Duration handshakeTimeout;
    private final LargeAnswers largeAnswers;

    Pipeline(
        Endpoint endpoint,
        Optional<SslContext> tls,
        Duration handshakeTimeout,
        LargeAnswers largeAnswers) {
      this.largeAnswers = largeAnswers;
      this.endpoint = endpoint;
      this.tls = tls;
      this.handshakeTimeout = handshakeTimeout;
    }

    @Override
    public void channelCreated(Channel channel) {
      ChannelPipeline pipeline = channel.pipeline();
      tls.ifPresent(
          context -> {
            // With the name: for the server to choose its certificate by, and for us to check it.
            SslHandler handler =
                context.newHandler(channel.alloc(), endpoint.host(), endpoint.port());
            handler.setHandshakeTimeoutMillis(handshakeTimeout.toMillis());
            pipeline.addLast("tls", handler);
          });
      pipeline.addLast(
          "codec",
          new HttpClientCodec(
              new HttpDecoderConfig().setMaxHeaderSize(MAX_HEADER_BYTES).setMaxChunkSize(64 * 1024),
              false,
              false));
      pipeline.addLast("large", new LargeAnswerGate(largeAnswers));
      pipeline.addLast("whole", new HttpObjectAggregator(MAX_ANSWER_BYTES));
      pipeline.addLast("answer", new AnswerHandler());
    }
  }
}
