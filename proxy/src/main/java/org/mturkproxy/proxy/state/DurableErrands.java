package org.mturkproxy.proxy.state;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.mturkproxy.proxy.state.ErrandTable.Kept;
import org.mturkproxy.translator.errand.Errand;
import org.mturkproxy.translator.errand.ErrandRunner;
import org.mturkproxy.translator.errand.Errands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Errands in the proxy's state, carried on with growing pauses. Each is bound to the account that
 * its Requester's calls went to when it was made: were the key configured for another account
 * since, it waits until it is configured as before, or for its deadline.
 */
public final class DurableErrands implements Errands, AutoCloseable {

  /** What waits for a moment. */
  @FunctionalInterface
  public interface Timer {

    /** Runs a task after this time. */
    void after(Duration pause, Runnable task);
  }

  private static final Logger LOG = LoggerFactory.getLogger(DurableErrands.class);

  private static final Duration SHORTEST = Duration.ofSeconds(15);
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private record Key(String requester, String hitId) {

    static Key of(Errand errand) {
      return new Key(errand.requester(), errand.hitId());
    }
  }

  private final State state;
  private final Function<String, Optional<String>> upstreams;
  private final Timer timer;
  private final Clock clock;
  private final Map<Key, Errand> known = new ConcurrentHashMap<>();

  /** The account that each is bound to: keys may be configured otherwise while we run. */
  private final Map<Key, String> accounts = new ConcurrentHashMap<>();

  private volatile ErrandRunner runner =
      errand -> CompletableFuture.completedFuture(Optional.of("NotStarted"));
  private volatile boolean closed;

  /**
   * The errands of this state.
   *
   * @param upstreams the account that the calls of an access key id go to, in words that tell it
   *     from any other; empty for a key that is not configured
   */
  public DurableErrands(
      State state, Function<String, Optional<String>> upstreams, Timer timer, Clock clock) {
    this.state = state;
    this.upstreams = upstreams;
    this.timer = timer;
    this.clock = clock;
    for (Kept kept : state.now(transaction -> ErrandTable.load(transaction, clock.instant()))) {
      Errand errand = kept.errand();
      if (upstreams.apply(errand.requester()).equals(Optional.of(kept.upstream()))) {
        accounts.put(Key.of(errand), kept.upstream());
        known.put(Key.of(errand), errand);
      } else {
        LOG.warn(
            "HIT {} is still to be disabled at {}, for which the key {} is not configured now",
            errand.hitId(),
            kept.upstream(),
            errand.requester());
      }
    }
  }

  /** Begins to carry on what is promised, now and from now on. Called once. */
  public void carriedOnBy(ErrandRunner runner) {
    this.runner = runner;
    // Whatever pause they were in: while the proxy was down, time has passed.
    known.values().stream()
        .filter(Errand::promised)
        .forEach(e -> schedule(Key.of(e), Duration.ZERO));
  }

  @Override
  public Optional<Errand> find(String requester, String hitId) {
    return Optional.ofNullable(known.get(new Key(requester, hitId))).filter(this::isOfItsAccount);
  }

  @Override
  public CompletionStage<Void> keep(Errand errand) {
    String account = upstreams.apply(errand.requester()).orElseThrow();
    return write(new Kept(errand, account))
        .thenAccept(
            done -> {
              accounts.put(Key.of(errand), account);
              Errand before = known.put(Key.of(errand), errand);
              boolean waits = before != null && before.promised();
              if (errand.promised() && !waits) {
                schedule(Key.of(errand), pause(errand));
              }
            });
  }

  private boolean isOfItsAccount(Errand errand) {
    return upstreams
        .apply(errand.requester())
        .equals(Optional.ofNullable(accounts.get(Key.of(errand))));
  }

  private CompletionStage<Boolean> write(Kept kept) {
    return state.write(
        transaction -> {
          ErrandTable.keep(transaction, kept);
          return true;
        });
  }

  @Override
  public CompletionStage<Void> drop(String requester, String hitId) {
    Key key = new Key(requester, hitId);
    String upstream = accounts.getOrDefault(key, "");
    return state
        .write(
            transaction -> {
              ErrandTable.drop(transaction, requester, hitId, upstream);
              return true;
            })
        .thenAccept(
            done -> {
              known.remove(key);
              accounts.remove(key);
            });
  }

  private void schedule(Key key, Duration pause) {
    timer.after(pause, () -> carryOn(key));
  }

  private void carryOn(Key key) {
    Errand errand = known.get(key);
    if (errand == null || closed) {
      return;
    }
    if (!errand.deadline().isAfter(clock.instant())) {
      LOG.warn("HIT {} could not be disabled before its deadline: given up", errand.hitId());
      forget(key);
      return;
    }
    if (!isOfItsAccount(errand)) {
      schedule(key, LONGEST);
      return;
    }
    runner.carryOn(errand).whenComplete((left, fault) -> tried(errand, left, fault));
  }

  private void tried(Errand errand, Optional<String> left, Throwable fault) {
    if (closed) {
      return; // the next start tries it again
    }
    if (fault == null && left.isEmpty()) {
      LOG.info("HIT {} is disabled", errand.hitId());
      forget(Key.of(errand));
      return;
    }
    String why = fault == null ? left.orElseThrow() : fault.toString();
    LOG.info("HIT {} is not yet disabled: {}", errand.hitId(), why);
    Errand next = errand.triedAgain();
    String account = accounts.get(Key.of(next));
    if (account == null) {
      return; // a call has ended it meanwhile
    }
    known.put(Key.of(next), next);
    write(new Kept(next, account))
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                LOG.error("an attempt for HIT {} could not be counted", next.hitId(), failure);
              }
              schedule(Key.of(next), pause(next));
            });
  }

  private void forget(Key key) {
    drop(key.requester(), key.hitId())
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                LOG.error("HIT {} could not be forgotten", key.hitId(), failure);
              }
            });
  }

  /** Begins nothing more; what is kept waits for the next start. */
  @Override
  public void close() {
    closed = true;
  }

  private static Duration pause(Errand errand) {
    Duration grown = SHORTEST.multipliedBy(1L << Math.min(errand.attempt(), 16));
    return grown.compareTo(LONGEST) < 0 ? grown : LONGEST;
  }
}
