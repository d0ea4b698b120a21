package org.mturkproxy.marketplace.world;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something every second, on a thread of its own, for as long as it is open. */
public final class Heartbeat implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final ScheduledExecutorService thread;
  private final ScheduledFuture<?> beats;

  /**
   * Starts; the first beat comes at once, on the other thread.
   *
   * @param name of the thread
   */
  public Heartbeat(String name, Runnable beat) {
    thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread made = new Thread(work, name);
              made.setDaemon(true);
              return made;
            });
    beats = thread.scheduleWithFixedDelay(() -> once(beat), 0, 1, TimeUnit.SECONDS);
  }

  private static void once(Runnable beat) {
    try {
      beat.run();
    } catch (RuntimeException e) {
      LOG.error("background work failed", e);
    }
  }

  @Override
  public void close() {
    beats.cancel(false);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
