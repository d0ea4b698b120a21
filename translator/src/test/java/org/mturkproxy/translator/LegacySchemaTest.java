package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.schema.LegacySchema;
import org.xml.sax.SAXException;

/**
 * The WSDL and the schema that we serve declare what the official ones declare, component by
 * component: operations, messages, port type, binding, service, types, elements, their order, how
 * often they come, and the words of enumerations.
 *
 * <p>One difference is tolerated. {@code Request} is a sequence of optional elements, one for each
 * operation, of which a message has one at most ({@code legacy-api.md} 6.3): their order can be
 * seen nowhere, and ours is that of the catalogue. Comments and {@code soap:address} differ, too.
 */
final class LegacySchemaTest {

  private static final String ADDRESS = "http://localhost:8080/?Service=A&B";

  /** Declared by nobody yet; when one is, its name must leave this list. */
  @ParameterizedTest
  @EnumSource(value = ApiVersion.class, mode = EnumSource.Mode.EXCLUDE, names = "V2008_08_02")
  void theWsdlDeclaresWhatTheOfficialOneDeclares(ApiVersion version) throws IOException {
    assertSame(
        SchemaOutline.of(official(version, "wsdl")),
        SchemaOutline.of(new LegacySchema(version).wsdl().at(ADDRESS)));
  }

  @ParameterizedTest
  @EnumSource(value = ApiVersion.class, mode = EnumSource.Mode.EXCLUDE, names = "V2008_08_02")
  void theSchemaDeclaresWhatTheOfficialOneDeclares(ApiVersion version) throws IOException {
    assertSame(
        SchemaOutline.of(official(version, "xsd")),
        SchemaOutline.of(new LegacySchema(version).xsd()));
  }

  /** 10.30: nobody has the WSDL of 2008-08-02 any more. */
  @Test
  void theSchemaOf2008IsThatOf2007WithoutTheLimitsAndWithDisposeQualificationType() {
    Map<String, List<String>> before =
        SchemaOutline.of(new LegacySchema(ApiVersion.V2007_06_21).xsd());
    Map<String, List<String>> after =
        SchemaOutline.of(new LegacySchema(ApiVersion.V2008_08_02).xsd());
    Set<String> gone = new TreeSet<>(before.keySet());
    gone.removeAll(after.keySet());
    Set<String> come = new TreeSet<>(after.keySet());
    come.removeAll(before.keySet());
    assertEquals(
        Set.of(
            "complexType GetWorkerAcceptLimitRequest",
            "complexType GetWorkerAcceptLimitResult",
            "complexType SetWorkerAcceptLimitRequest",
            "complexType SetWorkerAcceptLimitResult",
            "element GetWorkerAcceptLimit",
            "element GetWorkerAcceptLimitResponse",
            "element SetWorkerAcceptLimit",
            "element SetWorkerAcceptLimitResponse",
            "simpleType LimitGroupType"),
        gone);
    assertEquals(
        Set.of(
            "complexType DisposeQualificationTypeRequest",
            "complexType DisposeQualificationTypeResult",
            "element DisposeQualificationType",
            "element DisposeQualificationTypeResponse"),
        come);
  }

  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void theSchemaIsOneThatAValidatorTakes(ApiVersion version) throws SAXException {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(
            new StreamSource(
                new ByteArrayInputStream(
                    text(new LegacySchema(version).xsd()).getBytes(StandardCharsets.UTF_8))))
        .newValidator();
  }

  @Test
  void theAddressIsTheOneGivenEscaped() {
    String wsdl = text(new LegacySchema(ApiVersion.NEWEST).wsdl().at(ADDRESS));
    assertTrue(
        wsdl.contains("<soap:address location=\"http://localhost:8080/?Service=A&amp;B\"/>"),
        wsdl.substring(wsdl.length() - 400));
  }

  private static void assertSame(
      Map<String, List<String>> official, Map<String, List<String>> ours) {
    Map<String, List<String>> expected = withEchoesSorted(official);
    Map<String, List<String>> actual = withEchoesSorted(ours);
    assertEquals(expected.keySet(), actual.keySet());
    assertAll(
        expected.keySet().stream()
            .map(
                component ->
                    () -> assertEquals(expected.get(component), actual.get(component), component)));
  }

  /** A message has at most one echo in its {@code Request}, so nobody can see their order. */
  private static Map<String, List<String>> withEchoesSorted(Map<String, List<String>> outline) {
    Map<String, List<String>> sorted = new TreeMap<>(outline);
    sorted.computeIfPresent("element Request", (name, lines) -> lines.stream().sorted().toList());
    return sorted;
  }

  private static byte[] official(ApiVersion version, String kind) throws IOException {
    String shared = System.getProperty("mturkproxy.shared", "");
    Path file = Path.of(shared, "wsdl", version.date(), "AWSMechanicalTurkRequester." + kind);
    assumeTrue(!shared.isEmpty() && Files.exists(file));
    return Files.readAllBytes(file);
  }

  private static String text(ByteBuffer document) {
    return StandardCharsets.UTF_8.decode(document.duplicate()).toString();
  }
}
