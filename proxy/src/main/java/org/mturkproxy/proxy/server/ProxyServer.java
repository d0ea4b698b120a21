package org.mturkproxy.proxy.server;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.mturkproxy.config.Defaults;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.proxy.passthrough.ModernCalls;
import org.mturkproxy.proxy.transport.EventLoops;
import org.mturkproxy.translator.Translator;
import org.mturkproxy.translator.exchange.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP/1.1 server that legacy clients call. It answers on every path. */
public final class ProxyServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ProxyServer.class);

  private static final Duration HARD_CLOSE = Duration.ofSeconds(5);

  private final Channel listening;
  private final ChannelGroup connections;
  private final ServerPipeline pipeline;

  private ProxyServer(Channel listening, ChannelGroup connections, ServerPipeline pipeline) {
    this.listening = listening;
    this.connections = connections;
    this.pipeline = pipeline;
  }

  /**
   * Binds and serves legacy clients alone.
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
    return start(listen, loops, translator, ModernCalls.refused(clock), sink, clock);
  }

  /**
   * Binds and serves modern calls, too.
   *
   * @param modern answers them
   * @param sink gets each exchange just before its answer is sent; called on an event loop, so it
   *     must neither wait nor throw
   * @throws IOException when the address cannot be bound
   */
  public static ProxyServer start(
      ListenConfig listen,
      EventLoops loops,
      Translator translator,
      ModernCalls modern,
      Consumer<Exchange> sink,
      Clock clock)
      throws IOException {
    ChannelGroup connections = new DefaultChannelGroup(loops.group().next(), true);
    ServerPipeline pipeline =
        new ServerPipeline(listen, connections, translator, modern, sink, clock);
    Channel listening = loops.listen(listen.host(), listen.port(), pipeline);
    return new ProxyServer(listening, connections, pipeline);
  }

  /** Where it listens, with the real port where a free one was asked for. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  public int port() {
    return address().getPort();
  }

  /** Gives connections that are made from now on these limits; those that exist keep theirs. */
  public void reload(ListenConfig listen) {
    pipeline.reload(listen);
  }

  /** How many connections there are. */
  public int connections() {
    return connections.size();
  }

  /** How many bytes the requests hold that are unfinished or being answered. */
  public long requestBytes() {
    return pipeline.room().taken();
  }

  @Override
  public void close() {
    close(Defaults.SHUTDOWN.grace());
  }

  /**
   * Takes no new connection, lets the calls under way get their answers, and closes. A call that is
   * cut off may have been carried out, and its client would not know.
   *
   * @param grace how long those calls may take; then they are cut off
   */
  public void close(Duration grace) {
    listening.close().awaitUninterruptibly();
    connections.forEach(
        connection -> connection.pipeline().fireUserEventTriggered(ServerClosing.NOW));
    if (!connections.newCloseFuture().awaitUninterruptibly(grace.toMillis())) {
      LOG.warn("{} calls were not finished within {}", connections.size(), grace);
      connections.close().awaitUninterruptibly(HARD_CLOSE.toMillis());
    }
  }
}
