package org.mturkproxy.proxy.upstream;

import io.netty.channel.Channel;
import io.netty.channel.pool.ChannelPool;
import io.netty.channel.pool.FixedChannelPool;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.concurrent.atomic.AtomicInteger;

/** A pool that tells how many wait for one of its connections, new ones being made included. */
final class WaitingCount implements ChannelPool {

  private final FixedChannelPool pool;
  private final AtomicInteger waiting = new AtomicInteger();

  WaitingCount(FixedChannelPool pool) {
    this.pool = pool;
  }

  int waiting() {
    return waiting.get();
  }

  /** How many are in use. */
  int used() {
    return pool.acquiredChannelCount();
  }

  @Override
  public Future<Channel> acquire() {
    return counted(pool.acquire());
  }

  @Override
  public Future<Channel> acquire(Promise<Channel> promise) {
    return counted(pool.acquire(promise));
  }

  private Future<Channel> counted(Future<Channel> acquired) {
    if (!acquired.isDone()) {
      waiting.incrementAndGet();
      acquired.addListener(done -> waiting.decrementAndGet());
    }
    return acquired;
  }

  @Override
  public Future<Void> release(Channel channel) {
    return pool.release(channel);
  }

  @Override
  public Future<Void> release(Channel channel, Promise<Void> promise) {
    return pool.release(channel, promise);
  }

  @Override
  public void close() {
    pool.close();
  }
}
