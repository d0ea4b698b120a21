package org.mturkproxy.marketplace.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Plain SQL inside one transaction.
 *
 * <p>Arguments take the place of the question marks, in order: texts, whole numbers, flags (kept as
 * 0 or 1), times (kept as milliseconds since the epoch), bytes, and optionals of these (empty is
 * null).
 */
public final class Transaction {

  private final Session session;

  Transaction(Session session) {
    this.session = session;
  }

  /** All rows. */
  public <T> List<T> list(String sql, Function<Row, T> mapper, Object... arguments) {
    return listWhile(more -> true, sql, mapper, arguments);
  }

  /** The rows up to the first after which no more are wanted; the others are not read. */
  public <T> List<T> listWhile(
      Predicate<List<T>> more, String sql, Function<Row, T> mapper, Object... arguments) {
    try {
      Prepared prepared = session.prepare(sql);
      bind(prepared.statement(), arguments);
      try (ResultSet results = prepared.statement().executeQuery()) {
        if (!results.next()) {
          return List.of();
        }
        Row row = new Row(results, prepared.columns(results));
        List<T> rows = new ArrayList<>();
        do {
          rows.add(mapper.apply(row));
        } while (more.test(rows) && results.next());
        return List.copyOf(rows);
      }
    } catch (SQLException e) {
      throw session.failed(e);
    }
  }

  /** The only row, or empty if there is none. */
  public <T> Optional<T> first(String sql, Function<Row, T> mapper, Object... arguments) {
    List<T> rows = list(sql, mapper, arguments);
    if (rows.size() > 1) {
      throw new IllegalStateException("more than one row: " + sql);
    }
    return rows.stream().findFirst();
  }

  /** Changes rows; tells how many. */
  public int update(String sql, Object... arguments) {
    try {
      PreparedStatement statement = session.prepare(sql).statement();
      bind(statement, arguments);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw session.failed(e);
    }
  }

  /** Runs work of which nothing stays if it throws; what the transaction did before it stays. */
  public void nested(Runnable work) {
    session.nested(work);
  }

  private static void bind(PreparedStatement statement, Object[] arguments) throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      bind(statement, i + 1, arguments[i]);
    }
  }

  private static void bind(PreparedStatement statement, int index, Object argument)
      throws SQLException {
    if (argument instanceof Optional<?> optional) {
      if (optional.isPresent()) {
        bind(statement, index, optional.get());
      } else {
        statement.setObject(index, null);
      }
    } else if (argument instanceof OptionalLong optional) {
      bind(statement, index, optional.isPresent() ? Optional.of(optional.getAsLong()) : EMPTY);
    } else if (argument instanceof OptionalInt optional) {
      bind(statement, index, optional.isPresent() ? Optional.of(optional.getAsInt()) : EMPTY);
    } else if (argument instanceof String text) {
      statement.setString(index, text);
    } else if (argument instanceof Integer || argument instanceof Long) {
      statement.setLong(index, ((Number) argument).longValue());
    } else if (argument instanceof Boolean flag) {
      statement.setInt(index, flag ? 1 : 0);
    } else if (argument instanceof byte[] bytes) {
      statement.setBytes(index, bytes);
    } else if (argument instanceof Instant time) {
      statement.setLong(index, time.toEpochMilli());
    } else {
      throw new IllegalArgumentException("argument " + index + " has an unknown type");
    }
  }

  private static final Optional<Object> EMPTY = Optional.empty();
}
