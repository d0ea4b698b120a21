package org.mturkproxy.proxy.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/**
 * The threads that do all input and output, for the server and for the upstream client alike: a
 * call's upstream connection then runs on the loop of its client's connection, and nothing changes
 * threads on the way. Linux's own epoll where its library is there, Java's NIO elsewhere.
 */
public final class EventLoops implements AutoCloseable {

  private final EventLoopGroup group;
  private final boolean epoll;
  private final List<EventLoop> loops;

  private EventLoops(EventLoopGroup group, boolean epoll) {
    this.group = group;
    this.epoll = epoll;
    this.loops =
        StreamSupport.stream(group.spliterator(), false).map(EventLoops::eventLoop).toList();
  }

  /** Starts loops: one a processor is plenty, for none ever waits. */
  public static EventLoops start(int threads) {
    return start(threads, Epoll.isAvailable());
  }

  static EventLoops start(int threads, boolean epoll) {
    IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    DefaultThreadFactory names = new DefaultThreadFactory("mturk-proxy-io");
    return new EventLoops(new MultiThreadIoEventLoopGroup(threads, names, handlers), epoll);
  }

  /** The loop this thread is; for a thread that is none, one of them in turn. */
  public EventLoop current() {
    for (EventLoop loop : loops) {
      if (loop.inEventLoop()) {
        return loop;
      }
    }
    return group.next();
  }

  public List<EventLoop> all() {
    return loops;
  }

  public EventLoopGroup group() {
    return group;
  }

  public Class<? extends ServerChannel> serverChannel() {
    return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  public Class<? extends Channel> clientChannel() {
    return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  /**
   * Listens for connections.
   *
   * @param child sets up each of them
   * @throws IOException when the address cannot be bound
   */
  public Channel listen(String host, int port, ChannelHandler child) throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group)
            .channel(serverChannel())
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .childOption(ChannelOption.TCP_NODELAY, true)
            // A client may end its side once its request is out, and still wants the answer.
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childHandler(child)
            .bind(new InetSocketAddress(host, port))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException("cannot listen on " + host + " port " + port, bound.cause());
    }
    return bound.channel();
  }

  private static EventLoop eventLoop(EventExecutor executor) {
    return (EventLoop) executor;
  }

  /** Ends the threads; whoever uses them has been closed before. */
  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
  }
}
