package org.mturkproxy.translator.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Whole;

/**
 * Reads modern lists from {@code NextToken} to {@code NextToken} ({@code mapping.md} 3.4 rule 3). A
 * list is read to its end or the call fails: a part shown as the whole would make clients believe
 * that work is missing.
 */
public final class ListWalk {

  private static final Whole LARGEST_PAGE = new Whole(100);
  private static final String NEXT = "NextToken";

  private final String operation;
  private final String member;
  private final Optional<String> id;
  private final long mostItems;
  private final Calls calls;
  private final List<JsonNode> items = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final Set<String> tokens = new HashSet<>();
  private boolean cut;
  private boolean startedOver;

  /**
   * Prepares a walk.
   *
   * @param operation the modern operation
   * @param member where its items are
   * @param id tells items apart; absent: all are kept
   * @param mostItems where to stop, though there may be more
   */
  public ListWalk(
      String operation, String member, Optional<String> id, long mostItems, Calls calls) {
    this.operation = operation;
    this.member = member;
    this.id = id;
    this.mostItems = mostItems;
    this.calls = calls;
  }

  /**
   * Reads one list after what was read before.
   *
   * @return how it failed; empty when it did not
   */
  public CompletionStage<Optional<Outcome>> toTheEnd(Structure input) {
    return read(first(input));
  }

  /** What was read, in upstream's order. */
  public List<JsonNode> items() {
    return List.copyOf(items);
  }

  /** Whether the walk stopped before the end. */
  public boolean wasCut() {
    return cut;
  }

  private ModernCall first(Structure input) {
    return new ModernCall(operation, input.with("MaxResults", LARGEST_PAGE), Repeat.FREE);
  }

  /** A loop over what is there already, so that no list is too long for the stack. */
  private CompletionStage<Optional<Outcome>> read(ModernCall from) {
    ModernCall call = from;
    while (true) {
      CompletableFuture<ModernReply> reply = calls.send(call).toCompletableFuture();
      if (!reply.isDone()) {
        ModernCall asked = call;
        return reply.thenCompose(page -> goOn(take(asked, page)));
      }
      Step step = take(call, reply.join());
      if (step.next().isEmpty()) {
        return CompletableFuture.completedFuture(step.failure());
      }
      call = step.next().get();
    }
  }

  private CompletionStage<Optional<Outcome>> goOn(Step step) {
    return step.next().isPresent()
        ? read(step.next().get())
        : CompletableFuture.completedFuture(step.failure());
  }

  /** What follows a page: another call, or the end, with or without a failure. */
  private record Step(Optional<ModernCall> next, Optional<Outcome> failure) {

    static Step to(ModernCall next) {
      return new Step(Optional.of(next), Optional.empty());
    }

    static Step failed(Outcome outcome) {
      return new Step(Optional.empty(), Optional.of(outcome));
    }

    static final Step END = new Step(Optional.empty(), Optional.empty());
  }

  private Step take(ModernCall call, ModernReply reply) {
    if (!(reply.answer() instanceof ModernAnswer.Success success)) {
      return isRefusedToken(call, reply) ? startOver(call) : Step.failed(calls.failed(call, reply));
    }
    success.output().path(member).forEach(this::keep);
    // Only an absent token ends the list: a page may be short, or empty, and have one.
    String token = success.output().path(NEXT).asText("");
    cut = !token.isEmpty() && items.size() >= mostItems;
    if (token.isEmpty() || cut) {
      tokens.clear();
      return Step.END;
    }
    if (!tokens.add(token) || calls.isLate()) {
      // Upstream leads us in a circle, or nobody waits for the end any more.
      return Step.failed(new Outcome.Failed(LegacyErrors.serviceUnavailable()));
    }
    return Step.to(
        new ModernCall(operation, call.input().with(NEXT, new Text(token)), Repeat.FREE));
  }

  private boolean isRefusedToken(ModernCall call, ModernReply reply) {
    boolean refused =
        reply.answer() instanceof ModernAnswer.Refused
            || (reply.answer() instanceof ModernAnswer.NotExecuted notExecuted
                && notExecuted.type().equals("ValidationException"));
    return refused && call.input().has(NEXT) && !startedOver;
  }

  /** Tokens live for minutes only; what was read already is found again by its id. */
  private Step startOver(ModernCall call) {
    startedOver = true;
    tokens.clear();
    if (id.isEmpty()) {
      items.clear();
    }
    return Step.to(new ModernCall(operation, call.input().without(NEXT), Repeat.FREE));
  }

  /** A list that moves while it is read shows an item twice: the first one counts. */
  private void keep(JsonNode item) {
    if (id.isEmpty() || ids.add(item.path(id.get()).asText())) {
      items.add(item);
    }
  }
}
