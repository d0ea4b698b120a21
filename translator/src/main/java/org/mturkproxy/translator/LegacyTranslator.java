package org.mturkproxy.translator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.mturkproxy.translator.authentication.Authenticator;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.authentication.Requesters;
import org.mturkproxy.translator.catalogue.Catalogue;
import org.mturkproxy.translator.dryrun.DryRunUpstream;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.execution.DayMemory;
import org.mturkproxy.translator.execution.Execution;
import org.mturkproxy.translator.execution.Pauses;
import org.mturkproxy.translator.lists.RequesterLists;
import org.mturkproxy.translator.lists.Snapshots;
import org.mturkproxy.translator.modern.Upstream;
import org.mturkproxy.translator.operations.LegacyOperations;
import org.mturkproxy.translator.operations.StatisticPolicy;

/** The translator over the whole catalogue. */
public final class LegacyTranslator implements Translator {

  private final Catalogue catalogue;
  private final Authenticator authenticator;
  private final Clock clock;
  private final Supplier<String> tokens;
  private final Pauses pauses;
  private final BiConsumer<String, Throwable> faults;
  private final DayMemory memory;
  private final Snapshots snapshots;

  /** A translator with what holds where nothing is chosen. */
  public LegacyTranslator(
      Requesters requesters, Clock clock, BiConsumer<String, Throwable> faults) {
    this(requesters, clock, faults, Options.DEFAULT);
  }

  /**
   * A translator.
   *
   * @param requesters who may call
   * @param clock for the time window, and for the times in the record
   * @param faults told of every fault of our own, with the request id: for the operator's log
   * @param options what the operator may choose
   */
  public LegacyTranslator(
      Requesters requesters, Clock clock, BiConsumer<String, Throwable> faults, Options options) {
    this(
        requesters,
        clock,
        faults,
        () -> UUID.randomUUID().toString(),
        LegacyTranslator::pause,
        options);
  }

  /**
   * What the operator may choose.
   *
   * @param statistics which statistics are computed
   * @param snapshots what is kept of lists
   * @param work where long lists are sorted and unpacked
   */
  public record Options(StatisticPolicy statistics, Snapshots.Limits snapshots, Executor work) {

    /** What holds where nothing is chosen. */
    public static final Options DEFAULT =
        new Options(StatisticPolicy.EXACT, Snapshots.Limits.DEFAULT, ForkJoinPool.commonPool());
  }

  LegacyTranslator(
      Requesters requesters,
      Clock clock,
      BiConsumer<String, Throwable> faults,
      Supplier<String> tokens,
      Pauses pauses,
      Options options) {
    this.faults = faults;
    this.authenticator = new Authenticator(requesters);
    this.clock = clock;
    this.tokens = tokens;
    this.pauses = pauses;
    this.memory = new DayMemory(clock);
    this.catalogue = LegacyOperations.catalogue(options.statistics());
    this.snapshots = new Snapshots(options.snapshots(), clock, options.work());
  }

  private static CompletionStage<Void> pause(Duration time) {
    return CompletableFuture.runAsync(
        () -> {}, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public CompletionStage<Exchange> answer(ReceivedRequest received) {
    return new LegacyCall(received, this).answer();
  }

  @Override
  public Upstream watched(Requester requester, Upstream upstream) {
    return snapshots.of(requester.credential()).watched(upstream);
  }

  Catalogue catalogue() {
    return catalogue;
  }

  Authenticator authenticator() {
    return authenticator;
  }

  void tellOf(String requestId, Throwable fault) {
    faults.accept(requestId, fault);
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * How a call of this Requester is carried out.
   *
   * @param dryRun whether it must not change anything
   */
  Execution execution(Requester requester, Instant startedAt, boolean dryRun) {
    RequesterLists lists = snapshots.of(requester.credential());
    return new Execution(
        new Execution.Surroundings(
            dryRun
                ? new DryRunUpstream(requester.upstream(), clock)
                : lists.watched(requester.upstream()),
            clock,
            startedAt,
            tokens,
            pauses,
            dryRun ? memory.readOnly(requester.accessKeyId()) : memory.of(requester.accessKeyId()),
            lists));
  }
}
