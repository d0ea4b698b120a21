package org.mturkproxy.translator.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.catalogue.Plan.PagedList;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.modern.ModernAnswer.Success;
import org.mturkproxy.translator.modern.ModernCall;
import org.mturkproxy.translator.modern.ModernReply;
import org.mturkproxy.translator.modern.Repeat;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Whole;

/**
 * One page of a legacy list with its total, out of the whole modern list ({@code mapping.md} 3.4).
 * A list is loaded to its end or the call fails: a part shown as the whole would make clients
 * believe that work is missing.
 */
final class PagedListRun {

  private static final long PAGE_SIZE_WHEN_ABSENT = 10;
  private static final Whole LARGEST_PAGE = new Whole(100);

  private final PagedList list;
  private final Arguments request;
  private final Calls calls;
  private final List<JsonNode> items = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  PagedListRun(PagedList list, Arguments request, Calls calls) {
    this.list = list;
    this.request = request;
    this.calls = calls;
  }

  CompletionStage<Outcome> page() {
    return load(Optional.empty());
  }

  private CompletionStage<Outcome> load(Optional<String> token) {
    Structure input = request.modern().with("MaxResults", LARGEST_PAGE);
    if (token.isPresent()) {
      input = input.with("NextToken", new Text(token.get()));
    }
    ModernCall call = new ModernCall(list.operation(), input, Repeat.FREE);
    return calls.send(call).thenCompose(reply -> loaded(call, reply, token));
  }

  private CompletionStage<Outcome> loaded(
      ModernCall call, ModernReply reply, Optional<String> token) {
    if (!(reply.answer() instanceof Success success)) {
      return CompletableFuture.completedFuture(calls.failed(call, reply));
    }
    success.output().path(list.items()).forEach(this::keep);
    // Only an absent token ends the list: a page may be short, or empty, and have one.
    Optional<String> next =
        Optional.of(success.output().path("NextToken").asText("")).filter(t -> !t.isEmpty());
    if (next.isEmpty()) {
      return CompletableFuture.completedFuture(new Outcome.Done(slice()));
    }
    if (next.equals(token)) {
      // Upstream would lead us in a circle for ever.
      return CompletableFuture.completedFuture(
          new Outcome.Failed(LegacyErrors.serviceUnavailable()));
    }
    return load(next);
  }

  /** A list that moves while it is read shows an item twice: the first one counts. */
  private void keep(JsonNode item) {
    if (list.id().isEmpty() || ids.add(item.path(list.id().get()).asText())) {
      items.add(item);
    }
  }

  private JsonNode slice() {
    long size = request.given().whole(PagedList.PAGE_SIZE, PAGE_SIZE_WHEN_ABSENT);
    long number = request.given().whole(PagedList.PAGE_NUMBER, 1);
    long from = Math.min((number - 1) * size, items.size());
    long to = Math.min(from + size, items.size());
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    page.put("NumResults", to - from);
    page.put("TotalNumResults", items.size());
    page.put("PageNumber", number);
    ArrayNode slice = page.putArray(list.items());
    items.subList((int) from, (int) to).forEach(slice::add);
    return page;
  }
}
