package org.mturkproxy.proxy.traffic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Looks for calls in a store, also while a proxy writes to it. There is no index for what people
 * look for, which would cost every call something; so it reads back from the newest one, some calls
 * at a time, and gives what it has when that takes too long.
 */
public final class StoreSearch {

  /** After so many rows it looks at the clock. */
  static final int STRIDE = 2_000;

  /** So much of them is enough, however few they are: all are in memory at once. */
  private static final long MOST_BYTES = 8L * 1024 * 1024;

  private final Path path;
  private final LongSupplier nanos;

  /** What was found so far. */
  private static final class Hits {
    private final List<LoggedRecord> calls = new ArrayList<>();
    private final int limit;
    private long bytes;

    private Hits(int limit) {
      this.limit = limit;
    }

    private void add(LoggedRecord call) {
      calls.add(call);
      bytes += call.length();
    }

    private boolean enough() {
      return calls.size() >= limit || bytes >= MOST_BYTES;
    }
  }

  /**
   * Names a store; it need not be there yet.
   *
   * @param nanos a clock such as {@link System#nanoTime}
   */
  public StoreSearch(Path path, LongSupplier nanos) {
    this.path = path;
    this.nanos = nanos;
  }

  /**
   * Looks for calls, the newest first.
   *
   * @param before where to begin: with the call before this one; else with the newest
   * @param limit how many are wanted
   * @param patience how long it may take, about; it looks at {@value #STRIDE} calls at least
   * @throws IOException if the store cannot be read, for the user to read
   */
  public FoundCalls find(CallSearch filter, Optional<CallId> before, int limit, Duration patience)
      throws IOException {
    if (isEmpty()) {
      return new FoundCalls(List.of(), Optional.empty(), false);
    }
    long end = nanos.getAsLong() + patience.toNanos();
    try (Connection connection = StoreReader.connect(path)) {
      long from = before.isPresent() ? place(connection, before.get()) : Long.MAX_VALUE;
      long oldest = number(connection, "SELECT coalesce(min(id), 0) FROM calls");
      long newest = number(connection, "SELECT coalesce(max(id), 0) FROM calls");
      long at = Math.min(from, newest + 1);
      Hits hits = new Hits(limit);
      boolean inTime = true;
      while (at > oldest && !hits.enough() && inTime) {
        at = stride(connection, filter, at, hits);
        inTime = nanos.getAsLong() - end < 0;
      }
      Optional<CallId> next = at > oldest ? id(connection, at) : Optional.empty();
      return new FoundCalls(hits.calls, next, hits.enough());
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /**
   * The record of one call, if it is there.
   *
   * @throws IOException if the store cannot be read, for the user to read
   */
  public Optional<String> record(CallId id) throws IOException {
    if (isEmpty()) {
      return Optional.empty();
    }
    try (Connection connection = StoreReader.connect(path);
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT "
                    + StoreReader.COLUMNS
                    + " FROM calls WHERE millis = ? AND request_id = ?")) {
      select.setLong(1, id.millis());
      select.setString(2, id.requestId());
      try (ResultSet result = select.executeQuery()) {
        return result.next() ? Optional.of(call(result).json()) : Optional.empty();
      }
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** Its tables are made by the first call. */
  private boolean isEmpty() throws IOException {
    return !Files.isRegularFile(path) || Files.size(path) == 0;
  }

  private IOException unreadable(SQLException e) {
    return new IOException("The traffic log " + path + " cannot be read: " + e.getMessage(), e);
  }

  /** Looks at some rows below this one; where it came to. */
  private static long stride(Connection connection, CallSearch filter, long from, Hits hits)
      throws SQLException {
    long to = Math.max(0, from - STRIDE);
    Map<String, String> wanted = columns(filter);
    String where =
        wanted.keySet().stream().map(name -> " AND " + name + " = ?").collect(Collectors.joining());
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT %s FROM calls WHERE id < ? AND id >= ?%s ORDER BY id DESC"
                .formatted(StoreReader.COLUMNS, where))) {
      select.setLong(1, from);
      select.setLong(2, to);
      int place = 3;
      for (String value : wanted.values()) {
        select.setString(place++, value);
      }
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          LoggedRecord call = call(result);
          if (filter.wants(call)) {
            hits.add(call);
            if (hits.enough()) {
              return result.getLong("id");
            }
          }
        }
      }
    }
    return to;
  }

  /** What the database can tell by itself; {@code -} stands for nothing there. */
  private static Map<String, String> columns(CallSearch filter) {
    Map<String, String> columns = new LinkedHashMap<>();
    filter.caller().ifPresent(caller -> columns.put("coalesce(caller, '-')", caller));
    filter.transport().ifPresent(transport -> columns.put("transport", transport));
    filter.operation().ifPresent(operation -> columns.put("coalesce(operation, '-')", operation));
    filter.outcome().ifPresent(outcome -> columns.put("outcome", outcome));
    return columns;
  }

  /** The row of a call; 0, before all others, if it was deleted: so were the older ones. */
  private static long place(Connection connection, CallId id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id FROM calls WHERE millis = ? AND request_id = ?"
                + " UNION ALL SELECT 0 LIMIT 1")) {
      select.setLong(1, id.millis());
      select.setString(2, id.requestId());
      try (ResultSet result = select.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }

  private static Optional<CallId> id(Connection connection, long at) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT millis, request_id FROM calls WHERE id >= ? ORDER BY id LIMIT 1")) {
      select.setLong(1, at);
      try (ResultSet result = select.executeQuery()) {
        return result.next()
            ? Optional.of(new CallId(result.getLong(1), result.getString(2)))
            : Optional.empty();
      }
    }
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query);
        ResultSet result = select.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }

  private static LoggedRecord call(ResultSet result) throws SQLException {
    return new LoggedRecord(
        result.getString("request_id"), StoreReader.row(result), result.getBytes("record"));
  }
}
