package org.mturkproxy.marketplace.notifications;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which destination may be tried now: one message at a time each; after a failure not before a
 * pause, which grows from failure to failure; and of those that failed only a few at once, so that
 * they never take all the threads.
 */
final class Pacing {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

  private record Failures(int count, Instant until) {}

  private final int mostSuspects;
  private final int mostDoublings;
  private final Map<Destination, Failures> suspects = new HashMap<>();
  private final Set<Destination> busy = new HashSet<>();

  /**
   * Pacing.
   *
   * @param mostSuspects how many that failed are tried at once
   * @param mostDoublings how often the pause is doubled at most
   */
  Pacing(int mostSuspects, int mostDoublings) {
    this.mostSuspects = mostSuspects;
    this.mostDoublings = mostDoublings;
  }

  /** How long to wait after so many failures before this one. */
  static Duration pause(int earlier, int mostDoublings) {
    return FIRST_PAUSE.multipliedBy(1L << Math.min(earlier, mostDoublings));
  }

  /** Whether to try it now; if so, it is busy until it ended. */
  synchronized boolean begins(Destination destination, Instant now) {
    Failures failures = suspects.get(destination);
    boolean wait = failures != null && (now.isBefore(failures.until()) || isFull());
    return !wait && busy.add(destination);
  }

  private boolean isFull() {
    return busy.stream().filter(suspects::containsKey).count() >= mostSuspects;
  }

  synchronized void failed(Destination destination, Instant now) {
    Failures earlier = suspects.get(destination);
    int count = earlier == null ? 0 : earlier.count();
    suspects.put(destination, new Failures(count + 1, now.plus(pause(count, mostDoublings))));
  }

  synchronized void succeeded(Destination destination) {
    suspects.remove(destination);
  }

  synchronized void ended(Destination destination) {
    busy.remove(destination);
  }

  /** Forgets destinations for which there is nothing any more. */
  synchronized void keepOnly(Collection<Destination> destinations) {
    suspects.keySet().retainAll(destinations);
  }
}
