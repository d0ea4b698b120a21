package org.mturkproxy.translator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The components of a WSDL or a schema, each as lines that tell all that it declares, and nothing
 * of how it is written down: prefixes, comments, the order of the components.
 */
final class SchemaOutline {

  private static final String XSD = "http://www.w3.org/2001/XMLSchema";

  private final Map<String, List<String>> components = new TreeMap<>();

  private SchemaOutline() {}

  static Map<String, List<String>> of(ByteBuffer document) {
    byte[] bytes = new byte[document.remaining()];
    document.duplicate().get(bytes);
    return of(bytes);
  }

  static Map<String, List<String>> of(byte[] document) {
    SchemaOutline outline = new SchemaOutline();
    Element root = parse(document).getDocumentElement();
    if (root.getLocalName().equals("schema")) {
      outline.addSchema(root);
    } else {
      outline.addWsdl(root);
    }
    return outline.components;
  }

  private static Document parse(byte[] document) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      return factory.newDocumentBuilder().parse(new ByteArrayInputStream(document));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void addWsdl(Element definitions) {
    add("definitions", List.of(definitions.getAttribute("targetNamespace")));
    for (Element child : children(definitions)) {
      if (child.getLocalName().equals("types")) {
        children(child).forEach(this::addSchema);
      } else {
        add(child.getLocalName() + " " + child.getAttribute("name"), sorted(child));
      }
    }
  }

  /** Everything below; operations have no order. */
  private static List<String> sorted(Element parent) {
    List<String> lines = new ArrayList<>();
    lines.addAll(attributes(parent));
    List<String> below = new ArrayList<>();
    for (Element child : children(parent)) {
      below.add(child.getLocalName() + sorted(child));
    }
    below.sort(null);
    lines.addAll(below);
    return lines;
  }

  private static List<String> attributes(Element element) {
    List<String> lines = new ArrayList<>();
    for (int at = 0; at < element.getAttributes().getLength(); at++) {
      Node attribute = element.getAttributes().item(at);
      lines.add(
          attribute.getNodeName()
              + "="
              + (attribute.getNodeName().equals("location")
                  ? "wherever"
                  : local(attribute.getNodeValue())));
    }
    lines.sort(null);
    return lines;
  }

  private void addSchema(Element schema) {
    add(
        "schema",
        List.of(schema.getAttribute("targetNamespace"), schema.getAttribute("elementFormDefault")));
    for (Element child : children(schema)) {
      List<String> lines = new ArrayList<>();
      describe(child, "", lines);
      if (child.getLocalName().equals("simpleType")) {
        lines.sort(null);
      }
      add(child.getLocalName() + " " + child.getAttribute("name"), lines);
    }
  }

  private void add(String component, List<String> lines) {
    if (components.put(component, lines) != null) {
      throw new IllegalStateException("twice: " + component);
    }
  }

  private static void describe(Element element, String indent, List<String> lines) {
    for (Element child : children(element)) {
      String kind = child.getLocalName();
      if (!child.getNamespaceURI().equals(XSD)) {
        throw new IllegalStateException("not of XML Schema: " + child.getNodeName());
      }
      switch (kind) {
        case "complexType", "simpleType" -> describe(child, indent, lines);
        case "sequence", "restriction" -> {
          if (!occurrence(child).equals("1..1")) {
            throw new IllegalStateException("a list of sequences");
          }
          lines.add(indent + kind + child.getAttribute("base").replaceAll(".*:", " "));
          describe(child, indent + "  ", lines);
        }
        case "enumeration" -> lines.add(indent + "enumeration " + child.getAttribute("value"));
        case "attribute" ->
            lines.add(
                indent
                    + "attribute "
                    + child.getAttribute("name")
                    + " "
                    + type(child)
                    + child.getAttribute("use"));
        case "element" -> {
          lines.add(
              indent
                  + child.getAttribute("name")
                  + local(child.getAttribute("ref"))
                  + " "
                  + occurrence(child)
                  + " "
                  + type(child));
          describe(child, indent + "  ", lines);
        }
        default -> throw new IllegalStateException("not known: " + kind);
      }
    }
  }

  private static String occurrence(Element element) {
    String least = element.getAttribute("minOccurs");
    String most = element.getAttribute("maxOccurs");
    return (least.isEmpty() ? "1" : least) + ".." + (most.isEmpty() ? "1" : most);
  }

  /** With the namespace that it is from. */
  private static String type(Element element) {
    String name = element.getAttribute("type");
    if (name.isEmpty()) {
      return element.hasAttribute("ref") ? "by reference" : "";
    }
    String prefix = name.substring(0, name.indexOf(':'));
    return (XSD.equals(element.lookupNamespaceURI(prefix)) ? "xs:" : "") + local(name);
  }

  private static String local(String name) {
    return name.contains("://") ? name : name.substring(name.indexOf(':') + 1);
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
}
