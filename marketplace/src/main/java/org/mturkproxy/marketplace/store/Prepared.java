package org.mturkproxy.marketplace.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A statement, and where the columns of its result are: the driver would ask SQLite each time. */
final class Prepared {

  private final PreparedStatement statement;
  private final Map<String, Integer> columns = new HashMap<>();

  Prepared(PreparedStatement statement) {
    this.statement = statement;
  }

  PreparedStatement statement() {
    return statement;
  }

  /** The place of each column, from 1; of those with the same name, the first. */
  Map<String, Integer> columns(ResultSet results) throws SQLException {
    if (columns.isEmpty()) {
      ResultSetMetaData description = results.getMetaData();
      for (int i = 1; i <= description.getColumnCount(); i++) {
        columns.putIfAbsent(description.getColumnLabel(i), i);
      }
    }
    return columns;
  }
}
