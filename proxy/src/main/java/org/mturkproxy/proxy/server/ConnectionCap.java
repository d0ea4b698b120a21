package org.mturkproxy.proxy.server;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.mturkproxy.config.ConnectionLimits;
import org.mturkproxy.translator.answer.AnswerWriter;
import org.mturkproxy.translator.answer.Envelope;
import org.mturkproxy.translator.exchange.LegacyAnswer;
import org.mturkproxy.translator.exchange.Transport;

/**
 * How many connections there may be, together and from one address. One too many is told to try
 * again, which is true, for nothing was read of it; a flood of them is just closed.
 */
final class ConnectionCap {

  /** Telling takes a moment, in which the connection is there. */
  private static final int MOST_TOLD_AT_ONCE = 64;

  private final HttpAnswers answers;
  private final Clock clock;
  private final AtomicInteger total = new AtomicInteger();
  private final AtomicInteger told = new AtomicInteger();
  private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

  ConnectionCap(HttpAnswers answers, Clock clock) {
    this.answers = answers;
    this.clock = clock;
  }

  /** Counts a connection until it closes, unless it is one too many. */
  boolean admits(Channel channel, ConnectionLimits limits) {
    int connections = total.incrementAndGet();
    boolean admitted = connections <= limits.total();
    if (channel.remoteAddress() instanceof InetSocketAddress from) {
      InetAddress address = from.getAddress();
      admitted &= byAddress.merge(address, 1, Integer::sum) <= limits.perAddress();
      if (admitted) {
        channel.closeFuture().addListener(closed -> leave(address));
      } else {
        leave(address);
      }
    } else if (admitted) {
      channel.closeFuture().addListener(closed -> total.decrementAndGet());
    } else {
      total.decrementAndGet();
    }
    return admitted;
  }

  private void leave(InetAddress address) {
    total.decrementAndGet();
    byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
  }

  /** Answers before anything is asked, and closes. */
  void turnAway(Channel channel) {
    if (told.incrementAndGet() > MOST_TOLD_AT_ONCE) {
      told.decrementAndGet();
      channel.close();
      return;
    }
    channel.closeFuture().addListener(closed -> told.decrementAndGet());
    channel.pipeline().addLast("encoder", new HttpResponseEncoder());
    channel.pipeline().addLast("discard", new Discard());
    LegacyAnswer xml =
        new AnswerWriter(
                UUID.randomUUID().toString(), clock.instant(), false, Envelope.of(Transport.REST))
            .refusal("", Refusal.BUSY.error());
    answers.write(
        channel.pipeline().context("discard"),
        "GET",
        new LegacyAnswer(Refusal.BUSY.status(Transport.REST), xml.errorCode(), xml.body()),
        Afterwards.CLOSE_UNREAD);
  }
}
