package org.mturkproxy.marketplace.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory for as long as it is open. A process that is killed leaves it behind, but not its
 * lock: by that another one knows it, and removes it.
 *
 * <p>The name tells the process. For a process loses its locks on a file as soon as it closes it
 * anywhere (POSIX, fcntl): even to look into a lock of its own would give its files away.
 */
final class TemporaryDirectory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TemporaryDirectory.class);

  private static final String PREFIX = "mturk-proxy-files-";
  private static final String OURS = PREFIX + ProcessHandle.current().pid() + "-";
  private static final String LOCK = "lock";
  private static final String FILES = "files";

  private final Path directory;
  private final FileChannel lock;

  private TemporaryDirectory(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /** A new one below this directory, for the owner only. */
  static TemporaryDirectory below(Path parent) throws IOException {
    while (true) {
      Path directory = Files.createTempDirectory(parent, OURS);
      Path file = directory.resolve(LOCK);
      FileChannel lock =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      // Before it was locked another process could take it for abandoned.
      if (locked(lock) && Files.exists(file)) {
        Files.createDirectory(directory.resolve(FILES));
        return new TemporaryDirectory(directory, lock);
      }
      lock.close();
    }
  }

  /** Removes those below this directory that were of other processes, which have ended. */
  static void clearAbandoned(Path parent) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path each : found) {
        try {
          if (!each.getFileName().toString().startsWith(OURS)) {
            clearIfAbandoned(each);
          }
        } catch (IOException e) {
          LOG.debug("{} stays", each, e);
        }
      }
    }
  }

  /** Others may write where temporary files are: what is not ours could lead anywhere. */
  private static void clearIfAbandoned(Path directory) throws IOException {
    if (!isOurs(directory) || !Files.exists(directory.resolve(LOCK), NOFOLLOW_LINKS)) {
      return;
    }
    try (FileChannel lock =
        FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE, NOFOLLOW_LINKS)) {
      if (locked(lock)) {
        delete(directory);
      }
    }
  }

  private static boolean isOurs(Path directory) throws IOException {
    UserPrincipal we =
        directory
            .getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name"));
    return Files.isDirectory(directory, NOFOLLOW_LINKS)
        && Files.getOwner(directory, NOFOLLOW_LINKS).equals(we);
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // by this very process
    }
  }

  private static void delete(Path directory) throws IOException {
    Path files = directory.resolve(FILES);
    if (Files.isDirectory(files, NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> each = Files.newDirectoryStream(files)) {
        for (Path file : each) {
          Files.deleteIfExists(file);
        }
      }
    }
    Files.deleteIfExists(files);
    Files.deleteIfExists(directory.resolve(LOCK));
    Files.deleteIfExists(directory);
  }

  /** Where the files are. */
  Path files() {
    return directory.resolve(FILES);
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      delete(directory);
    }
  }
}
