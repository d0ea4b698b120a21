package org.mturkproxy.proxy.guard;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.mturkproxy.config.CallLimits;
import org.mturkproxy.proxy.upstream.PassedOn;
import org.mturkproxy.translator.modern.ModernAnswer.NotExecuted;

/**
 * Lets so many calls of one credential pass at once, and so many a second ({@code mapping.md} trap
 * 5.5.6). The others wait in their order, a bounded number for a bounded time; what is beyond is
 * told at once that it was not sent. A call goes on on the event loop that it came from.
 */
final class CallGate {

  /** A call that waits, on its loop. */
  private record Waiting(
      Supplier<CompletionStage<PassedOn>> call, EventLoop loop, CompletableFuture<PassedOn> reply) {

    void refuse() {
      reply.complete(busy());
    }
  }

  private final LongSupplier nanoTime;
  private final Deque<Waiting> queue = new ArrayDeque<>();

  private CallLimits limits;
  private TokenBucket bucket;
  private int running;
  private boolean alarmSet;

  CallGate(CallLimits limits, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    limit(limits);
  }

  /** From now on these limits hold; what runs or waits stays. */
  synchronized void limit(CallLimits now) {
    boolean sameRate = limits != null && limits.rate().equals(now.rate());
    limits = now;
    if (!sameRate) {
      bucket = now.rate().map(rate -> new TokenBucket(rate, nanoTime.getAsLong())).orElse(null);
    }
  }

  /** How many wait. */
  synchronized int waiting() {
    return queue.size();
  }

  /** Makes the call, now or when its turn comes; never completes exceptionally. */
  CompletionStage<PassedOn> pass(Supplier<CompletionStage<PassedOn>> call, EventLoop loop) {
    Waiting waiting = new Waiting(call, loop, new CompletableFuture<>());
    synchronized (this) {
      if (!queue.isEmpty() || !takes()) {
        if (queue.size() >= limits.waiting()) {
          return CompletableFuture.completedStage(busy());
        }
        queue.add(waiting);
        loop.schedule(() -> giveUp(waiting), limits.patience().toNanos(), TimeUnit.NANOSECONDS);
        setAlarm(loop);
        return waiting.reply();
      }
    }
    start(waiting);
    return waiting.reply();
  }

  /** Called under the lock: whether one more may run, which then does. */
  private boolean takes() {
    if (running >= limits.concurrency() || (bucket != null && !bucket.take(nanoTime.getAsLong()))) {
      return false;
    }
    running++;
    return true;
  }

  /** Called under the lock: who waits for the rate alone is woken by nobody else. */
  private void setAlarm(EventLoop loop) {
    if (!alarmSet && bucket != null && running < limits.concurrency() && !queue.isEmpty()) {
      alarmSet = true;
      loop.schedule(() -> alarm(loop), bucket.untilNext(), TimeUnit.NANOSECONDS);
    }
  }

  private void alarm(EventLoop loop) {
    synchronized (this) {
      alarmSet = false;
    }
    next(loop);
  }

  private void next(EventLoop loop) {
    while (true) {
      Waiting first;
      synchronized (this) {
        if (queue.isEmpty() || !takes()) {
          setAlarm(loop);
          return;
        }
        first = queue.remove();
      }
      Waiting begun = first;
      begun.loop().execute(() -> start(begun));
    }
  }

  private void giveUp(Waiting waiting) {
    boolean stillWaits;
    synchronized (this) {
      stillWaits = queue.remove(waiting);
    }
    if (stillWaits) {
      waiting.refuse();
    }
  }

  private void start(Waiting begun) {
    begun
        .call()
        .get()
        .whenComplete(
            (reply, failure) -> {
              synchronized (this) {
                running--;
              }
              next(begun.loop());
              if (failure == null) {
                begun.reply().complete(reply);
              } else {
                begun.reply().completeExceptionally(failure);
              }
            });
  }

  private static PassedOn busy() {
    return PassedOn.withoutAnswer(
        new NotExecuted(NotExecuted.BUSY, "more calls than the limits of its key allow"));
  }
}
