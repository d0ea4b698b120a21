package org.mturkproxy.marketplace.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DataSchemasTest {

  private static final Path OFFICIAL =
      Path.of(System.getProperty("mturkproxy.shared", "../shared"), "wsdl", "data-schemas");

  /** All but the schema of XML's own attributes, which the service did not have. */
  static Stream<String> schemas() {
    return DataSchemas.paths().stream().filter(path -> !path.endsWith("/xml.xsd"));
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void aSchemaAllowsExactlyWhatTheServicesOwnAllows(String path) throws Exception {
    Path official = OFFICIAL.resolve(path);
    assumeTrue(Files.exists(official), "needs the service's own schemas");
    var expected = SchemaOutline.of(Files.readAllBytes(official));
    var ours = SchemaOutline.of(DataSchemas.file(path).orElseThrow());
    assertEquals(expected.keySet(), ours.keySet());
    expected.forEach((element, outline) -> assertEquals(outline, ours.get(element), element));
  }

  /** So that the comparison is one. */
  @ParameterizedTest
  @CsvSource({
    "type=\"xsd:boolean\", type=\"xsd:string\"",
    "minOccurs=\"0\", minOccurs=\"1\"",
    "maxOccurs=\"unbounded\", maxOccurs=\"9\"",
    "value=\"combobox\", value=\"combo\"",
    "use=\"required\", use=\"optional\"",
    "\"2000000000\", \"2000000001\"",
    "name=\"flags\", name=\"flag\"",
    "name=\"AltText\", name=\"Alt\"",
  })
  void anotherSchemaHasAnotherOutline(String from, String to) throws Exception {
    String ours = text("2005-10-01/QuestionForm.xsd");
    assertTrue(ours.contains(from), from);
    assertNotEquals(
        SchemaOutline.of(ours.getBytes(UTF_8)),
        SchemaOutline.of(ours.replace(from, to).getBytes(UTF_8)));
  }

  @Test
  void theOrderOfElementsBelongsToTheOutline() throws Exception {
    String ours = text("2006-07-14/ExternalQuestion.xsd");
    String[] lines = ours.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].contains("ExternalURL")) {
        String line = lines[i];
        lines[i] = lines[i + 1];
        lines[i + 1] = line;
        break;
      }
    }
    assertNotEquals(
        SchemaOutline.of(ours.getBytes(UTF_8)),
        SchemaOutline.of(String.join("\n", lines).getBytes(UTF_8)));
  }

  @Test
  void aFileIsFoundWithAndWithoutItsVersion() {
    assertArrayEquals(
        DataSchemas.file("2005-10-01/QuestionForm.xsd").orElseThrow(),
        DataSchemas.file("QuestionForm.xsd").orElseThrow());
    assertEquals(Optional.empty(), DataSchemas.file("2006-07-14/QuestionForm.xsd"));
    assertEquals(Optional.empty(), DataSchemas.file("../db/sqlite/001-first-schema.sql"));
    assertEquals(Optional.empty(), DataSchemas.file(""));
  }

  private static String text(String path) {
    return new String(DataSchemas.file(path).orElseThrow(), UTF_8);
  }
}
