package org.mturkproxy.proxy.admin;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.mturkproxy.config.AdminConfig;
import org.mturkproxy.proxy.transport.EventLoops;

/**
 * The listener for operators, apart from the one for clients: what it shows is nobody else's
 * business, and it still answers while the other one closes.
 */
public final class AdminServer implements AutoCloseable {

  /** Probes and scrapers need one or two, a browser six at a time. */
  private static final int MOST_CONNECTIONS = 64;

  private static final int MOST_VIEWERS = 16;

  private static final int SECONDS_TO_ASK = 10;
  private static final int LONGEST_BODY = 1024;

  private final Channel listening;
  private final ChannelGroup connections;

  private AdminServer(Channel listening, ChannelGroup connections) {
    this.listening = listening;
    this.connections = connections;
  }

  /**
   * Binds and answers.
   *
   * @throws IOException when the address cannot be bound
   */
  public static AdminServer start(AdminConfig config, EventLoops loops, AdminPages pages)
      throws IOException {
    ChannelGroup connections = new DefaultChannelGroup(loops.group().next(), true);
    HostCheck hosts = new HostCheck(config.hosts());
    Viewers viewers = new Viewers(MOST_VIEWERS);
    ChannelInitializer<Channel> pipeline =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            if (connections.size() >= MOST_CONNECTIONS) {
              channel.close();
              return;
            }
            connections.add(channel);
            channel
                .pipeline()
                .addLast(new ReadTimeoutHandler(SECONDS_TO_ASK))
                .addLast(new HttpServerCodec(new HttpDecoderConfig()))
                .addLast(new HttpObjectAggregator(LONGEST_BODY, true))
                .addLast(new AdminHandler(hosts, pages, viewers));
          }
        };
    return new AdminServer(loops.listen(config.host(), config.port(), pipeline), connections);
  }

  /** Where it listens, with the real port where a free one was asked for. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  @Override
  public void close() {
    listening.close().awaitUninterruptibly();
    connections.close().awaitUninterruptibly();
  }
}
