package org.mturkproxy.marketplace.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases of earlier versions. */
class MigrationsTest {

  @TempDir Path directory;

  @Test
  void workThatWasHandedInBeforeIsNumberedByTimeWithinItsHit() throws Exception {
    String url = "jdbc:sqlite:" + directory.resolve("marketplace.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE schema_step (step TEXT PRIMARY KEY)");
      for (String step : List.of("001-first-schema.sql", "002-parked.sql")) {
        statement.executeUpdate(resource(step));
        statement.execute("INSERT INTO schema_step VALUES ('" + step + "')");
      }
      for (String row :
          List.of(
              "'a', 'H1', 30",
              "'b', 'H1', 20",
              "'c', 'H2', 10",
              "'d', 'H1', 20",
              "'e', 'H1', NULL")) {
        statement.execute(
            "INSERT INTO assignment (assignment_id, hit_id, submitted_at, account_id, worker_id,"
                + " status, reward_cents, accepted_at, deadline) VALUES ("
                + row
                + ", 'alice', 'A', 'Submitted', 1, 1, 1)");
      }
    }
    try (Database database = Database.in(directory)) {
      assertEquals(
          List.of("a 3", "b 1", "c 1", "d 2", "e none"),
          database.read(
              transaction ->
                  transaction.list(
                      "SELECT assignment_id, submission FROM assignment ORDER BY assignment_id",
                      row ->
                          row.text("assignment_id")
                              + " "
                              + row.optionalText("submission").orElse("none"))));
    }
  }

  private static String resource(String step) throws Exception {
    try (InputStream in = MigrationsTest.class.getResourceAsStream("/db/sqlite/" + step)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
