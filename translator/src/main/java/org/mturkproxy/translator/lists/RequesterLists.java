package org.mturkproxy.translator.lists;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mturkproxy.translator.catalogue.Calls;
import org.mturkproxy.translator.catalogue.Outcome;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.lists.ListPart.Wanted;
import org.mturkproxy.translator.modern.ModernAnswer;
import org.mturkproxy.translator.modern.Upstream;

/** The modern lists of one Requester. Used by many threads. */
public final class RequesterLists {

  /** What is as short is unpacked faster than it is given to another thread. */
  private static final int SHORT = 100;

  private static final Loaded UNAVAILABLE = new Loaded.Unavailable();

  private final String credential;
  private final SnapshotCache cache;
  private final Clock clock;
  private final Executor work;

  private final Map<SnapshotCache.Key, Load> loads = new HashMap<>();
  private final Map<Subject, Writes> writes = new EnumMap<>(Subject.class);

  RequesterLists(String credential, SnapshotCache cache, Clock clock, Executor work) {
    this.credential = credential;
    this.cache = cache;
    this.clock = clock;
    this.work = work;
    for (Subject subject : Subject.values()) {
      writes.put(subject, new Writes());
    }
  }

  /** A part of a list. */
  public CompletionStage<ListPart> part(ListQuery query, Wanted wanted, Calls calls) {
    return read(query, calls)
        .thenCompose(
            loaded -> {
              if (loaded instanceof Loaded.Kept there) {
                Snapshot list = there.list();
                return atWork(list, () -> part(list, wanted));
              }
              return loaded instanceof Loaded.TooLarge
                  ? new StreamedPart(query, wanted, calls, cache.room()).read()
                  : CompletableFuture.completedFuture(new ListPart.Missing(failure(loaded, calls)));
            });
  }

  private static ListPart part(Snapshot list, Wanted wanted) {
    int total = list.size();
    return new ListPart.Items(
        list.part(wanted.order(total, list.isCut()), wanted.from(total), wanted.to(total)),
        total + (list.isCut() ? 1 : 0),
        list.isCut());
  }

  /**
   * Shows the items of a list, as many as the query asks for at most.
   *
   * @return how it failed; empty when it did not
   */
  public CompletionStage<Optional<Outcome>> each(
      ListQuery query, Calls calls, Consumer<JsonNode> item) {
    return read(query, calls)
        .thenCompose(
            loaded -> {
              if (loaded instanceof Loaded.Kept there) {
                return atWork(
                    there.list(),
                    () -> {
                      there.list().each(query.most(), item);
                      return Optional.empty();
                    });
              }
              return loaded instanceof Loaded.TooLarge
                  ? new StreamedItems(query, calls, cache.room(), item).read()
                  : CompletableFuture.completedFuture(Optional.of(failure(loaded, calls)));
            });
  }

  static Outcome failure(Loaded loaded, Calls calls) {
    return loaded instanceof Loaded.Failed failed
        ? calls.failed(failed.call(), failed.reply())
        : new Outcome.Failed(LegacyErrors.serviceUnavailable());
  }

  private <T> CompletionStage<T> atWork(Snapshot list, Supplier<T> unpacked) {
    return list.size() <= SHORT
        ? CompletableFuture.completedFuture(unpacked.get())
        : CompletableFuture.supplyAsync(unpacked, work);
  }

  private CompletionStage<Loaded> read(ListQuery query, Calls calls) {
    SnapshotCache.Key key = key(query);
    SnapshotCache.Key whole = key(query.whole());
    Load load;
    boolean mine;
    CompletableFuture<Loaded> awaited;
    synchronized (this) {
      Optional<Loaded> kept =
          cache.find(whole).filter(Loaded.Kept.class::isInstance).or(() -> cache.find(key));
      if (kept.isPresent()) {
        return CompletableFuture.completedFuture(kept.get());
      }
      load = loads.getOrDefault(whole, loads.get(key));
      mine = load == null;
      if (mine) {
        long written = writes.get(Subject.ofList(key.operation())).count();
        load = new Load(query, calls, cache.room().toKeep(), cache.isOn(), written);
        loads.put(key, load);
      }
      awaited = load.join();
    }
    if (mine) {
      start(key, load);
    }
    return calls.inTime(awaited, UNAVAILABLE);
  }

  private SnapshotCache.Key key(ListQuery query) {
    return new SnapshotCache.Key(
        credential, query.list().operation(), query.inputs(), query.most());
  }

  private void start(SnapshotCache.Key key, Load load) {
    // In a stage, so that whatever goes wrong is told to all who wait.
    CompletionStage<Loaded> run = CompletableFuture.completedStage(load).thenCompose(Load::run);
    run.whenComplete(
        (loaded, fault) -> {
          ended(key, load, loaded);
          load.finish(loaded, fault);
        });
  }

  private void ended(SnapshotCache.Key key, Load load, Loaded loaded) {
    synchronized (this) {
      loads.remove(key, load);
      Writes written = writes.get(Subject.ofList(key.operation()));
      boolean current = written.noneSince(load.writesBefore(), clock.instant());
      load.leave();
      if (current && loaded instanceof Loaded.Kept there) {
        cache.keep(there.list().isCut() ? key : whole(key), loaded);
      } else if (current && loaded instanceof Loaded.TooLarge large && large.always()) {
        cache.keep(key, loaded);
      }
    }
  }

  private static SnapshotCache.Key whole(SnapshotCache.Key key) {
    return new SnapshotCache.Key(key.credential(), key.operation(), key.inputs(), Long.MAX_VALUE);
  }

  /** The same upstream, which tells of what is written through it. */
  public Upstream watched(Upstream upstream) {
    return call -> {
      Set<Subject> written = Subject.writtenBy(call.operation());
      if (written.isEmpty()) {
        return upstream.send(call);
      }
      begins(written);
      return upstream
          .send(call)
          .whenComplete(
              (reply, fault) ->
                  ends(written, fault != null || reply.answer() instanceof ModernAnswer.Unknown));
    };
  }

  /** HITs are to be shown otherwise from now on, though nothing is written for that. */
  public synchronized void hitsLookDifferent() {
    Set<Subject> changed = Set.of(Subject.HITS);
    begins(changed);
    ends(changed, false);
  }

  /** From now on nothing that was read before is used, nor what is being read. */
  private synchronized void begins(Set<Subject> written) {
    written.forEach(subject -> writes.get(subject).begins());
    forget(written);
  }

  private synchronized void ends(Set<Subject> written, boolean inDoubt) {
    written.forEach(subject -> writes.get(subject).ends(inDoubt, clock.instant()));
    forget(written);
  }

  private void forget(Set<Subject> written) {
    cache.drop(credential, written);
    loads
        .entrySet()
        .removeIf(
            entry -> {
              boolean concerned = written.contains(Subject.ofList(entry.getKey().operation()));
              if (concerned) {
                entry.getValue().outdate();
              }
              return concerned;
            });
  }
}
