package org.mturkproxy.translator.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.catalogue.Plan.PagedList.Look;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.modern.ModernAnswer.Refused;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;

/**
 * Puts the large member back into the items of one page, by a modern call for each ({@code
 * mapping.md} 3.4 rule 10); a few at a time.
 */
final class ItemLooks {

  private static final int AT_A_TIME = 4;

  private final String member;
  private final Look look;
  private final String id;
  private final Calls calls;

  /**
   * Prepares them.
   *
   * @param member what is to be put back
   * @param look how it is read
   * @param id the member by which items are read
   */
  ItemLooks(String member, Look look, String id, Calls calls) {
    this.member = member;
    this.look = look;
    this.id = id;
    this.calls = calls;
  }

  /** Fills all of them, or fails as a whole. */
  CompletionStage<Outcome> all(List<JsonNode> items, Function<List<JsonNode>, Outcome> done) {
    List<JsonNode> filled = new ArrayList<>(items);
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Outcome> failed = new AtomicReference<>();
    List<CompletableFuture<Void>> lanes = new ArrayList<>();
    for (int lane = 0; lane < Math.min(AT_A_TIME, items.size()); lane++) {
      lanes.add(lane(filled, next, failed).toCompletableFuture());
    }
    return CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new))
        .thenApply(all -> Optional.ofNullable(failed.get()).orElseGet(() -> done.apply(filled)));
  }

  private CompletionStage<Void> lane(
      List<JsonNode> items, AtomicInteger next, AtomicReference<Outcome> failed) {
    int place = next.getAndIncrement();
    if (place >= items.size() || failed.get() != null) {
      return CompletableFuture.completedFuture(null);
    }
    if (calls.isLate()) {
      failed.set(new Outcome.Failed(LegacyErrors.serviceUnavailable()));
      return CompletableFuture.completedFuture(null);
    }
    ModernCall call =
        new ModernCall(
            look.operation(),
            Structure.EMPTY.with(id, new Text(items.get(place).path(id).asText())),
            Repeat.FREE);
    return calls
        .send(call)
        .thenCompose(
            reply -> {
              put(items, place, call, reply, failed);
              return lane(items, next, failed);
            });
  }

  /** An item that has gone since the list was read stays as it was in the list. */
  private void put(
      List<JsonNode> items,
      int place,
      ModernCall call,
      ModernReply reply,
      AtomicReference<Outcome> failed) {
    if (reply.answer() instanceof Success success) {
      JsonNode value = success.output().path(look.structure()).path(member);
      if (!value.isMissingNode()) {
        ObjectNode item = ((ObjectNode) items.get(place)).deepCopy();
        item.set(member, value);
        synchronized (items) {
          items.set(place, item);
        }
      }
    } else if (!isGone(reply)) {
      failed.compareAndSet(null, calls.failed(call, reply));
    }
  }

  private static boolean isGone(ModernReply reply) {
    return reply.answer() instanceof Refused refused
        && refused.turkErrorCode().filter(code -> code.endsWith("DoesNotExist")).isPresent();
  }
}
