package org.mturkproxy.marketplace.store;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a database is for.
 *
 * @param name of its file and its lock, without what follows the dot
 * @param steps the migrations that make it, oldest first: files {@code NNN-….sql}
 * @param folder where the steps are packaged, such as {@code /db/sqlite}
 * @param readers how many can read a file at a time beside the one who writes; with none, reads
 *     take turns with writes
 */
public record Schema(String name, String folder, List<String> steps, int readers) {

  /** The marketplace's own. */
  static final Schema MARKETPLACE =
      new Schema(
          "marketplace",
          "/db/sqlite",
          List.of(
              "001-first-schema.sql",
              "002-parked.sql",
              "003-submission-order.sql",
              "004-outbox.sql",
              "005-test-start.sql",
              "006-files.sql",
              "007-destinations.sql"),
          4);

  public Schema {
    requireNonNull(name, "name");
    requireNonNull(folder, "folder");
    steps = List.copyOf(steps);
  }
}
