package org.mturkproxy.marketplace.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A connection with the statements it has prepared so far; used by one thread at a time.
 *
 * <p>It begins and ends its transactions itself, as the driver does not survive one that SQLite
 * rolled back by itself (on a full disk or an I/O error, <a
 * href="https://www.sqlite.org/lang_transaction.html">Transactions</a>, section 3.1): the driver
 * never begins another one, and each later statement is committed alone.
 *
 * <p>To the driver it says that it commits by hand, which is true. Otherwise the driver would try
 * to begin and commit a transaction of its own after every statement, and SQLite refuse it.
 *
 * <p>The least recently used statements are closed when there are many: a few are put together from
 * the caller's words.
 */
final class Session implements AutoCloseable {

  private static final int MOST_STATEMENTS = 200;

  private final Connection connection;
  private final String begin;
  private final Map<String, Prepared> statements =
      new LinkedHashMap<>(MOST_STATEMENTS, 0.75f, true);
  private boolean failed;

  private Session(Connection connection, String begin) throws SQLException {
    this.connection = connection;
    this.begin = begin;
    connection.setAutoCommit(false); // which begins a transaction
    execute("COMMIT");
  }

  /** Takes the write lock at once; a deferred one could fail in the middle of the work. */
  static Session writing(Connection connection) throws SQLException {
    return new Session(connection, "BEGIN IMMEDIATE");
  }

  static Session reading(Connection connection) throws SQLException {
    return new Session(connection, "BEGIN");
  }

  Prepared prepare(String sql) throws SQLException {
    requireTransaction();
    return prepared(sql);
  }

  private Prepared prepared(String sql) throws SQLException {
    Prepared statement = statements.get(sql);
    if (statement == null) {
      statement = new Prepared(connection.prepareStatement(sql));
      statements.put(sql, statement);
      if (statements.size() > MOST_STATEMENTS) {
        String eldest = statements.keySet().iterator().next();
        statements.remove(eldest).statement().close();
      }
    }
    return statement;
  }

  /** For statements that run once, such as those of the schema. */
  Statement statement() throws SQLException {
    requireTransaction();
    return connection.createStatement();
  }

  /** A statement failed: nothing of this transaction may stay, as SQLite may have ended it. */
  StoreException failed(SQLException cause) {
    failed = true;
    return new StoreException(cause);
  }

  /** Runs the work and commits it; if it throws, nothing of it stays. */
  <T> T run(Function<Transaction, T> work) {
    failed = false;
    try {
      execute(begin);
      T result = work.apply(new Transaction(this));
      requireTransaction();
      execute("COMMIT");
      return result;
    } catch (SQLException e) {
      StoreException failure = failed(e);
      undo(failure);
      throw failure;
    } catch (RuntimeException | Error e) {
      undo(e);
      throw e;
    }
  }

  private void requireTransaction() throws SQLException {
    if (failed) {
      throw new SQLException("an earlier statement of this transaction failed");
    }
  }

  /**
   * Rolls back, unless SQLite has. Should that fail, then the next transaction cannot begin and
   * comes here again.
   */
  private void undo(Throwable cause) {
    try {
      if (failed) {
        closeStatements(); // the driver closes one that failed; its next use would fail as well
      }
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try {
      prepared(sql).statement().execute();
    } catch (SQLException e) {
      Prepared broken = statements.remove(sql); // the driver has closed it
      if (broken != null) {
        broken.statement().close();
      }
      throw e;
    }
  }

  private void closeStatements() throws SQLException {
    List<Prepared> closing = List.copyOf(statements.values());
    statements.clear();
    for (Prepared each : closing) {
      each.statement().close();
    }
  }

  /** Runs a part of the work; if it throws, nothing of that part stays. */
  void nested(Runnable part) {
    try {
      execute("SAVEPOINT part");
      try {
        part.run();
      } catch (RuntimeException | Error e) {
        execute("ROLLBACK TO part");
        execute("RELEASE part");
        throw e;
      }
      execute("RELEASE part");
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    closeStatements();
    connection.close();
  }
}
