package org.mturkproxy.proxy.traffic;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.mturkproxy.config.TrafficLogConfig.Retention;
import org.mturkproxy.config.TrafficLogConfig.Store;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The calls in an SQLite file. It is not the marketplace's kind of database, which keeps other
 * processes out: reports are made while the proxy writes (WAL mode). For one thread.
 */
final class TrafficStore implements AutoCloseable {

  /** Each is applied once, in this order; never changed, only followed by others. */
  private static final List<String> MIGRATIONS =
      List.of(
          """
          CREATE TABLE calls (
            id INTEGER PRIMARY KEY,
            millis INTEGER NOT NULL,
            request_id TEXT NOT NULL,
            caller TEXT,
            transport TEXT NOT NULL,
            operation TEXT,
            modern TEXT NOT NULL,
            outcome TEXT NOT NULL,
            error TEXT,
            cost INTEGER NOT NULL,
            micros INTEGER NOT NULL,
            record BLOB NOT NULL);
          CREATE INDEX calls_by_time ON calls (millis);
          CREATE TABLE dropped (millis INTEGER NOT NULL, calls INTEGER NOT NULL);
          """);

  private static final String INSERT =
      "INSERT INTO calls (millis, request_id, caller, transport, operation, modern, outcome, error,"
          + " cost, micros, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  /** So many calls are deleted at once: calls that come meanwhile wait for it. */
  private static final int DELETED_AT_ONCE = 500;

  private final Connection connection;
  private final Retention retention;

  private TrafficStore(Connection connection, Retention retention) {
    this.connection = connection;
    this.retention = retention;
  }

  /**
   * Makes the file, for its owner only, if it is not there: it costs little, and tells at the start
   * whether it can be used.
   *
   * @throws IOException for the user to read
   */
  static void prepare(Path path) throws IOException {
    try (FileChannel channel = LogFile.open(path)) {
      if (!channel.isOpen()) {
        throw new IOException("The traffic log " + path + " cannot be opened.");
      }
    }
  }

  /** Opens the store and brings its tables up to date. */
  static TrafficStore open(Store store, boolean durable) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(5_000);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + store.path());
    Connection connection = source.getConnection();
    TrafficStore opened = new TrafficStore(connection, store.retention());
    try {
      try (Statement statement = connection.createStatement()) {
        // Before anything is written: a file with pages keeps what it has.
        statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = " + (durable ? "FULL" : "NORMAL"));
      }
      connection.setAutoCommit(false);
      opened.migrate();
      return opened;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private void migrate() throws SQLException {
    for (long next = number("PRAGMA user_version"); next < MIGRATIONS.size(); next++) {
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(MIGRATIONS.get((int) next));
        statement.executeUpdate("PRAGMA user_version = " + (next + 1));
      }
    }
    connection.commit();
  }

  /** Writes calls, and that some are missing; all or nothing. */
  void write(List<StoredCall> calls, Instant time, long missing) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (StoredCall call : calls) {
        call.bind(insert);
        insert.executeUpdate();
      }
      if (missing > 0) {
        try (PreparedStatement dropped =
            connection.prepareStatement("INSERT INTO dropped VALUES (?, ?)")) {
          dropped.setLong(1, time.toEpochMilli());
          dropped.setLong(2, missing);
          dropped.executeUpdate();
        }
      }
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
  }

  /**
   * Deletes some of what is too old or too much.
   *
   * @return whether there may be more to delete
   */
  boolean retain(Instant now) throws SQLException {
    int old = deleteOldest("WHERE millis < " + now.minus(retention.age()).toEpochMilli());
    int many = old == 0 && usedBytes() > retention.bytes() ? deleteOldest("") : 0;
    if (old + many > 0) {
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate("PRAGMA incremental_vacuum");
      }
      connection.commit();
    }
    return old + many > 0;
  }

  private int deleteOldest(String where) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int deleted =
          statement.executeUpdate(
              "DELETE FROM calls WHERE id IN (SELECT id FROM calls %s ORDER BY millis LIMIT %d)"
                  .formatted(where, DELETED_AT_ONCE));
      connection.commit();
      return deleted;
    }
  }

  private long usedBytes() throws SQLException {
    long pages = number("PRAGMA page_count") - number("PRAGMA freelist_count");
    return pages * number("PRAGMA page_size");
  }

  private long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
