package org.mturkproxy.translator.lists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Whole;

/**
 * Reads a modern list from {@code NextToken} to {@code NextToken} ({@code mapping.md} 3.4 rule 3),
 * one page in memory at a time. A list is read to its end or it is an error: a part shown as the
 * whole would make clients believe that work is missing.
 */
public final class PageWalk {

  /** What becomes of the items. */
  public interface Sink {

    /**
     * Takes a page.
     *
     * @return whether there should be more
     */
    boolean take(JsonNode items);

    /** The list comes again, from its start. */
    void again();
  }

  /** How a walk ended. */
  public sealed interface End {

    /** At the end of the list. */
    record Whole() implements End {}

    /** The sink wanted no more, though there was more. */
    record Enough() implements End {}

    /** A page could not be had. */
    record Failed(ModernCall call, ModernReply reply) implements End {}

    /** Upstream led us in a circle, or nobody waits for the end any more. */
    record GivenUp() implements End {}
  }

  private static final Whole LARGEST_PAGE = new Whole(100);
  private static final String NEXT = "NextToken";

  private final ListQuery query;
  private final Calls calls;
  private final BooleanSupplier wanted;
  private final Sink sink;
  private final Set<String> tokens = new HashSet<>();
  private boolean startedOver;

  /**
   * Prepares a walk.
   *
   * @param query what is read; where to stop is for the sink to say
   * @param calls what the pages are asked for by
   * @param wanted whether to go on, asked before each page but the first
   * @param sink gets the items
   */
  public PageWalk(ListQuery query, Calls calls, BooleanSupplier wanted, Sink sink) {
    this.query = query;
    this.calls = calls;
    this.wanted = wanted;
    this.sink = sink;
  }

  /** Reads the lists of all inputs, one after the other. */
  public CompletionStage<End> run() {
    CompletionStage<End> walked = CompletableFuture.completedFuture(new End.Whole());
    for (Structure input : query.inputs()) {
      walked =
          walked.thenCompose(
              end ->
                  end instanceof End.Whole
                      ? read(call(input.with("MaxResults", LARGEST_PAGE)))
                      : CompletableFuture.completedFuture(end));
    }
    return walked;
  }

  private ModernCall call(Structure input) {
    return new ModernCall(query.list().operation(), input, Repeat.FREE);
  }

  /** A loop over what is there already, so that no list is too long for the stack. */
  private CompletionStage<End> read(ModernCall from) {
    ModernCall call = from;
    while (true) {
      CompletableFuture<ModernReply> reply =
          calls.send(call, this::withoutLargeMember).toCompletableFuture();
      if (!reply.isDone()) {
        ModernCall asked = call;
        return reply.thenCompose(page -> goOn(take(asked, page)));
      }
      Step step = take(call, reply.join());
      if (step.end != null) {
        return CompletableFuture.completedFuture(step.end);
      }
      call = step.next;
    }
  }

  private CompletionStage<End> goOn(Step step) {
    return step.end == null ? read(step.next) : CompletableFuture.completedFuture(step.end);
  }

  /** What follows a page: another call, or the end; the other one is null. */
  private record Step(ModernCall next, End end) {}

  private Step take(ModernCall call, ModernReply reply) {
    if (!(reply.answer() instanceof Success success)) {
      return isRefusedToken(call, reply)
          ? startOver(call)
          : new Step(null, new End.Failed(call, reply));
    }
    boolean more = sink.take(success.output().path(query.list().items()));
    // Only an absent token ends the list: a page may be short, or empty, and have one.
    String token = success.output().path(NEXT).asText("");
    if (token.isEmpty()) {
      tokens.clear();
      return new Step(null, new End.Whole());
    }
    if (!more) {
      return new Step(null, new End.Enough());
    }
    return tokens.add(token) && wanted.getAsBoolean()
        ? new Step(call(call.input().with(NEXT, new Text(token))), null)
        : new Step(null, new End.GivenUp());
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
    sink.again();
    return new Step(call(call.input().without(NEXT)), null);
  }

  /** A page as it is recorded: a hundred questions would fill the log, and the memory before. */
  private ModernReply withoutLargeMember(ModernReply reply) {
    if (query.list().large().isEmpty() || !(reply.answer() instanceof Success success)) {
      return reply;
    }
    String large = query.list().large().get().member();
    ObjectNode shown = ((ObjectNode) success.output()).objectNode();
    success.output().properties().forEach(member -> shown.set(member.getKey(), member.getValue()));
    var items = shown.putArray(query.list().items());
    success.output().path(query.list().items()).forEach(item -> items.add(without(large, item)));
    return new ModernReply(new Success(shown), reply.attempts(), reply.afterUnknown());
  }

  /** The item without a member; the item itself stays as it is. */
  static JsonNode without(String member, JsonNode item) {
    if (!item.has(member)) {
      return item;
    }
    ObjectNode copy = ((ObjectNode) item).objectNode();
    item.properties().forEach(one -> copy.set(one.getKey(), one.getValue()));
    return copy.without(member);
  }
}
