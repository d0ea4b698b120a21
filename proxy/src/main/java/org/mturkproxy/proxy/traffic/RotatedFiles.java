package org.mturkproxy.proxy.traffic;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The closed files of a log: compressed, and no more of them than wanted. A thread of its own does
 * the work, and is there only while there is some: compressing takes seconds, and calls must not
 * wait for it.
 */
final class RotatedFiles {

  private static final Logger LOG = LoggerFactory.getLogger(RotatedFiles.class);
  private static final long CLOSE_SECONDS = 10;

  private final Path path;
  private final Pattern closed;
  private final int keep;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> new Thread(task, "mturk-proxy-log-gzip"));

  /**
   * Compresses what an earlier process left uncompressed.
   *
   * @param path the file that is being written
   * @param keep how many closed ones stay
   */
  RotatedFiles(Path path, int keep) throws IOException {
    this.path = path;
    this.keep = keep;
    this.closed = Pattern.compile(Pattern.quote(path.getFileName() + ".") + "[0-9]{8}T[0-9]{9}Z");
    thread.allowCoreThreadTimeOut(true);
    if (!list(closed).isEmpty()) {
      tidy();
    }
  }

  static Path compressed(Path file) {
    return file.resolveSibling(file.getFileName() + ".gz");
  }

  /** All files of a log, the oldest first, the one being written last. */
  static List<Path> all(Path path) throws IOException {
    Pattern names =
        Pattern.compile(
            Pattern.quote(path.getFileName().toString()) + "(\\.[0-9]{8}T[0-9]{9}Z(\\.gz)?)?");
    List<Path> found = new ArrayList<>(listed(path, names));
    // Its own name is the shortest, so it comes first.
    if (found.remove(path)) {
      found.add(path);
    }
    return found;
  }

  /** Has what is to be done done soon. */
  void tidy() {
    thread.execute(
        () -> {
          try {
            for (Path file : list(closed)) {
              compress(file);
            }
            deleteOld();
          } catch (IOException e) {
            LOG.error("cannot compress the closed files of the traffic log", e);
          }
        });
  }

  private static void compress(Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    try (OutputStream out =
        new GZIPOutputStream(Channels.newOutputStream(LogFile.open(part)), 64 * 1024)) {
      Files.copy(file, out);
    }
    Files.move(part, compressed(file), StandardCopyOption.REPLACE_EXISTING);
    Files.delete(file);
  }

  private void deleteOld() throws IOException {
    List<Path> files = list(Pattern.compile(closed.pattern() + "\\.gz"));
    for (Path file : files.subList(0, Math.max(0, files.size() - keep))) {
      Files.delete(file);
    }
  }

  private List<Path> list(Pattern names) throws IOException {
    return listed(path, names);
  }

  private static List<Path> listed(Path path, Pattern names) throws IOException {
    try (Stream<Path> files = Files.list(path.toAbsolutePath().getParent())) {
      return files
          .filter(file -> names.matcher(file.getFileName().toString()).matches())
          .map(file -> path.resolveSibling(file.getFileName()))
          .sorted()
          .toList();
    }
  }

  /** Lets the work that is under way end. */
  void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("a closed file of the traffic log stays uncompressed until the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
