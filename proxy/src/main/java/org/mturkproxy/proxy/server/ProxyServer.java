package org.mturkproxy.proxy.server;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.mturkproxy.config.Defaults;
import org.mturkproxy.config.ListenConfig;
import org.mturkproxy.config.TlsConfig;
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
  private Optional<Channel> listeningTls = Optional.empty();
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
   * @throws IOException when an address cannot be bound
   * @throws IllegalArgumentException if Java cannot use the certificates
   */
  public static ProxyServer start(
      ListenConfig listen,
      EventLoops loops,
      Translator translator,
      Consumer<Exchange> sink,
      Clock clock)
      throws IOException {
    return recording(
        listen,
        loops,
        translator,
        ModernCalls.refused(clock),
        Recorder.of(sink),
        clock,
        Deliveries.NOBODY);
  }

  /**
   * Binds and serves, modern calls too.
   *
   * @param modern answers them
   * @param recorder gets each exchange just before its answer is sent
   * @param deliveries is told whether the answers arrived
   * @throws IOException when the address cannot be bound
   */
  public static ProxyServer recording(
      ListenConfig listen,
      EventLoops loops,
      Translator translator,
      ModernCalls modern,
      Recorder recorder,
      Clock clock,
      Deliveries deliveries)
      throws IOException {
    ChannelGroup connections = new DefaultChannelGroup(loops.group().next(), true);
    ServerPipeline pipeline =
        new ServerPipeline(listen, connections, translator, modern, recorder, clock, deliveries);
    Channel listening = loops.listen(listen.host(), listen.port(), pipeline);
    ProxyServer server = new ProxyServer(listening, connections, pipeline);
    if (listen.tls().isPresent()) {
      TlsConfig tls = listen.tls().get();
      try {
        server.listeningTls = Optional.of(loops.listen(tls.host(), tls.port(), pipeline.secure()));
      } catch (IOException e) {
        server.close();
        throw e;
      }
    }
    return server;
  }

  /** Where it listens, with the real port where a free one was asked for. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /** Where it speaks TLS, if it does. */
  public Optional<InetSocketAddress> tlsAddress() {
    return listeningTls.map(channel -> (InetSocketAddress) channel.localAddress());
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
    listeningTls.ifPresent(channel -> channel.close().awaitUninterruptibly());
    pipeline.close();
    if (!connections.newCloseFuture().awaitUninterruptibly(grace.toMillis())) {
      LOG.warn("{} calls were not finished within {}", connections.size(), grace);
      connections.close().awaitUninterruptibly(HARD_CLOSE.toMillis());
    }
  }
}
