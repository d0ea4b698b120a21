package org.mturkproxy.marketplace.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The current row of a result, read by column name. */
public final class Row {

  private final ResultSet results;
  private final Map<String, Integer> columns;

  /** Rows of a result, whose columns have these places. */
  Row(ResultSet results, Map<String, Integer> columns) {
    this.results = results;
    this.columns = columns;
  }

  private int place(String column) {
    Integer place = columns.get(column);
    if (place == null) {
      throw new IllegalArgumentException("there is no column " + column);
    }
    return place;
  }

  /** A text column that is never null. */
  public String text(String column) {
    return optionalText(column)
        .orElseThrow(() -> new IllegalStateException("column " + column + " is null"));
  }

  /** A text column. */
  public Optional<String> optionalText(String column) {
    try {
      return Optional.ofNullable(results.getString(place(column)));
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  /** A column of bytes that is never null. */
  public byte[] bytes(String column) {
    try {
      return results.getBytes(place(column));
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  /** A number column that is never null. */
  public long whole(String column) {
    return optionalWhole(column)
        .orElseThrow(() -> new IllegalStateException("column " + column + " is null"));
  }

  /** A number column. */
  public Optional<Long> optionalWhole(String column) {
    try {
      long value = results.getLong(place(column));
      return results.wasNull() ? Optional.empty() : Optional.of(value);
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  /** A 32-bit number column that is never null. */
  public int number(String column) {
    return Math.toIntExact(whole(column));
  }

  /** A column that holds 0 or 1. */
  public boolean flag(String column) {
    return whole(column) != 0;
  }

  /** A time column (milliseconds since the epoch) that is never null. */
  public Instant time(String column) {
    return Instant.ofEpochMilli(whole(column));
  }

  /** A time column. */
  public Optional<Instant> optionalTime(String column) {
    return optionalWhole(column).map(Instant::ofEpochMilli);
  }
}
