package org.mturkproxy.translator.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Memory;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.catalogue.Plan;
import org.mturkproxy.translator.catalogue.Plan.PagedList;
import org.mturkproxy.translator.catalogue.Procedure;
import org.mturkproxy.translator.errand.Backlog;
import org.mturkproxy.translator.exchange.ModernLeg;
import org.mturkproxy.translator.lists.ListQuery;
import org.mturkproxy.translator.lists.RequesterLists;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernOutput;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Upstream;
import org.mturkproxy.translator.value.Structure;

/**
 * Carries out the requests of one legacy call, and keeps a record of every modern call made for it.
 * Several may be on their way at once, so the record is guarded.
 */
public final class Execution {

  /**
   * What the requests of one legacy call share.
   *
   * @param upstream the modern API, as the caller may use it
   * @param clock tells the times in the record
   * @param startedAt when the legacy request came in
   * @param tokens makes unique tokens
   * @param pauses lets time pass
   * @param memory what the caller's earlier calls left
   * @param lists the modern lists, as the caller sees them
   * @param backlog what goes on after the caller's calls are answered
   */
  public record Surroundings(
      Upstream upstream,
      Clock clock,
      Instant startedAt,
      Supplier<String> tokens,
      Pauses pauses,
      Memory memory,
      RequesterLists lists,
      Backlog backlog) {}

  /** The first clients give up after 60 s: Ruby's and PHP's ({@code mapping.md} 3.3 rule 10). */
  private static final Duration BUDGET = Duration.ofSeconds(50);

  /** A long list has thousands of pages: the later ones are counted, not kept to be shown. */
  private static final int MOST_LEGS = 30;

  private final Surroundings surroundings;
  private int unrecorded;
  private final List<ModernLeg> legs = new ArrayList<>(1);
  private final List<String> warnings = new ArrayList<>(0);

  /** Prepares the execution of one legacy call. */
  public Execution(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Carries out one request; never completes exceptionally. */
  public CompletionStage<Outcome> run(Arguments request) {
    Plan plan = request.operation().plan();
    if (plan instanceof Plan.Composed composed) {
      return run(request, composed.procedure());
    }
    Calls calls = new RecordedCalls(request, new HitView(surroundings)::seen);
    if (plan instanceof Plan.OneCall one) {
      ModernCall call = new ModernCall(one.operation(), request.modern(), one.repeat());
      return one.check().isPresent()
          ? new CheckedCall(call, one.check().get(), calls).run()
          : call(call, calls);
    }
    return new PagedListRun((Plan.PagedList) plan, request, calls, surroundings.lists())
        .page()
        .thenApply(page -> RequestSubjects.keep(page, surroundings.memory()));
  }

  /** Carries out a procedure for a request; a procedure sees HITs as they are. */
  public CompletionStage<Outcome> run(Arguments request, Procedure procedure) {
    return procedure.run(request, new RecordedCalls(request, UnaryOperator.identity()));
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

  /** Whether the call has lasted so long that nothing more should be begun for it. */
  public boolean isLate() {
    return surroundings.clock().instant().isAfter(surroundings.startedAt().plus(BUDGET));
  }

  /** How many modern calls were made that are not in {@link #legs()}. */
  public int unrecorded() {
    synchronized (legs) {
      return unrecorded;
    }
  }

  /** The modern calls made so far, in the order in which they were sent. */
  public List<ModernLeg> legs() {
    synchronized (legs) {
      return legs.stream().sorted(Comparator.comparing(ModernLeg::after)).toList();
    }
  }

  /** What whoever reads the record should know, though the client cannot be told. */
  public List<String> warnings() {
    synchronized (legs) {
      return List.copyOf(warnings);
    }
  }

  private void record(ModernCall call, ModernReply reply, Instant sentAt) {
    ModernLeg leg =
        new ModernLeg(
            call,
            reply,
            Duration.between(surroundings.startedAt(), sentAt),
            Duration.between(sentAt, surroundings.clock().instant()));
    synchronized (legs) {
      if (legs.size() < MOST_LEGS || !call.input().has("NextToken")) {
        legs.add(leg);
      } else {
        unrecorded++;
      }
    }
  }

  private final class RecordedCalls implements Calls {

    private final Arguments request;
    private final UnaryOperator<ModernReply> view;

    /**
     * The calls for a request.
     *
     * @param view what the request sees of a reply; the record has the reply itself
     */
    RecordedCalls(Arguments request, UnaryOperator<ModernReply> view) {
      this.request = request;
      this.view = view;
    }

    @Override
    public CompletionStage<ModernReply> send(ModernCall call) {
      return send(call, reply -> reply);
    }

    @Override
    public CompletionStage<ModernReply> send(ModernCall call, UnaryOperator<ModernReply> recorded) {
      Instant sentAt = now();
      return surroundings
          .upstream()
          .send(call)
          .thenApply(
              raw -> {
                ModernReply reply = ModernOutput.checked(call, raw);
                record(call, recorded.apply(reply), sentAt);
                return view.apply(reply);
              });
    }

    @Override
    public CompletionStage<Optional<Outcome>> each(
        PagedList list, Structure input, long most, Consumer<JsonNode> item) {
      // What is read is kept for all who want the list, so it must look as to any of them.
      Calls shown = new RecordedCalls(request, new HitView(surroundings)::seen);
      return surroundings.lists().each(new ListQuery(list, List.of(input), most), shown, item);
    }

    @Override
    public <T> CompletionStage<T> inTime(CompletableFuture<T> awaited, T otherwise) {
      if (!awaited.isDone()) {
        Instant end = surroundings.startedAt().plus(BUDGET);
        Duration left = Duration.between(now(), end);
        surroundings.pauses().atMost(left.isNegative() ? Duration.ZERO : left, awaited, otherwise);
      }
      return awaited;
    }

    @Override
    public void warn(String text) {
      synchronized (legs) {
        warnings.add(text);
      }
    }

    @Override
    public String newToken() {
      return surroundings.tokens().get();
    }

    @Override
    public CompletionStage<Void> pause(Duration time) {
      return surroundings.pauses().pause(time);
    }

    @Override
    public Memory memory() {
      return surroundings.memory();
    }

    @Override
    public Backlog backlog() {
      return surroundings.backlog();
    }

    @Override
    public Instant now() {
      return surroundings.clock().instant();
    }

    @Override
    public boolean isLate() {
      return Execution.this.isLate();
    }

    @Override
    public Outcome failed(ModernCall call, ModernReply reply) {
      return new Outcome.Failed(ErrorTranslation.of(request, call, reply.answer()));
    }
  }
}
