package org.mturkproxy.translator.lists;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.error.LegacyErrors;

/**
 * The items of a list that there is no room for, each shown as it comes. Only their ids are kept
 * meanwhile, for each is shown once.
 */
final class StreamedItems implements PageWalk.Sink {

  /** Room for the ids of a hundred thousand items, and what they are sorted by. */
  private static final long AT_LEAST = 8L * 1024 * 1024;

  private final ListQuery query;
  private final Calls calls;
  private final Room.Share share;
  private final Consumer<JsonNode> visitor;
  private final ItemJson json;
  private final ByteTable ids;
  private final LongSupplier weightBesides;

  private long shown;
  private boolean cut;
  private boolean noRoom;
  private boolean shownBefore;

  StreamedItems(ListQuery query, Calls calls, Room room, Consumer<JsonNode> visitor) {
    this(query, calls, room, visitor, new ByteTable(), () -> 0);
  }

  /**
   * Prepares a walk.
   *
   * @param ids where the ids are kept
   * @param weightBesides the memory that the visitor takes for what it was shown, in bytes
   */
  StreamedItems(
      ListQuery query,
      Calls calls,
      Room room,
      Consumer<JsonNode> visitor,
      ByteTable ids,
      LongSupplier weightBesides) {
    this.query = query;
    this.calls = calls;
    this.share = room.toAnswer(AT_LEAST);
    this.visitor = visitor;
    this.json = new ItemJson(query.list());
    this.ids = ids;
    this.weightBesides = weightBesides;
  }

  /** Reads the list; gives how that failed, if it did. */
  CompletionStage<Optional<Outcome>> read() {
    return new PageWalk(query, calls, () -> !calls.isLate(), this)
        .run()
        .whenComplete((end, fault) -> share.leave())
        .thenApply(this::ended);
  }

  /** How many items were shown. */
  long shown() {
    return shown;
  }

  /** Whether there were more. */
  boolean wasCut() {
    return cut;
  }

  @Override
  public boolean take(JsonNode page) {
    for (JsonNode item : page) {
      byte[] id = json.id(item);
      int known = ids.count();
      if (id.length == 0 || ids.add(id) == known) {
        shown++;
        visitor.accept(json.withoutLargeMember(item));
      }
    }
    noRoom = !share.grow(ids.weight() + weightBesides.getAsLong());
    return !noRoom && !shownBefore && shown < query.most();
  }

  /** What has no id cannot be told from what was shown. */
  @Override
  public void again() {
    shownBefore = query.list().id().isEmpty();
  }

  private Optional<Outcome> ended(PageWalk.End end) {
    if (noRoom) {
      calls.warn(
          query.list().operation()
              + " gives more than fits into the memory allowed (lists.maxBytes).");
      return Optional.of(new Outcome.Failed(LegacyErrors.internalError()));
    }
    if (end instanceof PageWalk.End.Failed failed) {
      return Optional.of(calls.failed(failed.call(), failed.reply()));
    }
    if (shownBefore || end instanceof PageWalk.End.GivenUp) {
      return Optional.of(new Outcome.Failed(LegacyErrors.serviceUnavailable()));
    }
    cut = end instanceof PageWalk.End.Enough;
    return Optional.empty();
  }
}
