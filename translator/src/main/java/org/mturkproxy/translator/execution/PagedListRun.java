package org.mturkproxy.translator.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.catalogue.Plan.PagedList;
import org.mturkproxy.translator.catalogue.Sorting;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Value;

/**
 * One page of a legacy list with its total, out of the whole modern list ({@code mapping.md} 3.4).
 */
final class PagedListRun {

  private static final long PAGE_SIZE_WHEN_ABSENT = 10;

  /** Of a list that is everybody's, at least so many items are read. */
  private static final long FOREIGN_ITEMS = 1000;

  private final PagedList list;
  private final Arguments request;
  private final ListWalk walk;

  PagedListRun(PagedList list, Arguments request, Calls calls) {
    this.list = list;
    this.request = request;
    this.walk = new ListWalk(list.operation(), list.items(), list.id(), mostItems(), calls);
  }

  CompletionStage<Outcome> page() {
    CompletionStage<Optional<Outcome>> walked = CompletableFuture.completedFuture(Optional.empty());
    for (Structure input : inputs()) {
      walked =
          walked.thenCompose(
              failed ->
                  failed.isPresent()
                      ? CompletableFuture.completedFuture(failed)
                      : walk.toTheEnd(input));
    }
    return walked.thenApply(failed -> failed.orElseGet(() -> new Outcome.Done(slice())));
  }

  /** One for each value of the parameter that the modern API takes only one of. */
  private List<Structure> inputs() {
    Structure input = request.modern();
    Optional<Value> each = list.walkedByEach().flatMap(request.given()::member);
    if (each.isEmpty()) {
      return List.of(input);
    }
    String name = list.walkedByEach().orElseThrow();
    return ((Items) each.get()).values().stream().map(value -> input.with(name, value)).toList();
  }

  private long mostItems() {
    boolean whole =
        list.boundedUnless().isEmpty()
            || request
                .given()
                .member(list.boundedUnless().get())
                .equals(Optional.of(new Flag(true)));
    return whole ? Long.MAX_VALUE : Math.max(number() * size(), FOREIGN_ITEMS);
  }

  private JsonNode slice() {
    List<JsonNode> items = sorted();
    long from = Math.min((number() - 1) * size(), items.size());
    long to = Math.min(from + size(), items.size());
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    page.put("NumResults", to - from);
    // More than was read, if there is more: loops that ask "is there another page" go on.
    page.put("TotalNumResults", items.size() + (walk.wasCut() ? 1 : 0));
    page.put("PageNumber", number());
    ArrayNode slice = page.putArray(list.items());
    items.subList((int) from, (int) to).forEach(slice::add);
    return page;
  }

  /** A list that was cut stays in upstream's order: what is missing might come first. */
  private List<JsonNode> sorted() {
    List<JsonNode> items = new ArrayList<>(walk.items());
    if (!walk.wasCut()) {
      list.sorting()
          .flatMap(
              sorting ->
                  sorting.order(
                      request.given().text(Sorting.SORT_PROPERTY),
                      request.given().text(Sorting.SORT_DIRECTION),
                      list.id().orElse("")))
          .ifPresent(items::sort);
    }
    return items;
  }

  private long size() {
    return request.given().whole(PagedList.PAGE_SIZE, PAGE_SIZE_WHEN_ABSENT);
  }

  private long number() {
    return request.given().whole(PagedList.PAGE_NUMBER, 1);
  }
}
