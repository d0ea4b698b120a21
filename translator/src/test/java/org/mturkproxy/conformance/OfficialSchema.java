package org.mturkproxy.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The XSD that Amazon published for a version of the legacy API. It lies beside the checkout, if at
 * all: without it, tests that ask for it are skipped.
 */
public final class OfficialSchema {

  /** The newest one. REST answers have its shape, whatever their version (legacy-api.md 9.4). */
  public static final String NEWEST = "2014-08-15";

  /** Those that there are. */
  public static final List<String> VERSIONS =
      List.of("2007-06-21", "2011-10-01", "2012-03-25", "2013-11-15", NEWEST);

  private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

  private static final List<String> PAGE_FIRST =
      List.of("PageNumber", "NumResults", "TotalNumResults");

  /**
   * Where the real service departed from its schema in REST (legacy-api.md 6.4): the children that
   * the schema wants first, in its order. Nothing else may differ.
   */
  private static final Map<String, List<String>> REST_ORDER =
      Map.of(
          "GetAssignmentsForHITResult", PAGE_FIRST,
          "SearchHITsResult", PAGE_FIRST,
          "GetReviewableHITsResult", PAGE_FIRST,
          "GetHITsForQualificationTypeResult", PAGE_FIRST,
          "GetQualificationsForQualificationTypeResult", PAGE_FIRST,
          "GetBonusPaymentsResult", List.of("NumResults", "PageNumber", "TotalNumResults"),
          "GetStatisticResult", List.of("DataPoint", "Statistic", "TimePeriod", "WorkerId"));

  /**
   * A refusal has nothing but its {@code Request} (legacy-api.md 6.3); the schema wants this one
   * all the same.
   */
  private static final Map<String, String> WANTED_OF_A_REFUSAL =
      Map.of("GetFileUploadURLResult", "FileUploadURL", "GetReviewResultsForHITResult", "HITId");

  /** The front door's own answers have no operation, and are in no schema (legacy-api.md 6.6). */
  private static final String BARE =
      "<\\?xml version=\"1\\.0\"\\?>\n<Response><Errors><Error><Code>[A-Za-z.]+</Code>"
          + "<Message>[^<]+</Message></Error></Errors><RequestID>[^<]+</RequestID></Response>\n?";

  private static final Map<String, OfficialSchema> LOADED = new ConcurrentHashMap<>();

  private final String namespace;
  private final Schema schema;

  private OfficialSchema(String namespace, Schema schema) {
    this.namespace = namespace;
    this.schema = schema;
  }

  /** Reads the one of this version. */
  public static OfficialSchema of(String version) {
    return LOADED.computeIfAbsent(version, OfficialSchema::load);
  }

  private static OfficialSchema load(String version) {
    Path file =
        Path.of(System.getProperty("mturkproxy.shared", "../shared"), "wsdl", version)
            .resolve("AWSMechanicalTurkRequester.xsd");
    assumeTrue(Files.exists(file), "the official schemas are not beside this checkout");
    try {
      Schema schema =
          SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(file.toFile());
      return new OfficialSchema("http://requester.mturk.amazonaws.com/doc/" + version, schema);
    } catch (SAXException e) {
      return fail("not a schema: " + file, e);
    }
  }

  /** The namespace of its elements. */
  public String namespace() {
    return namespace;
  }

  /** Fails unless this element, an answer as SOAP puts it into its body, follows the schema. */
  public void assertValid(Element answer) {
    try {
      schema.newValidator().validate(new DOMSource(answer));
    } catch (SAXException e) {
      fail(e.getMessage() + " in " + answer.getTextContent(), e);
    } catch (IOException e) {
      fail(e);
    }
  }

  /** Fails unless this document, whose elements are in the namespace, follows the schema. */
  public void assertValid(String xml) {
    assertValid(parse(xml).getDocumentElement());
  }

  /** Fails unless the body of this envelope of SOAP follows the schema. */
  public void assertSoapValid(String envelope) {
    NodeList bodies = parse(envelope).getElementsByTagNameNS(SOAP, "Body");
    assertEquals(1, bodies.getLength(), envelope);
    assertEquals(1, bodies.item(0).getChildNodes().getLength(), envelope);
    assertValid((Element) bodies.item(0).getFirstChild());
  }

  /** Fails unless this answer of REST, put into the namespace, follows the schema. */
  public void assertRestValid(String xml) {
    Document document = parse(xml);
    Element root = document.getDocumentElement();
    if (root.getNodeName().equals("Response")) {
      assertTrue(xml.matches(BARE), xml);
      return;
    }
    try {
      schema.newValidator().validate(new DOMSource(qualified(root, document)));
    } catch (SAXException e) {
      fail(e.getMessage() + " in " + xml, e);
    } catch (IOException e) {
      fail(e);
    }
  }

  private Element qualified(Element element, Document document) {
    assertEquals(null, element.getNamespaceURI());
    assertEquals(0, element.getAttributes().getLength(), "REST answers have no attributes");
    Element qualified = document.createElementNS(namespace, element.getNodeName());
    for (Node child : ordered(element)) {
      qualified.appendChild(
          child instanceof Element inner ? qualified(inner, document) : child.cloneNode(true));
    }
    String wanted = WANTED_OF_A_REFUSAL.get(element.getNodeName());
    if (wanted != null && element.getElementsByTagName("Errors").getLength() > 0) {
      qualified.appendChild(document.createElementNS(namespace, wanted));
    }
    return qualified;
  }

  private static List<Node> ordered(Element element) {
    List<Node> children = new ArrayList<>();
    for (int i = 0; i < element.getChildNodes().getLength(); i++) {
      children.add(element.getChildNodes().item(i));
    }
    List<String> first = REST_ORDER.getOrDefault(element.getNodeName(), List.of());
    List<Node> moved = new ArrayList<>();
    for (String name : first) {
      children.stream().filter(child -> child.getNodeName().equals(name)).forEach(moved::add);
    }
    children.removeAll(moved);
    // Request stays where it was: before all others.
    int at = !children.isEmpty() && children.get(0).getNodeName().equals("Request") ? 1 : 0;
    children.addAll(at, moved);
    return children;
  }

  private static Document parse(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      return fail("not XML: " + xml, e);
    }
  }
}
