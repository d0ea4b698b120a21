package org.mturkproxy.translator.lists;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.catalogue.Sorting.Order;
import org.mturkproxy.translator.lists.ListPart.Wanted;

/**
 * A part of a list that there is no room for. Where it has an order the list is read twice: once
 * for the order, of which only ids and what is sorted by are kept, and once for the part.
 */
final class StreamedPart {

  private final ListQuery query;
  private final Wanted wanted;
  private final Calls calls;
  private final Room room;

  StreamedPart(ListQuery query, Wanted wanted, Calls calls, Room room) {
    this.query = query;
    this.wanted = wanted;
    this.calls = calls;
    this.room = room;
  }

  CompletionStage<ListPart> read() {
    return wanted.order().isPresent() ? inOrder(wanted.order().get()) : asItComes();
  }

  private CompletionStage<ListPart> asItComes() {
    List<JsonNode> part = new ArrayList<>();
    long[] place = {-wanted.from()};
    StreamedItems walk =
        new StreamedItems(
            query,
            calls,
            room,
            item -> {
              if (place[0] >= 0 && place[0] < wanted.size()) {
                part.add(item);
              }
              place[0]++;
            });
    return walk.read().thenApply(failed -> ended(failed, part, walk.shown(), walk.wasCut()));
  }

  private CompletionStage<ListPart> inOrder(Order order) {
    ByteTable ids = new ByteTable();
    SortColumn column = new SortColumn(order, ids);
    StreamedItems walk =
        new StreamedItems(
            query, calls, room, item -> column.add(ItemJson.key(order, item)), ids, column::weight);
    return walk.read()
        .thenCompose(
            failed -> {
              if (failed.isPresent()) {
                return CompletableFuture.completedFuture(new ListPart.Missing(failed.get()));
              }
              int total = ids.count();
              int[] sorted =
                  wanted.order(total, walk.wasCut()).isPresent()
                      ? column.sorted()
                      : IntStream.range(0, total).toArray();
              ByteTable places = new ByteTable();
              Arrays.stream(sorted, wanted.from(total), wanted.to(total))
                  .forEach(number -> places.add(ids.get(number)));
              return pick(places, total, walk.wasCut());
            });
  }

  /** What has gone meanwhile is left out: the list has moved. */
  private CompletionStage<ListPart> pick(ByteTable places, long total, boolean cut) {
    JsonNode[] part = new JsonNode[places.count()];
    ItemJson json = new ItemJson(query.list());
    return new StreamedItems(
            query,
            calls,
            room,
            item -> {
              int place = places.find(json.id(item));
              if (place >= 0) {
                part[place] = item;
              }
            })
        .read()
        .thenApply(
            failed ->
                ended(failed, Arrays.stream(part).filter(Objects::nonNull).toList(), total, cut));
  }

  private static ListPart ended(
      Optional<Outcome> failed, List<JsonNode> part, long total, boolean cut) {
    return failed.isPresent()
        ? new ListPart.Missing(failed.get())
        : new ListPart.Items(part, total + (cut ? 1 : 0), cut);
  }
}
