package org.mturkproxy.translator.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.catalogue.Plan;
import org.mturkproxy.translator.exchange.ModernLeg;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Upstream;

/**
 * Carries out the requests of one legacy call, and keeps a record of every modern call made for it.
 * Several may be on their way at once, so the record is guarded.
 */
public final class Execution {

  private final Upstream upstream;
  private final Clock clock;
  private final Instant startedAt;
  private final Supplier<String> tokens;
  private final List<ModernLeg> legs = new ArrayList<>(1);

  /**
   * Prepares the execution of one legacy call.
   *
   * @param upstream the modern API, as the caller may use it
   * @param clock tells the times in the record
   * @param startedAt when the legacy request came in
   * @param tokens makes unique tokens
   */
  public Execution(Upstream upstream, Clock clock, Instant startedAt, Supplier<String> tokens) {
    this.upstream = upstream;
    this.clock = clock;
    this.startedAt = startedAt;
    this.tokens = tokens;
  }

  /** Carries out one request; never completes exceptionally. */
  public CompletionStage<Outcome> run(Arguments request) {
    Calls calls = new RecordedCalls(request);
    Plan plan = request.operation().plan();
    if (plan instanceof Plan.OneCall one) {
      return call(new ModernCall(one.operation(), request.modern(), one.repeat()), calls);
    }
    if (plan instanceof Plan.PagedList list) {
      return new PagedListRun(list, request, calls).page();
    }
    return ((Plan.Composed) plan).procedure().run(request, calls);
  }

  private static CompletionStage<Outcome> call(ModernCall call, Calls calls) {
    return calls
        .send(call)
        .thenApply(
            reply ->
                reply.answer() instanceof Success success
                    ? new Outcome.Done(success.output())
                    : calls.failed(call, reply));
  }

  /** The modern calls made so far, in the order in which they were sent. */
  public List<ModernLeg> legs() {
    synchronized (legs) {
      return legs.stream().sorted(Comparator.comparing(ModernLeg::after)).toList();
    }
  }

  private void record(ModernCall call, ModernReply reply, Instant sentAt) {
    ModernLeg leg =
        new ModernLeg(
            call,
            reply,
            Duration.between(startedAt, sentAt),
            Duration.between(sentAt, clock.instant()));
    synchronized (legs) {
      legs.add(leg);
    }
  }

  private final class RecordedCalls implements Calls {

    private final Arguments request;

    RecordedCalls(Arguments request) {
      this.request = request;
    }

    @Override
    public CompletionStage<ModernReply> send(ModernCall call) {
      Instant sentAt = clock.instant();
      return upstream
          .send(call)
          .thenApply(
              reply -> {
                record(call, reply, sentAt);
                return reply;
              });
    }

    @Override
    public String newToken() {
      return tokens.get();
    }

    @Override
    public Outcome failed(ModernCall call, ModernReply reply) {
      return new Outcome.Failed(ErrorTranslation.of(request, call, reply.answer()));
    }
  }
}
