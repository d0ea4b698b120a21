package org.mturkproxy.proxy.repeats;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.mturkproxy.proxy.server.Deliveries;
import org.mturkproxy.translator.exchange.LegacyAnswer;
import org.mturkproxy.translator.exchange.Repetitions;

/**
 * Calls whose clients hung up before they had the answer ({@code mapping.md} 3.3 rule 8). Its
 * answer is kept and given, once, to the next equal call; an equal call that comes while such a one
 * still runs waits for it. An answer that was delivered is never used again: equal calls are often
 * meant.
 */
public final class AbandonedCalls implements Repetitions, Deliveries {

  /** How long an answer waits for its repetition. */
  static final Duration KEPT_FOR = Duration.ofMinutes(10);

  /** What an answer takes besides its bytes. */
  private static final int ENTRY = 512;

  private static final int SHARE_OF_HEAP = 32;

  private record Lost(Kept kept, Instant at) {}

  /** A call that was announced and whose answer is not yet delivered or lost. */
  private static final class Running {

    private final String fingerprint;
    private final BooleanSupplier gone;
    private final CompletableFuture<Optional<Kept>> end = new CompletableFuture<>();
    private Optional<Kept> answer = Optional.empty();
    private boolean awaited;

    Running(String fingerprint, BooleanSupplier gone) {
      this.fingerprint = fingerprint;
      this.gone = gone;
    }
  }

  private final Clock clock;
  private final Map<String, BooleanSupplier> clients = new ConcurrentHashMap<>();
  private final Map<String, Running> byRequest = new HashMap<>();
  private final Map<String, List<Running>> byFingerprint = new HashMap<>();
  private final Cache<String, List<Lost>> lost;

  /** Remembers within a thirty-second of the heap. */
  public static AbandonedCalls within(long heapBytes, Clock clock) {
    return new AbandonedCalls(heapBytes / SHARE_OF_HEAP, clock);
  }

  /**
   * Remembers within a bound.
   *
   * @param mostBytes what all kept answers together may take; the oldest go first
   */
  AbandonedCalls(long mostBytes, Clock clock) {
    this.clock = clock;
    this.lost =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .weigher((String fingerprint, List<Lost> answers) -> weight(answers))
            .expireAfterWrite(KEPT_FOR)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .build();
  }

  private static int weight(List<Lost> answers) {
    long bytes = 0;
    for (Lost one : answers) {
      bytes += ENTRY + one.kept().answer().body().remaining();
    }
    return (int) Math.min(Integer.MAX_VALUE, bytes);
  }

  @Override
  public void begun(String requestId, BooleanSupplier gone) {
    clients.put(requestId, gone);
  }

  @Override
  public synchronized CompletionStage<Optional<Kept>> earlier(
      String requestId, String fingerprint) {
    Optional<Kept> kept = take(fingerprint);
    CompletionStage<Optional<Kept>> earlier =
        kept.isPresent() ? CompletableFuture.completedStage(kept) : abandoned(fingerprint);
    BooleanSupplier gone = clients.getOrDefault(requestId, () -> false);
    Running running = new Running(fingerprint, gone);
    byRequest.put(requestId, running);
    byFingerprint.computeIfAbsent(fingerprint, any -> new ArrayList<>(1)).add(running);
    return earlier;
  }

  /** The oldest that is not too old. */
  private Optional<Kept> take(String fingerprint) {
    List<Lost> answers = lost.getIfPresent(fingerprint);
    if (answers == null) {
      return Optional.empty();
    }
    Instant oldest = clock.instant().minus(KEPT_FOR);
    List<Lost> left = answers.stream().filter(one -> one.at().isAfter(oldest)).toList();
    lost.invalidate(fingerprint);
    if (left.size() > 1) {
      lost.put(fingerprint, left.subList(1, left.size()));
    }
    return left.stream().findFirst().map(Lost::kept);
  }

  private CompletionStage<Optional<Kept>> abandoned(String fingerprint) {
    for (Running running : byFingerprint.getOrDefault(fingerprint, List.of())) {
      if (!running.awaited && running.gone.getAsBoolean()) {
        running.awaited = true;
        return running.end;
      }
    }
    return CompletableFuture.completedStage(Optional.empty());
  }

  @Override
  public synchronized void answered(String requestId, LegacyAnswer answer, boolean acted) {
    Running running = byRequest.get(requestId);
    if (running != null && acted) {
      running.answer = Optional.of(new Kept(requestId, answer));
    }
  }

  @Override
  public void ended(String requestId, boolean delivered) {
    clients.remove(requestId);
    Running running;
    Optional<Kept> left;
    synchronized (this) {
      running = byRequest.remove(requestId);
      if (running == null) {
        return;
      }
      forget(running);
      left = delivered ? Optional.empty() : running.answer;
      if (!running.awaited) {
        left.ifPresent(kept -> keep(running.fingerprint, kept));
      }
    }
    running.end.complete(left);
  }

  private void forget(Running running) {
    List<Running> equal = byFingerprint.get(running.fingerprint);
    equal.remove(running);
    if (equal.isEmpty()) {
      byFingerprint.remove(running.fingerprint);
    }
  }

  private void keep(String fingerprint, Kept kept) {
    List<Lost> answers = new ArrayList<>(1);
    List<Lost> before = lost.getIfPresent(fingerprint);
    if (before != null) {
      answers.addAll(before);
    }
    answers.add(new Lost(kept, clock.instant()));
    lost.put(fingerprint, List.copyOf(answers));
  }

  /** What the kept answers take, in bytes. */
  long bytes() {
    lost.cleanUp();
    return lost.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }

  /** How many calls are under way whose answers may be kept. */
  synchronized int underWay() {
    return byRequest.size();
  }
}
