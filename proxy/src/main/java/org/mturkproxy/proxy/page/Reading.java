package org.mturkproxy.proxy.page;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.mturkproxy.proxy.admin.AdminPage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads for the page on a thread of its own, which is there only while somebody asks. */
final class Reading implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

  private static final int MOST_WAITING = 16;

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          5,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          task -> {
            Thread made = new Thread(task, "mturk-proxy-page");
            made.setDaemon(true);
            return made;
          });

  /** Makes a page. */
  interface Task {
    AdminPage page() throws IOException;
  }

  Reading() {
    thread.allowCoreThreadTimeOut(true);
  }

  /** What a task makes of it, or a page that says why not; never exceptionally. */
  CompletionStage<AdminPage> page(Task task) {
    CompletableFuture<AdminPage> page = new CompletableFuture<>();
    try {
      thread.execute(() -> page.complete(made(task)));
    } catch (RejectedExecutionException e) {
      page.complete(problem(503, "The page is busy; ask again.").with("Retry-After", "2"));
    }
    return page;
  }

  private static AdminPage made(Task task) {
    try {
      return task.page();
    } catch (IOException | RuntimeException e) {
      LOG.warn("the page cannot show calls", e);
      return problem(500, "The traffic log cannot be read; the proxy's own log says more.");
    }
  }

  /** An error for the page to show; the text is ours. */
  static AdminPage problem(int status, String text) {
    return AdminPage.json(status, "{\"problem\":\"%s\"}".formatted(text));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
