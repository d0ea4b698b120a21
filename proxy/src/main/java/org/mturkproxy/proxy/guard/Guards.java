package org.mturkproxy.proxy.guard;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.mturkproxy.config.KeyRules;
import org.mturkproxy.proxy.transport.EventLoops;
import org.mturkproxy.proxy.upstream.KeyUpstream;
import org.mturkproxy.proxy.upstream.PassedOn;
import org.mturkproxy.translator.modern.ModernAnswer.NotExecuted;
import org.mturkproxy.translator.modern.ModernCall;

/**
 * What stands between the calls and the upstream: a gate for each credential, and a circuit breaker
 * for all. They outlive a reload of the configuration, so that it hands out no budget twice.
 */
public final class Guards {

  private static final int FAILURES_TO_OPEN = 5;
  private static final Duration OPEN_FOR = Duration.ofSeconds(5);

  private final EventLoops loops;
  private final LongSupplier nanoTime;
  private final CircuitBreaker breaker;
  private final Map<String, CallGate> gates = new ConcurrentHashMap<>();

  /**
   * Guards for one upstream.
   *
   * @param loops where calls wait
   * @param nanoTime the time that passes, as {@link System#nanoTime()} tells it
   */
  public Guards(EventLoops loops, LongSupplier nanoTime) {
    this.loops = loops;
    this.nanoTime = nanoTime;
    this.breaker = new CircuitBreaker(FAILURES_TO_OPEN, OPEN_FOR, nanoTime);
  }

  /**
   * The upstream, as often as the rules of a key allow.
   *
   * @param credential names what its calls are signed with: who has the same, has one budget
   */
  public KeyUpstream around(KeyUpstream upstream, String credential, KeyRules rules) {
    CallGate gate =
        gates.computeIfAbsent(credential, any -> new CallGate(rules.limits(), nanoTime));
    gate.limit(rules.limits());
    return (call, body) -> gate.pass(() -> unlessOpen(upstream, call, body), loops.current());
  }

  /** How many calls wait for their turn. */
  public int waiting() {
    return gates.values().stream().mapToInt(CallGate::waiting).sum();
  }

  private CompletionStage<PassedOn> unlessOpen(KeyUpstream upstream, ModernCall call, byte[] body) {
    if (!breaker.letsThrough()) {
      return CompletableFuture.completedStage(
          PassedOn.withoutAnswer(
              new NotExecuted(NotExecuted.UNREACHABLE, "the upstream could not be reached")));
    }
    return upstream
        .pass(call, body)
        .whenComplete(
            (passed, failure) ->
                breaker.ended(
                    failure == null
                        ? passed.reply().answer()
                        : new NotExecuted(NotExecuted.BUSY, "a fault of the proxy")));
  }
}
