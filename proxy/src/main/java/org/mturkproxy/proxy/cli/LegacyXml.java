package org.mturkproxy.proxy.cli;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A legacy answer, parsed to be read by a person and by the next call. */
final class LegacyXml {

  private final Document document;

  private LegacyXml(Document document) {
    this.document = document;
  }

  /**
   * Parses an answer.
   *
   * @throws IOException if it is not XML
   */
  static LegacyXml parse(String xml) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      // Without this the parser prints on standard error by itself.
      builder.setErrorHandler(null);
      return new LegacyXml(builder.parse(new InputSource(new StringReader(xml))));
    } catch (SAXException e) {
      throw new IOException("the answer is not XML: " + e.getMessage(), e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java platform has an XML parser", e);
    }
  }

  /** The text of the first element with this name. */
  Optional<String> text(String name) {
    NodeList found = document.getElementsByTagName(name);
    return found.getLength() == 0 ? Optional.empty() : Optional.of(found.item(0).getTextContent());
  }

  /** Element by element on lines of their own, indented: for reading only. */
  String indented() {
    StringBuilder text = new StringBuilder();
    write(document.getDocumentElement(), "", text);
    return text.toString();
  }

  private static void write(Element element, String indent, StringBuilder out) {
    String name = element.getTagName();
    out.append(indent).append('<').append(name).append('>');
    boolean parent = false;
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element below) {
        out.append(parent ? "" : "\n");
        write(below, indent + "  ", out);
        parent = true;
      }
    }
    if (parent) {
      out.append(indent);
    } else {
      out.append(escape(element.getTextContent()));
    }
    out.append("</").append(name).append(">\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
