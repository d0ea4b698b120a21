package org.mturkproxy.proxy.replay;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * An element of a legacy answer: legacy answers have nothing in attributes.
 *
 * @param name its local name
 * @param text its text, if it has no elements
 * @param children its elements
 */
record XmlNode(String name, String text, List<XmlNode> children) {

  XmlNode {
    children = List.copyOf(children);
  }

  /**
   * Reads an answer.
   *
   * @throws IOException if it is not XML
   */
  static XmlNode parse(String xml) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      // Without this the parser prints on standard error by itself.
      builder.setErrorHandler(null);
      return of(builder.parse(new InputSource(new StringReader(xml))).getDocumentElement());
    } catch (SAXException e) {
      throw new IOException("the answer is not XML", e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java platform has an XML parser", e);
    }
  }

  private static XmlNode of(Element element) {
    List<XmlNode> children = new ArrayList<>();
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element below) {
        children.add(of(below));
      }
    }
    String text = children.isEmpty() ? element.getTextContent() : "";
    return new XmlNode(element.getLocalName(), text, children);
  }

  /** The text of the first child of this name. */
  Optional<String> text(String child) {
    return children.stream().filter(c -> c.name.equals(child)).findFirst().map(XmlNode::text);
  }

  /** The children of each name, in the order of the names' first places. */
  Map<String, List<XmlNode>> byName() {
    Map<String, List<XmlNode>> names = new LinkedHashMap<>();
    children.forEach(c -> names.computeIfAbsent(c.name, any -> new ArrayList<>()).add(c));
    return names;
  }
}
