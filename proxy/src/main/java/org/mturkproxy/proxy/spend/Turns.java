package org.mturkproxy.proxy.spend;

import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Lets work on the same thing be done one after the other, in the order in which it came: what the
 * one has looked at, the other must not change meanwhile.
 */
final class Turns {

  private final Map<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

  /**
   * Begins work once all earlier work on that thing has ended.
   *
   * @param loop where it begins if it has to wait
   */
  <T> CompletionStage<T> take(
      String thing, EventLoop loop, Supplier<? extends CompletionStage<T>> work) {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> before = last.put(thing, mine);
    CompletionStage<T> result =
        before == null ? work.get() : before.thenComposeAsync(any -> work.get(), loop);
    return result.whenComplete(
        (value, fault) -> {
          last.remove(thing, mine);
          mine.complete(null);
        });
  }
}
