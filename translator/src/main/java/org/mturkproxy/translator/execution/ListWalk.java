package org.mturkproxy.translator.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.catalogue.Plan.PagedList;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.lists.ListQuery;
import org.mturkproxy.translator.lists.PageWalk;
import org.mturkproxy.translator.value.Structure;

/**
 * Reads a modern list as it is now, for procedures that decide by it: what was read before may be
 * older than what they have done ({@link Calls#each} is for those that only show it).
 */
public final class ListWalk {

  private final PagedList list;
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
    this.list =
        id.map(name -> PagedList.of(operation, member, name))
            .orElseGet(() -> PagedList.ofPayments(operation, member));
    this.mostItems = mostItems;
    this.calls = calls;
  }

  /**
   * Reads one list after what was read before.
   *
   * @return how it failed; empty when it did not
   */
  public CompletionStage<Optional<Outcome>> toTheEnd(Structure input) {
    ListQuery query = new ListQuery(list, List.of(input), mostItems);
    return new PageWalk(query, calls, () -> !calls.isLate(), new Kept()).run().thenApply(this::end);
  }

  /** What was read, in upstream's order. */
  public List<JsonNode> items() {
    return List.copyOf(items);
  }

  /** Whether the walk stopped before the end. */
  public boolean wasCut() {
    return cut;
  }

  private Optional<Outcome> end(PageWalk.End end) {
    cut = end instanceof PageWalk.End.Enough;
    if (end instanceof PageWalk.End.Failed failed) {
      return Optional.of(calls.failed(failed.call(), failed.reply()));
    }
    return end instanceof PageWalk.End.GivenUp
        ? Optional.of(new Outcome.Failed(LegacyErrors.serviceUnavailable()))
        : Optional.empty();
  }

  private final class Kept implements PageWalk.Sink {

    private final int before = items.size();

    @Override
    public boolean take(JsonNode page) {
      for (JsonNode item : page) {
        if (list.id().isEmpty() || ids.add(item.path(list.id().get()).asText())) {
          items.add(item);
        }
      }
      return items.size() < mostItems;
    }

    @Override
    public void again() {
      if (list.id().isEmpty()) {
        items.subList(before, items.size()).clear();
      }
    }
  }
}
