package org.mturkproxy.proxy.upstream;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Looks names up with Java's resolver, which knows the machine's own rules (hosts file, search
 * domains) but blocks; so it does that on other threads. Netty's default would block the loop.
 */
final class OffLoopResolver extends InetNameResolver {

  private interface Lookup<T> {
    T get() throws UnknownHostException;
  }

  private final Executor offLoop;

  private OffLoopResolver(EventExecutor loop, Executor offLoop) {
    super(loop);
    this.offLoop = offLoop;
  }

  /** Resolvers for all loops, doing their work on these threads. */
  static AddressResolverGroup<InetSocketAddress> on(Executor offLoop) {
    return new AddressResolverGroup<>() {
      @Override
      protected AddressResolver<InetSocketAddress> newResolver(EventExecutor loop) {
        return new OffLoopResolver(loop, offLoop).asAddressResolver();
      }
    };
  }

  @Override
  protected void doResolve(String name, Promise<InetAddress> promise) {
    run(() -> InetAddress.getByName(name), promise);
  }

  @Override
  protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
    run(() -> List.of(InetAddress.getAllByName(name)), promise);
  }

  private <T> void run(Lookup<T> lookup, Promise<T> promise) {
    offLoop.execute(
        () -> {
          try {
            promise.trySuccess(lookup.get());
          } catch (UnknownHostException e) {
            promise.tryFailure(e);
          }
        });
  }
}
