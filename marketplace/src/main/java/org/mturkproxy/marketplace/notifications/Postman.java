package org.mturkproxy.marketplace.notifications;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.mturkproxy.marketplace.call.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages from the outbox to the courier, at least once each. One that does not arrive stays
 * and is tried again, ever more seldom, until it is forgotten with the other old ones. Destinations
 * do not wait for each other ({@link Pacing}).
 */
public final class Postman implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

  private static final int THREADS = 4;
  private static final int MOST_SUSPECTS = 2;

  /** A message waits up to 85 minutes, a destination 5: it may be back, with others waiting. */
  private static final int MESSAGE_DOUBLINGS = 10;

  private static final int DESTINATION_DOUBLINGS = 6;

  /** Then another destination gets its turn. */
  private static final int MOST_AT_ONCE = 100;

  private final Outbox outbox;
  private final Courier courier;
  private final Pacing pacing = new Pacing(MOST_SUSPECTS, DESTINATION_DOUBLINGS);
  private final ExecutorService threads;

  /** A postman for the outbox of this database; it closes the courier with itself. */
  public Postman(Transactions transactions, Courier courier) {
    this.outbox = new Outbox(transactions);
    this.courier = courier;
    // No queue: who finds no thread now is found again in the next round.
    this.threads =
        new ThreadPoolExecutor(
            0,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> {
              Thread thread = new Thread(work, "marketplace-postman");
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.AbortPolicy());
  }

  /** Begins to deliver what is due, on threads of its own. */
  public void round() {
    List<Destination> destinations = outbox.destinations();
    pacing.keepOnly(destinations);
    destinations.forEach(this::begin);
  }

  private void begin(Destination destination) {
    if (outbox.next(destination).isEmpty() || !pacing.begins(destination, outbox.now())) {
      return;
    }
    try {
      threads.execute(() -> visit(destination));
    } catch (RejectedExecutionException e) {
      pacing.ended(destination);
    }
  }

  private void visit(Destination destination) {
    try {
      boolean arrives = true;
      for (int i = 0; arrives && i < MOST_AT_ONCE; i++) {
        Optional<Outbox.Message> message = outbox.next(destination);
        arrives = message.isPresent() && deliver(destination, message.get());
      }
    } catch (RuntimeException e) {
      LOG.error("notifications could not be delivered", e);
    } finally {
      pacing.ended(destination);
    }
  }

  private boolean deliver(Destination destination, Outbox.Message message) {
    try {
      courier.deliver(destination.transport(), destination.address(), message.body());
    } catch (RuntimeException e) {
      String failure = e.getClass().getSimpleName();
      LOG.warn("a notification was not delivered: {}", failure);
      outbox.failed(message, failure, Pacing.pause(message.attempts(), MESSAGE_DOUBLINGS));
      pacing.failed(destination, outbox.now());
      return false;
    }
    outbox.delivered(message);
    pacing.succeeded(destination);
    return true;
  }

  /** Waits for deliveries that are on their way, but not for long; they are repeated later. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    courier.close();
  }
}
