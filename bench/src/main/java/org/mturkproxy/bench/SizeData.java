package org.mturkproxy.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Multiplies one HIT with one approved assignment, both made through the API, to the wanted
 * numbers: half of the assignments belong to one HIT, the others are spread evenly.
 */
final class SizeData {

  private SizeData() {}

  static void multiply(Path directory, int hits, int assignments) throws SQLException {
    String url = "jdbc:sqlite:" + directory.resolve("marketplace.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          numbers(hits - 1)
              + "INSERT INTO hit (hit_id, account_id, hit_type_id, created_at, question,"
              + " max_assignments, expires_at, status, pending, submitted, completed, listed,"
              + " active_at, due_at)"
              + " SELECT '3H' || printf('%028d', i), account_id, hit_type_id, created_at, question,"
              + " max_assignments, expires_at, status, 0, 0, 0, 1, active_at, due_at"
              + " FROM n, (SELECT * FROM hit ORDER BY seq LIMIT 1)");
      statement.execute(
          numbers(assignments)
              + "INSERT INTO assignment (assignment_id, hit_id, account_id, worker_id, status,"
              + " reward_cents, accepted_at, deadline, submitted_at, auto_approval_at,"
              + " approved_at, answer, submission)"
              + " SELECT '3A' || printf('%028d', i),"
              + " '3H' || printf('%028d', CASE WHEN i % 2 = 0 THEN 1 ELSE 2 + i / 2 % "
              + (hits - 2)
              + " END), account_id, 'A' || printf('%012d', i), status, reward_cents, accepted_at,"
              + " deadline, submitted_at + i, auto_approval_at, approved_at, answer, i"
              + " FROM n, (SELECT * FROM assignment ORDER BY seq LIMIT 1)");
      statement.execute(
          "UPDATE hit SET completed ="
              + " (SELECT count(*) FROM assignment WHERE assignment.hit_id = hit.hit_id)"
              + " WHERE hit_id LIKE '3H%'");
      connection.commit();
    }
  }

  /** The HIT with half of the assignments. */
  static String bigHit() {
    return "3H" + "0".repeat(27) + "1";
  }

  private static String numbers(int most) {
    return "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
        + most
        + ") ";
  }
}
