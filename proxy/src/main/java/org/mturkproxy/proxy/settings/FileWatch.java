package org.mturkproxy.proxy.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Looks every two seconds whether files have changed. Looking is what works everywhere: files that
 * are replaced, links that are turned (Kubernetes does that with secrets), network file systems.
 *
 * <p>A change counts when two looks in a row find the same: who writes a certificate and its key
 * one after the other is given the time for it.
 */
public final class FileWatch implements AutoCloseable {

  private static final long SECONDS = 2;

  private final Supplier<Set<Path>> files;
  private final Runnable changed;
  private final ScheduledExecutorService thread;
  private Map<Path, String> acted;
  private Map<Path, String> last;

  FileWatch(Supplier<Set<Path>> files, Runnable changed) {
    this.files = files;
    this.changed = changed;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread made = new Thread(work, "mturk-proxy-files");
              made.setDaemon(true);
              return made;
            });
    this.acted = look();
    this.last = acted;
  }

  /**
   * Begins to watch.
   *
   * @param files which files count now
   * @param changed what to do about it; it must not throw
   */
  public static FileWatch start(Supplier<Set<Path>> files, Runnable changed) {
    FileWatch watch = new FileWatch(files, changed);
    watch.thread.scheduleWithFixedDelay(watch::poll, SECONDS, SECONDS, TimeUnit.SECONDS);
    return watch;
  }

  /** Looks once. */
  void poll() {
    Map<Path, String> now = look();
    boolean settled = now.equals(last);
    last = now;
    if (settled && !now.equals(acted)) {
      changed.run();
      // Other files may count now; what changed in the meantime is seen next time.
      Map<Path, String> next = new HashMap<>(look());
      next.putAll(now);
      next.keySet().retainAll(files.get());
      acted = next;
      last = next;
    }
  }

  private Map<Path, String> look() {
    Map<Path, String> seen = new HashMap<>();
    for (Path file : files.get()) {
      seen.put(file, state(file));
    }
    return seen;
  }

  private static String state(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return found.lastModifiedTime() + " " + found.size() + " " + found.fileKey();
    } catch (IOException e) {
      return "not there";
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
