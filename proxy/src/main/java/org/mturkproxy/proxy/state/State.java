package org.mturkproxy.proxy.state;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.mturkproxy.marketplace.store.Database;
import org.mturkproxy.marketplace.store.Schema;
import org.mturkproxy.marketplace.store.StoreException;
import org.mturkproxy.marketplace.store.Transaction;
import org.mturkproxy.proxy.transport.EventLoops;

/**
 * What the proxy itself must not forget when it is stopped or killed: one small SQLite file, {@code
 * state.db}. One thread does all the work on it, for a commit waits for the disk and an event loop
 * must not.
 */
public final class State implements AutoCloseable {

  private static final Schema SCHEMA =
      new Schema("state", "/db/state", List.of("001-errands.sql", "002-spend.sql"), 0);

  private final Database database;
  private final EventLoops loops;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(new DefaultThreadFactory("mturk-proxy-state"));

  private State(Database database, EventLoops loops) {
    this.database = database;
    this.loops = loops;
  }

  /**
   * Opens the state.
   *
   * @param directory where its file is; absent: in memory, gone at the end
   * @param loops on them goes on what waits for the state
   * @throws IOException when the directory cannot be used, or another process uses it
   */
  public static State open(Optional<Path> directory, EventLoops loops) throws IOException {
    try {
      return new State(
          directory.isPresent() ? Database.in(directory.get(), SCHEMA) : Database.inMemory(SCHEMA),
          loops);
    } catch (StoreException e) {
      throw new IOException("cannot keep the proxy's state: " + e.getMessage(), e);
    }
  }

  /** Runs work at once, on this thread, which must be none of the event loops. */
  <T> T now(Function<Transaction, T> work) {
    return database.write(work);
  }

  /**
   * Runs work in a transaction; later work finds what it did.
   *
   * @return completes on an event loop once the work is durable; exceptionally when it failed, and
   *     then nothing of it stays
   */
  <T> CompletionStage<T> write(Function<Transaction, T> work) {
    EventLoop loop = loops.current();
    CompletableFuture<T> done = new CompletableFuture<>();
    try {
      thread.execute(
          () -> {
            try {
              T result = database.write(work);
              loop.execute(() -> done.complete(result));
            } catch (RuntimeException e) {
              loop.execute(() -> done.completeExceptionally(e));
            }
          });
    } catch (RejectedExecutionException e) {
      done.completeExceptionally(e);
    }
    return done;
  }

  /** Lets the work that was handed over end, then closes the file. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    database.close();
  }
}
