package org.mturkproxy.proxy.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLoopsTest {

  /** Also where it fails: the native library must know every error that Netty asks it for. */
  @ParameterizedTest(name = "epoll: {0}")
  @ValueSource(booleans = {true, false})
  void connectsReadsWritesAndIsRefused(boolean epoll) throws Exception {
    assumeTrue(!epoll || Epoll.isAvailable(), "no epoll on this machine");
    try (EventLoops loops = EventLoops.start(2, epoll)) {
      Channel server =
          new ServerBootstrap()
              .group(loops.group())
              .channel(loops.serverChannel())
              .childHandler(new Echo())
              .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .sync()
              .channel();
      CompletableFuture<String> echoed = new CompletableFuture<>();
      Bootstrap client =
          new Bootstrap()
              .group(loops.group())
              .channel(loops.clientChannel())
              .handler(new Listening(echoed));
      client
          .connect(server.localAddress())
          .sync()
          .channel()
          .writeAndFlush(Unpooled.copiedBuffer("x", StandardCharsets.US_ASCII));
      assertEquals("x", echoed.get(20, TimeUnit.SECONDS));

      // Bound but not listening: a port that is just closed may be somebody else's a moment later.
      try (Socket deaf = new Socket()) {
        deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        assertThrows(IOException.class, () -> client.connect(deaf.getLocalSocketAddress()).sync());
      }
    }
  }

  @Test
  void knowsTheLoopItRunsOn() throws Exception {
    try (EventLoops loops = EventLoops.start(3)) {
      assertEquals(3, loops.all().size());
      for (EventLoop loop : loops.all()) {
        assertSame(loop, loop.submit(loops::current).get(20, TimeUnit.SECONDS));
      }
      assertTrue(loops.all().contains(loops.current()));
    }
  }

  @Sharable
  private static final class Echo extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ctx.writeAndFlush(message);
    }
  }

  @Sharable
  private static final class Listening extends SimpleChannelInboundHandler<ByteBuf> {

    private final CompletableFuture<String> heard;

    Listening(CompletableFuture<String> heard) {
      this.heard = heard;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf message) {
      heard.complete(message.toString(StandardCharsets.US_ASCII));
    }
  }
}
