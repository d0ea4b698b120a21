package org.mturkproxy.translator.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.catalogue.Plan.PagedList;
import org.mturkproxy.translator.catalogue.Plan.PagedList.Large;
import org.mturkproxy.translator.catalogue.Plan.PagedList.Look;
import org.mturkproxy.translator.catalogue.Sorting;
import org.mturkproxy.translator.catalogue.Sorting.Order;
import org.mturkproxy.translator.lists.ListPart;
import org.mturkproxy.translator.lists.ListPart.Wanted;
import org.mturkproxy.translator.lists.ListQuery;
import org.mturkproxy.translator.lists.RequesterLists;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Value;

/**
 * One page of a legacy list with its total, out of the whole modern list ({@code mapping.md} 3.4).
 */
final class PagedListRun {

  private static final long PAGE_SIZE_WHEN_ABSENT = 10;

  /** Of a list that is everybody's, so many items are read, and as many again for later pages. */
  private static final long FOREIGN_ITEMS = 1000;

  private final PagedList list;
  private final Arguments request;
  private final Calls calls;
  private final RequesterLists lists;

  PagedListRun(PagedList list, Arguments request, Calls calls, RequesterLists lists) {
    this.list = list;
    this.request = request;
    this.calls = calls;
    this.lists = lists;
  }

  CompletionStage<Outcome> page() {
    boolean bounded = isBounded();
    ListQuery query = new ListQuery(list, inputs(), bounded ? mostItems() : Long.MAX_VALUE);
    Wanted wanted =
        new Wanted(
            order(), bounded ? FOREIGN_ITEMS : Long.MAX_VALUE, (number() - 1) * size(), size());
    return lists
        .part(query, wanted, calls)
        .thenCompose(
            part ->
                part instanceof ListPart.Items there
                    ? filled(there)
                    : CompletableFuture.completedFuture(((ListPart.Missing) part).why()));
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

  private boolean isBounded() {
    return list.boundedUnless()
        .filter(flag -> !request.given().member(flag).equals(Optional.of(new Flag(true))))
        .isPresent();
  }

  /** In large steps: a caller who reads page after page makes us read the list only a few times. */
  private long mostItems() {
    long most = FOREIGN_ITEMS;
    while (most < number() * size()) {
      most *= 2;
    }
    return most;
  }

  private Optional<Order> order() {
    return list.sorting()
        .flatMap(
            sorting ->
                sorting.order(
                    request.given().text(Sorting.SORT_PROPERTY),
                    request.given().text(Sorting.SORT_DIRECTION)));
  }

  private CompletionStage<Outcome> filled(ListPart.Items part) {
    if (part.cut()) {
      calls.warn(
          "The list is everybody's and was not read to its end: the total is one more than what was"
              + " read, and the order is the service's own.");
    }
    Optional<Look> look =
        list.large().flatMap(Large::look).filter(any -> request.groups().contains(any.group()));
    return look.isEmpty()
        ? CompletableFuture.completedFuture(done(part.items(), part.total()))
        : new ItemLooks(list.large().get().member(), look.get(), list.id().orElseThrow(), calls)
            .all(part.items(), items -> done(items, part.total()));
  }

  private Outcome done(List<JsonNode> items, long total) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    page.put("NumResults", items.size());
    page.put("TotalNumResults", total);
    page.put("PageNumber", number());
    ArrayNode slice = page.putArray(list.items());
    items.forEach(slice::add);
    return new Outcome.Done(page);
  }

  private long size() {
    return request.given().whole(PagedList.PAGE_SIZE, PAGE_SIZE_WHEN_ABSENT);
  }

  private long number() {
    return request.given().whole(PagedList.PAGE_NUMBER, 1);
  }
}
