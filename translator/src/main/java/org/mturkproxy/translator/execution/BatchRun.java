package org.mturkproxy.translator.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.mturkproxy.translator.catalogue.Outcome;

/**
 * The requests of one call, a few at a time ({@code mapping.md} 3.1, batches). They start in their
 * order, but none while an earlier one that names the same object is under way: what is done to one
 * HIT is done in the order of the caller.
 */
public final class BatchRun {

  private static final int MOST_AT_ONCE = 4;

  private final IntFunction<CompletionStage<Outcome>> start;
  private final Outcome[] outcomes;
  private final int[] waitsFor;
  private final List<List<Integer>> followers = new ArrayList<>();
  private final Queue<Integer> ready = new PriorityQueue<>();
  private int underWay;
  private int unfinished;
  private final CompletableFuture<List<Outcome>> all = new CompletableFuture<>();

  /** So that requests that end at once make no tower of calls on the stack. */
  private final AtomicInteger turns = new AtomicInteger();

  private BatchRun(List<Set<String>> objects, IntFunction<CompletionStage<Outcome>> start) {
    this.start = start;
    this.outcomes = new Outcome[objects.size()];
    this.waitsFor = new int[objects.size()];
    this.unfinished = objects.size();
    Map<String, Integer> last = new HashMap<>();
    for (int request = 0; request < objects.size(); request++) {
      followers.add(new ArrayList<>(0));
      Set<Integer> before = new TreeSet<>();
      for (String object : objects.get(request)) {
        Integer earlier = last.put(object, request);
        if (earlier != null) {
          before.add(earlier);
        }
      }
      waitsFor[request] = before.size();
      for (int earlier : before) {
        followers.get(earlier).add(request);
      }
      if (before.isEmpty()) {
        ready.add(request);
      }
    }
  }

  /**
   * Carries out requests.
   *
   * @param objects what each request names, in the order of the requests
   * @param start begins the request of this number
   * @return the outcomes, in the order of the requests; exceptionally when one of the requests ends
   *     so
   */
  public static CompletionStage<List<Outcome>> run(
      List<Set<String>> objects, IntFunction<CompletionStage<Outcome>> start) {
    BatchRun run = new BatchRun(objects, start);
    run.startWhatMay();
    return run.all;
  }

  private void startWhatMay() {
    if (turns.getAndIncrement() > 0) {
      return; // whoever is in the loop below takes another turn
    }
    do {
      for (int next = take(); next >= 0; next = take()) {
        int request = next;
        begin(request)
            .whenComplete(
                (outcome, fault) -> {
                  if (fault != null) {
                    all.completeExceptionally(fault);
                  } else {
                    done(request, outcome);
                  }
                  startWhatMay();
                });
      }
    } while (turns.decrementAndGet() > 0);
  }

  private CompletionStage<Outcome> begin(int request) {
    try {
      return start.apply(request);
    } catch (RuntimeException | StackOverflowError fault) {
      return CompletableFuture.failedStage(fault);
    }
  }

  private synchronized int take() {
    if (underWay == MOST_AT_ONCE || ready.isEmpty()) {
      return -1;
    }
    underWay++;
    return ready.remove();
  }

  private void done(int request, Outcome outcome) {
    boolean last;
    synchronized (this) {
      outcomes[request] = outcome;
      underWay--;
      unfinished--;
      last = unfinished == 0;
      for (int follower : followers.get(request)) {
        waitsFor[follower]--;
        if (waitsFor[follower] == 0) {
          ready.add(follower);
        }
      }
    }
    if (last) {
      all.complete(Arrays.asList(outcomes));
    }
  }
}
