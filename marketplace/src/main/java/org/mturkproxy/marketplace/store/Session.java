package org.mturkproxy.marketplace.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A connection with the statements it has prepared so far; used by one thread at a time.
 *
 * <p>The least recently used statements are closed when there are many: a few are put together from
 * the caller's words.
 */
final class Session implements AutoCloseable {

  private static final int MOST_STATEMENTS = 200;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements =
      new LinkedHashMap<>(MOST_STATEMENTS, 0.75f, true);

  Session(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
  }

  PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
      if (statements.size() > MOST_STATEMENTS) {
        String eldest = statements.keySet().iterator().next();
        statements.remove(eldest).close();
      }
    }
    return statement;
  }

  /** For statements that run once, such as those of the schema. */
  Statement statement() throws SQLException {
    return connection.createStatement();
  }

  /** Runs the work and commits it; if it throws, nothing of it stays. */
  <T> T run(Function<Transaction, T> work) {
    try {
      try {
        T result = work.apply(new Transaction(this));
        connection.commit();
        return result;
      } catch (RuntimeException | Error e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  /** Runs a part of the work; if it throws, nothing of that part stays. */
  void nested(Runnable part) {
    try {
      Savepoint before = connection.setSavepoint();
      try {
        part.run();
      } catch (RuntimeException | Error e) {
        connection.rollback(before);
        connection.releaseSavepoint(before);
        throw e;
      }
      connection.releaseSavepoint(before);
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : statements.values()) {
      statement.close();
    }
    connection.close();
  }
}
