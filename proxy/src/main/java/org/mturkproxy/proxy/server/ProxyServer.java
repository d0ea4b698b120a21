package org.mturkproxy.proxy.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.proxy.transport.EventLoops;
import org.mturkproxy.translator.Translator;
import org.mturkproxy.translator.exchange.Exchange;

/** The HTTP/1.1 server that legacy clients call. It answers on every path. */
public final class ProxyServer implements AutoCloseable {

  /** Longer than any call takes: the translator gives each legacy call 50 seconds. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(55);

  private static final Duration HARD_CLOSE = Duration.ofSeconds(5);

  private final Channel listening;
  private final ChannelGroup connections;

  private ProxyServer(Channel listening, ChannelGroup connections) {
    this.listening = listening;
    this.connections = connections;
  }

  /**
   * Binds and serves.
   *
   * @param sink gets each exchange just before its answer is sent; called on an event loop, so it
   *     must neither wait nor throw
   * @throws IOException when the address cannot be bound
   */
  public static ProxyServer start(
      ListenConfig listen,
      EventLoops loops,
      Translator translator,
      Consumer<Exchange> sink,
      Clock clock)
      throws IOException {
    ChannelGroup connections = new DefaultChannelGroup(loops.group().next(), true);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops.group())
            .channel(loops.serverChannel())
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .childOption(ChannelOption.TCP_NODELAY, true)
            // A client may end its side once its request is out, and still wants the answer.
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childHandler(new ServerPipeline(listen, connections, translator, sink, clock))
            .bind(new InetSocketAddress(listen.host(), listen.port()))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen on " + listen.host() + " port " + listen.port(), bound.cause());
    }
    return new ProxyServer(bound.channel(), connections);
  }

  /** Where it listens, with the real port where a free one was asked for. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  public int port() {
    return address().getPort();
  }

  /**
   * Takes no new connection, lets the calls under way get their answers, and closes. A call that is
   * cut off may have been carried out, and its client would not know.
   */
  @Override
  public void close() {
    listening.close().awaitUninterruptibly();
    connections.forEach(
        connection -> connection.pipeline().fireUserEventTriggered(ServerClosing.NOW));
    if (!connections.newCloseFuture().awaitUninterruptibly(LAST_ANSWERS.toMillis())) {
      connections.close().awaitUninterruptibly(HARD_CLOSE.toMillis());
    }
  }
}
