package org.mturkproxy.marketplace.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The store, one SQLite database: a file in WAL mode, or memory.
 *
 * <p>SQLite has one writer, so write transactions take turns on one connection. A file is read
 * through connections of their own, which see the last committed state and wait for nobody; memory
 * belongs to one connection, so there reads take turns as well.
 *
 * <p>A commit is on the disk before it is acknowledged ({@code synchronous=FULL}): money is in
 * here.
 *
 * <p>All methods block. Call them from worker threads only.
 */
public final class Database implements AutoCloseable {

  private final Session writer;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final List<Session> readers;
  private final BlockingQueue<Session> freeReaders;
  private final Optional<FileChannel> guard;

  private Database(Session writer, List<Session> readers, Optional<FileChannel> guard) {
    this.writer = writer;
    this.readers = List.copyOf(readers);
    this.freeReaders = new ArrayBlockingQueue<>(Math.max(1, readers.size()), true, readers);
    this.guard = guard;
  }

  /** A new and empty marketplace that is gone when it is closed. */
  public static Database inMemory() {
    return inMemory(Schema.MARKETPLACE);
  }

  /** A new and empty database that is gone when it is closed. */
  public static Database inMemory(Schema schema) {
    try {
      Session writer = Session.writing(source("jdbc:sqlite::memory:").getConnection());
      new Migrations(schema).apply(writer);
      return new Database(writer, List.of(), Optional.empty());
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  /**
   * The marketplace in a directory.
   *
   * @throws StoreException if the directory cannot be used, or another process uses it
   */
  public static Database in(Path directory) {
    return in(directory, Schema.MARKETPLACE);
  }

  /**
   * The database of this schema in a directory; both are made if they do not exist, for their owner
   * only (0700, 0600) where there are POSIX permissions. A directory that exists keeps its own.
   *
   * @throws StoreException if the directory cannot be used, or another process uses it
   */
  public static Database in(Path directory, Schema schema) {
    FileChannel guard = guard(directory, schema.name() + ".lock");
    try {
      Path file = directory.resolve(schema.name() + ".db");
      restrict(file);
      String url = "jdbc:sqlite:" + file;
      Session writer = Session.writing(source(url).getConnection());
      new Migrations(schema).apply(writer);
      List<Session> readers = new ArrayList<>();
      for (int i = 0; i < schema.readers(); i++) {
        readers.add(Session.reading(source(url).getConnection()));
      }
      return new Database(writer, readers, Optional.of(guard));
    } catch (SQLException | RuntimeException e) {
      closeGuard(guard);
      throw e instanceof SQLException sql ? new StoreException(sql) : (RuntimeException) e;
    }
  }

  /** Runs work that only reads. */
  public <T> T read(Function<Transaction, T> work) {
    if (readers.isEmpty()) {
      return write(work);
    }
    Session session;
    try {
      session = freeReaders.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while waiting for the database", e);
    }
    try {
      return session.run(work);
    } finally {
      freeReaders.add(session);
    }
  }

  /** Runs work that writes; when it returns, the work is durable. */
  public <T> T write(Function<Transaction, T> work) {
    return write(work, result -> {});
  }

  /**
   * Runs work that writes, and then, unless it failed, tells of its result before anybody else
   * writes.
   */
  public <T> T write(Function<Transaction, T> work, Consumer<T> committed) {
    turn.lock();
    try {
      T result = writer.run(work);
      committed.accept(result);
      return result;
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      for (Session reader : readers) {
        reader.close();
      }
      writer.close();
    } catch (SQLException e) {
      throw new StoreException(e);
    } finally {
      turn.unlock();
      guard.ifPresent(Database::closeGuard);
    }
  }

  private static SQLiteDataSource source(String url) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(10_000);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url);
    return source;
  }

  /** Keeps a second process out: each would do what the other one does. */
  private static FileChannel guard(Path directory, String name) {
    try {
      OwnerOnly.directory(directory);
      Path lockFile = directory.resolve(name);
      OwnerOnly.file(lockFile);
      FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        throw new StoreException("The directory " + directory + " is already in use.", null);
      }
      return channel;
    } catch (IOException e) {
      throw new StoreException("The directory " + directory + " cannot be used.", e);
    }
  }

  /** SQLite gives the files that it adds the permissions of the database. */
  private static void restrict(Path database) {
    try {
      OwnerOnly.file(database);
      for (String kind : List.of("-wal", "-shm")) {
        Path beside = database.resolveSibling(database.getFileName() + kind);
        if (Files.exists(beside)) {
          OwnerOnly.restrict(beside);
        }
      }
    } catch (IOException e) {
      throw new StoreException("The file " + database + " cannot be kept from others.", e);
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // by this very process
    }
  }

  private static void closeGuard(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException("The lock file cannot be closed.", e);
    }
  }
}
