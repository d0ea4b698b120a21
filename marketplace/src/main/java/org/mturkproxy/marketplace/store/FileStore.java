package org.mturkproxy.marketplace.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * Files too large for the database: beside it in the directory {@code files}, or, for a database in
 * memory, in a temporary directory that is gone when this is closed, or, if the process is killed,
 * when the next one starts. Their names cannot be guessed, and only the owner may read them. All
 * methods block.
 */
public final class FileStore implements AutoCloseable {

  /** Of a file that is not whole yet, or that nobody asked to keep. */
  private static final String PART = ".part";

  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  private final Ids ids = new Ids();
  private final Optional<Path> kept;
  private Optional<TemporaryDirectory> temporary = Optional.empty();

  /**
   * Files beside a database.
   *
   * @param data its directory; absent: the database is in memory
   */
  public FileStore(Optional<Path> data) {
    this.kept = data.map(directory -> directory.resolve("files"));
  }

  /** A file that is being written. */
  public static final class Part implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;
    private long bytes;

    private Part(Path path, FileChannel channel) {
      this.path = path;
      this.channel = channel;
    }

    /** Adds a piece. */
    public void write(ByteBuffer piece) {
      bytes += piece.remaining();
      try {
        while (piece.hasRemaining()) {
          channel.write(piece);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** How many bytes were written so far. */
    public long bytes() {
      return bytes;
    }

    /** Removes it, unless it was kept. */
    @Override
    public void close() {
      try {
        channel.close();
        Files.deleteIfExists(path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Begins a file. */
  public Part begin() {
    try {
      Path path = directory().resolve(ids.next() + PART);
      OwnerOnly.file(path);
      return new Part(path, FileChannel.open(path, StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps a file that is whole; when this returns, it is durable. Returns its name. */
  public String keep(Part part) {
    String file = part.path.getFileName().toString();
    String name = file.substring(0, file.length() - PART.length());
    try {
      part.channel.force(true);
      Files.move(part.path, directory().resolve(name), StandardCopyOption.ATOMIC_MOVE);
      forceDirectory();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return name;
  }

  /** Makes the new name durable; only POSIX systems open directories. */
  private void forceDirectory() throws IOException {
    Path path = directory();
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Where a file is. */
  public Path path(String name) {
    return directory().resolve(name);
  }

  /** Removes a file. */
  public void delete(String name) {
    try {
      Files.deleteIfExists(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes what a process left that was killed, and everything else that is not named here. */
  public void retain(Set<String> names) {
    try {
      if (kept.isEmpty()) {
        TemporaryDirectory.clearAbandoned(TEMPORARY);
      }
      if (existing().isPresent()) {
        retain(existing().get(), names);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void retain(Path directory, Set<String> names) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (!names.contains(file.getFileName().toString())) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private synchronized Optional<Path> existing() {
    return kept.filter(Files::isDirectory).or(() -> temporary.map(TemporaryDirectory::files));
  }

  private synchronized Path directory() {
    try {
      if (kept.isPresent()) {
        OwnerOnly.directory(kept.get());
        return kept.get();
      }
      if (temporary.isEmpty()) {
        temporary = Optional.of(TemporaryDirectory.below(TEMPORARY));
      }
      return temporary.get().files();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    if (temporary.isEmpty()) {
      return;
    }
    try {
      temporary.get().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    temporary = Optional.empty();
  }
}
