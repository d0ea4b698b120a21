package org.mturkproxy.marketplace.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Brings a database to the newest schema, each step in one transaction and once.
 *
 * <p>Not Flyway: it takes longer to start (0.7 s measured) than the whole service may.
 *
 * <p>A step is a file {@code NNN-….sql}; its statements end in a semicolon at the end of a line. A
 * step that was released is never changed.
 */
final class Migrations {

  private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\s*\\n");

  private final Schema schema;

  Migrations(Schema schema) {
    this.schema = schema;
  }

  void apply(Session session) {
    session.run(
        transaction -> {
          execute(session, "CREATE TABLE IF NOT EXISTS schema_step (step TEXT PRIMARY KEY)");
          List<String> done =
              transaction.list("SELECT step FROM schema_step", row -> row.text("step"));
          if (!schema.steps().containsAll(done)) {
            throw new StoreException(
                "The database was made by a newer version of this program.", null);
          }
          return done;
        });
    for (String step : schema.steps()) {
      session.run(
          transaction -> {
            boolean done =
                transaction
                    .first("SELECT step FROM schema_step WHERE step = ?", row -> step, step)
                    .isPresent();
            if (!done) {
              for (String statement : END_OF_STATEMENT.split(read(step), -1)) {
                if (!statement.isBlank()) {
                  execute(session, statement);
                }
              }
              transaction.update("INSERT INTO schema_step (step) VALUES (?)", step);
            }
            return done;
          });
    }
  }

  private static void execute(Session session, String statement) {
    try (var plain = session.statement()) {
      plain.execute(statement);
    } catch (SQLException e) {
      throw session.failed(e);
    }
  }

  private String read(String step) {
    try (InputStream resource =
        Migrations.class.getResourceAsStream(schema.folder() + "/" + step)) {
      if (resource == null) {
        throw new IllegalStateException("the migration " + step + " is not packaged");
      }
      return new String(resource.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
