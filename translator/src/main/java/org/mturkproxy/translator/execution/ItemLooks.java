package org.mturkproxy.translator.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.catalogue.Plan.PagedList.Look;
import org.mturkproxy.translator.lists.FewAtATime;
import org.mturkproxy.translator.modern.ModernAnswer.Refused;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;

/**
 * Puts the large member back into the items of one page, by a modern call for each ({@code
 * mapping.md} 3.4 rule 10).
 */
final class ItemLooks {

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
    AtomicReferenceArray<JsonNode> filled =
        new AtomicReferenceArray<>(items.toArray(JsonNode[]::new));
    List<Integer> places = IntStream.range(0, items.size()).boxed().toList();
    return new FewAtATime<>(places, calls, place -> fill(filled, place))
        .run()
        .thenApply(
            failed ->
                failed.orElseGet(() -> done.apply(places.stream().map(filled::get).toList())));
  }

  /** An item that has gone since the list was read stays as it was in the list. */
  private CompletionStage<Optional<Outcome>> fill(AtomicReferenceArray<JsonNode> items, int place) {
    JsonNode item = items.get(place);
    ModernCall call =
        new ModernCall(
            look.operation(),
            Structure.EMPTY.with(id, new Text(item.path(id).asText())),
            Repeat.FREE);
    return calls
        .send(call)
        .thenApply(
            reply -> {
              if (reply.answer() instanceof Success success) {
                JsonNode value = success.output().path(look.structure()).path(member);
                items.set(place, value.isMissingNode() ? item : with(item, value));
                return Optional.empty();
              }
              return isGone(reply) ? Optional.empty() : Optional.of(calls.failed(call, reply));
            });
  }

  private JsonNode with(JsonNode item, JsonNode value) {
    ObjectNode copy = ((ObjectNode) item).deepCopy();
    copy.set(member, value);
    return copy;
  }

  private static boolean isGone(ModernReply reply) {
    return reply.answer() instanceof Refused refused
        && refused.turkErrorCode().filter(code -> code.endsWith("DoesNotExist")).isPresent();
  }
}
