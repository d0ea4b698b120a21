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
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Whole;

/**
 * Reads modern lists from {@code NextToken} to {@code NextToken}. A list is read to its end or the
 * call fails: a part shown as the whole would make clients believe that work is missing.
 */
public final class ListWalk {

  private static final Whole LARGEST_PAGE = new Whole(100);

  private final String operation;
  private final String member;
  private final Optional<String> id;
  private final long mostItems;
  private final Calls calls;
  private final List<JsonNode> items = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private boolean cut;

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
    return load(input.with("MaxResults", LARGEST_PAGE), Optional.empty());
  }

  /** What was read, in upstream's order. */
  public List<JsonNode> items() {
    return List.copyOf(items);
  }

  /** Whether the walk stopped before the end. */
  public boolean wasCut() {
    return cut;
  }

  private CompletionStage<Optional<Outcome>> load(Structure input, Optional<String> token) {
    ModernCall call = new ModernCall(operation, input, Repeat.FREE);
    return calls.send(call).thenCompose(reply -> loaded(call, reply, token));
  }

  private CompletionStage<Optional<Outcome>> loaded(
      ModernCall call, ModernReply reply, Optional<String> token) {
    if (!(reply.answer() instanceof Success success)) {
      return CompletableFuture.completedFuture(Optional.of(calls.failed(call, reply)));
    }
    success.output().path(member).forEach(this::keep);
    // Only an absent token ends the list: a page may be short, or empty, and have one.
    Optional<String> next =
        Optional.of(success.output().path("NextToken").asText("")).filter(t -> !t.isEmpty());
    cut = next.isPresent() && items.size() >= mostItems;
    if (next.isEmpty() || cut) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    if (next.equals(token)) {
      // Upstream would lead us in a circle for ever.
      return CompletableFuture.completedFuture(
          Optional.of(new Outcome.Failed(LegacyErrors.serviceUnavailable())));
    }
    return load(call.input().with("NextToken", new Text(next.get())), next);
  }

  /** A list that moves while it is read shows an item twice: the first one counts. */
  private void keep(JsonNode item) {
    if (id.isEmpty() || ids.add(item.path(id.get()).asText())) {
      items.add(item);
    }
  }
}
