package org.mturkproxy.proxy.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import io.netty.channel.socket.DuplexChannel;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Whether the client of a connection is still there. A client that hung up and one that only ended
 * its side look alike, until bytes are sent: the kernel of the first resets the connection, that of
 * the second takes them. Only Linux tells; elsewhere a client that ended its side counts as gone,
 * for no client of the legacy API does so and goes on reading.
 */
final class ClientPresence {

  private static final int ESTABLISHED = 1;
  private static final int CLOSED = 7;

  private static final long LOOK_AGAIN_MILLIS = 20;
  private static final long LOOK_MILLIS = 2_000;

  private final Channel channel;

  ClientPresence(Channel channel) {
    this.channel = channel;
  }

  /** Whether the client ended its side, at least. Asks the kernel: the event may be on its way. */
  boolean left() {
    if (!channel.isActive()) {
      return true;
    }
    return tcp()
        .map(tcp -> tcp.state() != ESTABLISHED)
        .orElseGet(() -> channel instanceof DuplexChannel duplex && duplex.isInputShutdown());
  }

  /**
   * Finds out whether what was written to a client that had ended its side arrived.
   *
   * @param verdict told once, on the connection's loop
   */
  void afterWriting(Consumer<Boolean> verdict) {
    look(LOOK_MILLIS, verdict);
  }

  private void look(long millisLeft, Consumer<Boolean> verdict) {
    Optional<EpollTcpInfo> tcp = channel.isActive() ? tcp() : Optional.empty();
    if (tcp.isEmpty() || tcp.get().state() == CLOSED || millisLeft <= 0) {
      verdict.accept(false);
    } else if (tcp.get().unacked() == 0) {
      verdict.accept(true);
    } else {
      channel
          .eventLoop()
          .schedule(
              () -> look(millisLeft - LOOK_AGAIN_MILLIS, verdict),
              LOOK_AGAIN_MILLIS,
              TimeUnit.MILLISECONDS);
    }
  }

  private Optional<EpollTcpInfo> tcp() {
    if (!(channel instanceof EpollSocketChannel socket)) {
      return Optional.empty();
    }
    try {
      return Optional.of(socket.tcpInfo());
    } catch (ChannelException e) {
      // Closed in the meantime.
      return Optional.empty();
    }
  }
}
