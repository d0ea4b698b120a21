package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.mturkproxy.translator.catalogue.OperationTable;
import org.mturkproxy.translator.operations.LegacyOperations;

/** {@code docs/operations.md} says what the catalogue says; {@code -Dupdate.docs} writes it. */
final class OperationTableTest {

  private static final Path DOCUMENT = Path.of("../docs/operations.md");

  @Test
  void theDocumentIsTheCatalogue() throws IOException {
    String table = OperationTable.markdown(LegacyOperations.catalogue());
    if (System.getProperty("update.docs") != null) {
      Files.writeString(DOCUMENT, table);
    }
    assertEquals(table, Files.readString(DOCUMENT));
  }
}
