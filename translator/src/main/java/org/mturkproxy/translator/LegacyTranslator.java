package org.mturkproxy.translator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.mturkproxy.translator.authentication.Admission;
import org.mturkproxy.translator.authentication.Authenticator;
import org.mturkproxy.translator.authentication.LegacySecret;
import org.mturkproxy.translator.authentication.Requester;
import org.mturkproxy.translator.authentication.Requesters;
import org.mturkproxy.translator.authentication.SignatureCheck;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.catalogue.Catalogue;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.dryrun.DryRunUpstream;
import org.mturkproxy.translator.errand.Backlog;
import org.mturkproxy.translator.errand.Errand;
import org.mturkproxy.translator.errand.ErrandRunner;
import org.mturkproxy.translator.errand.Errands;
import org.mturkproxy.translator.exchange.Exchange;
import org.mturkproxy.translator.exchange.ReceivedRequest;
import org.mturkproxy.translator.exchange.Repetitions;
import org.mturkproxy.translator.execution.DayMemory;
import org.mturkproxy.translator.execution.Execution;
import org.mturkproxy.translator.execution.Pauses;
import org.mturkproxy.translator.lists.RequesterLists;
import org.mturkproxy.translator.lists.Snapshots;
import org.mturkproxy.translator.modern.Upstream;
import org.mturkproxy.translator.operations.LegacyOperations;
import org.mturkproxy.translator.operations.StatisticPolicy;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;

/** The translator over the whole catalogue. */
public final class LegacyTranslator implements Translator, ErrandRunner {

  private final Catalogue catalogue;
  private final Admission admission;
  private final Clock clock;
  private final Supplier<String> tokens;
  private final Pauses pauses;
  private final BiConsumer<String, Throwable> faults;
  private final DayMemory memory;
  private final Snapshots snapshots;
  private final Repetitions repetitions;
  private final Requesters requesters;
  private final Errands errands;

  /** A translator with what holds where nothing is chosen, which keeps no errands. */
  public LegacyTranslator(
      Requesters requesters, Clock clock, BiConsumer<String, Throwable> faults) {
    this(requesters, clock, faults, Errands.NOWHERE, Options.DEFAULT);
  }

  /**
   * A translator.
   *
   * @param requesters who may call
   * @param clock for the time window, and for the times in the record
   * @param faults told of every fault of our own, with the request id: for the operator's log
   * @param errands keeps what goes on after its call is answered
   * @param options what the operator may choose
   */
  public LegacyTranslator(
      Requesters requesters,
      Clock clock,
      BiConsumer<String, Throwable> faults,
      Errands errands,
      Options options) {
    this(
        requesters,
        clock,
        faults,
        errands,
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
   * @param repetitions remembers answers that nobody got
   * @param signatures how signatures are checked
   */
  public record Options(
      StatisticPolicy statistics,
      Snapshots.Limits snapshots,
      Executor work,
      Repetitions repetitions,
      SignatureCheck signatures) {

    /** What holds where nothing is chosen. */
    public static final Options DEFAULT =
        new Options(StatisticPolicy.EXACT, Snapshots.Limits.DEFAULT, ForkJoinPool.commonPool());

    /** Options without a memory for answers. */
    public Options(StatisticPolicy statistics, Snapshots.Limits snapshots, Executor work) {
      this(statistics, snapshots, work, Repetitions.NONE, SignatureCheck.STRICT);
    }

    /** The same with a memory for answers. */
    public Options with(Repetitions memory) {
      return new Options(statistics, snapshots, work, memory, signatures);
    }

    /** The same with another check of signatures. */
    public Options with(SignatureCheck check) {
      return new Options(statistics, snapshots, work, repetitions, check);
    }
  }

  LegacyTranslator(
      Requesters requesters,
      Clock clock,
      BiConsumer<String, Throwable> faults,
      Errands errands,
      Supplier<String> tokens,
      Pauses pauses,
      Options options) {
    this(
        new Authenticator(requesters, options.signatures(), clock),
        requesters,
        clock,
        faults,
        errands,
        tokens,
        pauses,
        options);
  }

  private LegacyTranslator(
      Admission admission,
      Requesters requesters,
      Clock clock,
      BiConsumer<String, Throwable> faults,
      Errands errands,
      Supplier<String> tokens,
      Pauses pauses,
      Options options) {
    this.admission = admission;
    this.requesters = requesters;
    this.errands = errands;
    this.faults = faults;
    this.repetitions = options.repetitions();
    this.clock = clock;
    this.tokens = tokens;
    this.pauses = pauses;
    this.memory = new DayMemory(clock);
    this.catalogue = LegacyOperations.catalogue(options.statistics());
    this.snapshots = new Snapshots(options.snapshots(), clock, options.work());
  }

  /**
   * A translator that shows what would be done: it asks nobody for a signature. So its upstream
   * must be one that sends nothing.
   *
   * @param upstream answers the modern calls out of its own head
   * @param clock the time of the calls
   * @param tokens makes the tokens of calls that pay or add
   * @param options what the operator may choose
   */
  public static LegacyTranslator planning(
      Upstream upstream, Clock clock, Supplier<String> tokens, Options options) {
    Requester nobody =
        new Requester("nobody", new LegacySecret("nobody"), upstream, /* sandbox= */ false);
    return new LegacyTranslator(
        (request, operation, once, received) -> nobody,
        accessKeyId -> Optional.empty(),
        clock,
        (requestId, fault) -> {},
        Errands.IMAGINED,
        tokens,
        LegacyTranslator::pause,
        options);
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
  public CompletionStage<Optional<String>> carryOn(Errand errand) {
    Optional<Requester> requester = requesters.find(errand.requester());
    if (requester.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.of("UnknownAccessKeyId"));
    }
    Arguments request =
        new Arguments(
            catalogue.find("DisableHIT").orElseThrow(),
            Structure.EMPTY.with("HITId", new Text(errand.hitId())),
            Set.of(),
            List.of());
    return execution(requester.get(), clock.instant(), false)
        .run(request, LegacyOperations.errand())
        .thenApply(
            outcome ->
                outcome instanceof Outcome.Failed failed
                    ? Optional.of(failed.error().code())
                    : Optional.empty());
  }

  @Override
  public Upstream watched(Requester requester, Upstream upstream) {
    return snapshots.of(requester.credential()).watched(upstream);
  }

  Catalogue catalogue() {
    return catalogue;
  }

  Admission admission() {
    return admission;
  }

  Repetitions repetitions() {
    return repetitions;
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
            lists,
            dryRun
                ? new Backlog(errands.onlyRead(), requester.accessKeyId(), () -> {})
                : new Backlog(errands, requester.accessKeyId(), lists::hitsLookDifferent)));
  }
}
