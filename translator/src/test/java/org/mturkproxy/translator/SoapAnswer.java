package org.mturkproxy.translator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * Compares answers of SOAP with those of REST, whose elements come in another order here and there.
 */
final class SoapAnswer {

  private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

  private SoapAnswer() {}

  /** Asserts that the body of an envelope holds what a REST answer holds. */
  static void assertSays(String rest, String soap) {
    assertEquals(
        sorted(parse(rest).getDocumentElement(), ""),
        sorted(body(soap), SoapMessage.of("").namespace()));
  }

  /** The response element, alone in the body of its envelope. */
  static Element body(String soap) {
    Element envelope = parse(soap).getDocumentElement();
    assertEquals(SOAP + " Envelope", envelope.getNamespaceURI() + " " + envelope.getLocalName());
    Element body = only(envelope);
    assertEquals(SOAP + " Body", body.getNamespaceURI() + " " + body.getLocalName());
    return only(body);
  }

  static Document parse(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    } catch (Exception e) {
      throw new AssertionError(xml, e);
    }
  }

  private static Element only(Element parent) {
    assertEquals(1, children(parent).size());
    return children(parent).get(0);
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  /** The tree as text; elements sorted by name, those of one name in their order. */
  private static String sorted(Element element, String namespace) {
    assertEquals(namespace, element.getNamespaceURI() == null ? "" : element.getNamespaceURI());
    List<Element> children = children(element);
    StringBuilder text = new StringBuilder(element.getLocalName()).append('(');
    if (children.isEmpty()) {
      text.append(element.getTextContent());
    }
    children.stream()
        .sorted(Comparator.comparing(Element::getLocalName))
        .forEach(child -> text.append(sorted(child, namespace)));
    return text.append(")\n").toString();
  }
}
