package org.mturkproxy.marketplace.documents;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What a schema allows, as text that does not depend on how the schema is written: types, groups
 * and sets of attributes are put where they are used, the alternatives of a choice are sorted.
 */
final class SchemaOutline {

  private final Map<String, Element> named = new HashMap<>();

  private SchemaOutline(Element schema) {
    for (Element child : children(schema)) {
      named.put(child.getLocalName() + " " + child.getAttribute("name"), child);
    }
  }

  /** By global element, what it is. */
  static Map<String, String> of(byte[] schema) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    Element root =
        factory.newDocumentBuilder().parse(new ByteArrayInputStream(schema)).getDocumentElement();
    SchemaOutline outline = new SchemaOutline(root);
    Map<String, String> elements = new TreeMap<>();
    elements.put("target namespace", root.getAttribute("targetNamespace"));
    elements.put("elements are qualified", root.getAttribute("elementFormDefault"));
    for (Element child : children(root)) {
      if (child.getLocalName().equals("element")) {
        elements.put(child.getAttribute("name"), outline.element(child));
      }
    }
    return elements;
  }

  private String element(Element element) {
    String name =
        element.hasAttribute("ref")
            ? "ref " + local(element.getAttribute("ref"))
            : element.getAttribute("name") + ": " + type(element);
    return name + occurrence(element);
  }

  /** The type that an element or an attribute names, or has inside. */
  private String type(Element owner) {
    if (owner.hasAttribute("type")) {
      return namedType(owner, owner.getAttribute("type"));
    }
    return children(owner).stream().findFirst().map(this::definition).orElse("any");
  }

  private String namedType(Element user, String name) {
    int colon = name.indexOf(':');
    String namespace = user.lookupNamespaceURI(colon < 0 ? null : name.substring(0, colon));
    if (XMLConstants.W3C_XML_SCHEMA_NS_URI.equals(namespace)) {
      return local(name);
    }
    return named.containsKey("complexType " + local(name))
        ? definition(named.get("complexType " + local(name)))
        : definition(named.get("simpleType " + local(name)));
  }

  private String definition(Element type) {
    return type.getLocalName().equals("simpleType") ? simple(type) : complex(type);
  }

  private String simple(Element type) {
    Element restriction = children(type).get(0);
    String base = namedType(restriction, restriction.getAttribute("base"));
    String facets =
        children(restriction).stream()
            .map(facet -> facet.getLocalName() + "=" + facet.getAttribute("value"))
            .sorted()
            .collect(Collectors.joining(" "));
    return facets.isEmpty() ? base : base + "(" + facets + ")";
  }

  private String complex(Element type) {
    List<String> content = new ArrayList<>();
    Map<String, String> attributes = new TreeMap<>();
    boolean mixed = collect(type, content, attributes);
    return (mixed ? "mixed " : "") + content + " " + attributes.values();
  }

  private boolean collect(Element type, List<String> content, Map<String, String> attributes) {
    boolean mixed = type.getAttribute("mixed").equals("true");
    for (Element child : children(type)) {
      switch (child.getLocalName()) {
        case "attribute" -> attributes.put(attributeName(child), attribute(child));
        case "attributeGroup" ->
            collect(
                named.get("attributeGroup " + local(child.getAttribute("ref"))),
                content,
                attributes);
        case "complexContent" -> {
          Element extension = children(child).get(0);
          collect(
              named.get("complexType " + local(extension.getAttribute("base"))),
              content,
              attributes);
          collect(extension, content, attributes);
        }
        default -> content.add(particle(child));
      }
    }
    return mixed;
  }

  private static String attributeName(Element attribute) {
    return attribute.getAttribute("name") + attribute.getAttribute("ref");
  }

  private String attribute(Element attribute) {
    String use = attribute.getAttribute("use");
    return attributeName(attribute)
        + ": "
        + (attribute.hasAttribute("ref") ? "ref" : type(attribute))
        + (use.equals("required") ? " required" : "")
        + (attribute.hasAttribute("default") ? " =" + attribute.getAttribute("default") : "")
        + (attribute.hasAttribute("fixed") ? " fixed " + attribute.getAttribute("fixed") : "");
  }

  private String particle(Element particle) {
    return switch (particle.getLocalName()) {
      case "element" -> element(particle);
      case "group" ->
          String.join(
              "",
              parts(
                  children(named.get("group " + local(particle.getAttribute("ref")))).get(0),
                  "none"));
      default -> {
        List<String> parts = parts(particle, particle.getLocalName());
        String occurrence = occurrence(particle);
        yield parts.size() == 1 && occurrence.isEmpty()
            ? parts.get(0)
            : particle.getLocalName() + parts + occurrence;
      }
    };
  }

  /** What is inside, where compositors of the same kind that occur once are taken apart. */
  private List<String> parts(Element compositor, String kind) {
    if (kind.equals("none")) {
      return List.of(particle(compositor));
    }
    List<String> parts = new ArrayList<>();
    for (Element child : children(compositor)) {
      Element inner =
          child.getLocalName().equals("group")
              ? children(named.get("group " + local(child.getAttribute("ref")))).get(0)
              : child;
      if (inner.getLocalName().equals(kind) && occurrence(inner).isEmpty()) {
        parts.addAll(parts(inner, kind));
      } else {
        parts.add(particle(inner));
      }
    }
    return kind.equals("choice") ? parts.stream().sorted().distinct().toList() : parts;
  }

  private static String occurrence(Element particle) {
    String least = particle.getAttribute("minOccurs");
    String most = particle.getAttribute("maxOccurs");
    String text = (least.isEmpty() ? "1" : least) + ".." + (most.isEmpty() ? "1" : most);
    return text.equals("1..1") ? "" : " {" + text + "}";
  }

  private static String local(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && !element.getLocalName().equals("annotation")) {
        children.add(element);
      }
    }
    return children;
  }
}
