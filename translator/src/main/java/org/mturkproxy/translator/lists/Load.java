package org.mturkproxy.translator.lists;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.mturkproxy.translator.catalogue.Calls;

/**
 * The reading of one whole list, for all who want it now ({@code mapping.md} 3.4 rules 2 to 4). It
 * goes on when nobody waits any more, so that whoever asks again finds the list.
 */
final class Load implements PageWalk.Sink {

  /** After so long it is no use any more. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final ListQuery query;
  private final Calls calls;
  private final Room.Share share;
  private final boolean mayBeKept;
  private final long writesBefore;
  private final Instant startedAt;

  private final CompletableFuture<Loaded> result = new CompletableFuture<>();
  private final Queue<CompletableFuture<Loaded>> waiting = new ConcurrentLinkedQueue<>();
  private volatile boolean outdated;

  private final ItemJson json;
  private ByteTable ids = new ByteTable();
  private ItemStore items = new ItemStore();
  private boolean tooLarge;
  private boolean tooLargeAlone;

  /**
   * Prepares one.
   *
   * @param calls of whoever asked first: the calls are in the record of that one
   * @param share the memory it takes
   * @param mayBeKept whether lists are kept at all
   * @param writesBefore the count of writes by now
   */
  Load(ListQuery query, Calls calls, Room.Share share, boolean mayBeKept, long writesBefore) {
    this.query = query;
    this.calls = calls;
    this.share = share;
    this.mayBeKept = mayBeKept;
    this.writesBefore = writesBefore;
    this.startedAt = calls.now();
    this.json = new ItemJson(query.list());
  }

  long writesBefore() {
    return writesBefore;
  }

  /** Something was written: whoever comes now must not get this. */
  void outdate() {
    outdated = true;
  }

  /** The memory it took is kept by others now. */
  void leave() {
    share.leave();
  }

  /** The list for one more who waits; to be completed by whoever waits no longer. */
  CompletableFuture<Loaded> join() {
    CompletableFuture<Loaded> mine = result.copy();
    waiting.add(mine);
    return mine;
  }

  /** Reads the list. */
  CompletionStage<Loaded> run() {
    return new PageWalk(query, calls, this::isWanted, this).run().thenApply(this::loaded);
  }

  /** Tells all who wait. */
  void finish(Loaded loaded, Throwable fault) {
    if (fault == null) {
      result.complete(loaded);
    } else {
      result.completeExceptionally(fault);
    }
  }

  private boolean isWanted() {
    waiting.removeIf(CompletableFuture::isDone);
    return calls.now().isBefore(startedAt.plus(LONGEST))
        && (!waiting.isEmpty() || (mayBeKept && !outdated));
  }

  @Override
  public boolean take(JsonNode page) {
    for (JsonNode item : page) {
      if (isNew(item)) {
        items.append(json.kept(item));
      }
    }
    long weight = items.weight() + ids.weight();
    if (!share.grow(weight)) {
      tooLarge = true;
      tooLargeAlone = share.isBeyond(weight);
      forget();
      return false;
    }
    return items.size() < query.most();
  }

  /** A list that moves while it is read shows an item twice: the first one counts. */
  private boolean isNew(JsonNode item) {
    byte[] id = json.id(item);
    int known = ids.count();
    return id.length == 0 || ids.add(id) == known;
  }

  @Override
  public void again() {
    if (query.list().id().isEmpty()) {
      forget();
    }
  }

  private void forget() {
    ids = new ByteTable();
    items = new ItemStore();
  }

  private Loaded loaded(PageWalk.End end) {
    ids = new ByteTable();
    if (tooLarge) {
      return new Loaded.TooLarge(tooLargeAlone);
    }
    if (end instanceof PageWalk.End.Failed failed) {
      return new Loaded.Failed(failed.call(), failed.reply());
    }
    if (end instanceof PageWalk.End.GivenUp) {
      return new Loaded.Unavailable();
    }
    items.finish();
    return new Loaded.Kept(new Snapshot(items, json, end instanceof PageWalk.End.Enough));
  }
}
