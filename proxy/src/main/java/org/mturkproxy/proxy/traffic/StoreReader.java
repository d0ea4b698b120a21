package org.mturkproxy.proxy.traffic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Reads a store, also while a proxy writes to it. */
final class StoreReader {

  private static final String COUNTED =
      "millis, caller, transport, operation, modern, outcome, error, cost, micros";

  /** All columns of a call; those that make a {@link CallRow} come first. */
  static final String COLUMNS = COUNTED + ", id, request_id, record";

  private static final String ROWS = "SELECT " + COUNTED + " FROM calls ORDER BY id";

  private final Path path;

  StoreReader(Path path) {
    this.path = path;
  }

  /** What a query's rows are used for. */
  private interface Rows {
    void use(ResultSet result) throws SQLException;
  }

  /** Shows each call. */
  void rows(Consumer<CallRow> each) throws IOException {
    query(ROWS, result -> each.accept(row(result)));
  }

  /** Shows the JSON of each call. */
  void records(Consumer<String> each) throws IOException {
    query(
        "SELECT record FROM calls ORDER BY id",
        result -> each.accept(new String(result.getBytes(1), StandardCharsets.UTF_8)));
  }

  /**
   * Shows the JSON of the newest call of each caller and operation that failed, and that did not.
   */
  void newest(Consumer<String> each) throws IOException {
    query(
        "SELECT record FROM calls WHERE id IN (SELECT max(id) FROM calls WHERE transport <> 'MODERN'"
            + " GROUP BY caller, operation, outcome = 'ok') ORDER BY id",
        result -> each.accept(new String(result.getBytes(1), StandardCharsets.UTF_8)));
  }

  long dropped() throws IOException {
    long[] dropped = new long[1];
    query("SELECT coalesce(sum(calls), 0) FROM dropped", result -> dropped[0] = result.getLong(1));
    return dropped[0];
  }

  private void query(String sql, Rows rows) throws IOException {
    try (Connection connection = connect(path);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.use(result);
      }
    } catch (SQLException e) {
      throw new IOException("The traffic log " + path + " cannot be read: " + e.getMessage(), e);
    }
  }

  static Connection connect(Path path) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(5_000);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + path);
    return source.getConnection();
  }

  /** What the first columns tell. */
  static CallRow row(ResultSet result) throws SQLException {
    String modern = result.getString(5);
    return new CallRow(
        Instant.ofEpochMilli(result.getLong(1)),
        Optional.ofNullable(result.getString(2)).orElse("-"),
        result.getString(3),
        Optional.ofNullable(result.getString(4)).orElse("-"),
        modern.isEmpty() ? List.of() : List.of(modern.split(" ", -1)),
        result.getString(6),
        Optional.ofNullable(result.getString(7)),
        result.getLong(8),
        result.getLong(9));
  }
}
