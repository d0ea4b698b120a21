package org.mturkproxy.proxy.admin;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;

/** Who watches: only so many, so that probes and scrapers find room beside them. */
final class Viewers {

  private final int most;
  private final AtomicInteger count = new AtomicInteger();

  Viewers(int most) {
    this.most = most;
  }

  /** Whether one more may watch; counted until its connection ends. */
  boolean enter(Channel channel) {
    if (count.incrementAndGet() > most) {
      count.decrementAndGet();
      return false;
    }
    channel.closeFuture().addListener(closed -> count.decrementAndGet());
    return true;
  }
}
