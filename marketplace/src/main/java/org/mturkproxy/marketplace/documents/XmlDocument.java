package org.mturkproxy.marketplace.documents;

import static org.mturkproxy.marketplace.call.TurkErrorCode.XML_PARSE_ERROR;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.mturkproxy.marketplace.call.ApiException;

/**
 * An element of a well-formed document, with its child elements and its text.
 *
 * <p>Attributes are left out: none of these documents says anything with them that matters here.
 *
 * @param namespace empty if it has none
 * @param text all character data directly inside, CDATA included
 */
public record XmlDocument(String namespace, String name, List<XmlDocument> children, String text) {

  private static final int DEEPEST = 100;

  public XmlDocument {
    children = List.copyOf(children);
  }

  /**
   * Reads a document. Document type declarations are refused, so that no entity can reach a file or
   * a network, or grow.
   *
   * @throws ApiException {@code XMLParseError} with the parser's reason
   */
  public static XmlDocument parse(String xml) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
      try {
        XmlDocument root = null;
        while (reader.hasNext()) {
          int event = reader.next();
          if (event == XMLStreamConstants.DTD) {
            throw error("A document type declaration is not allowed.");
          }
          if (event == XMLStreamConstants.START_ELEMENT) {
            root = element(reader, 1);
          }
        }
        if (root == null) {
          throw error("The document has no root element.");
        }
        return root;
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw error(firstLine(e.getMessage()));
    }
  }

  /** The child elements of this name. */
  public List<XmlDocument> all(String childName) {
    return children.stream().filter(child -> child.name().equals(childName)).toList();
  }

  /** The text of the first child of this name, without outer blanks. */
  public Optional<String> textOf(String childName) {
    return all(childName).stream().findFirst().map(child -> child.text().trim());
  }

  /** An {@code XMLParseError}. */
  static ApiException error(String reason) {
    return ApiException.refused(
        XML_PARSE_ERROR,
        "There was an error parsing the XML question or answer data in your request. Please make"
            + " sure the data is well-formed and validates against the appropriate schema. Details: "
            + reason);
  }

  private static XmlDocument element(XMLStreamReader reader, int depth) throws XMLStreamException {
    if (depth > DEEPEST) {
      throw error("The elements are nested too deeply.");
    }
    String namespace = Optional.ofNullable(reader.getNamespaceURI()).orElse("");
    String name = reader.getLocalName();
    List<XmlDocument> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> children.add(element(reader, depth + 1));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text.append(reader.getText());
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw error("The entity \"" + reader.getLocalName() + "\" is not declared.");
        case XMLStreamConstants.END_ELEMENT -> {
          return new XmlDocument(namespace, name, children, text.toString());
        }
        default -> {
          // Comments and processing instructions say nothing.
        }
      }
    }
  }

  /** The JDK's text goes on with the position on the next line. */
  private static String firstLine(String message) {
    return message.replace("\r", "").replace("\n", " ");
  }
}
