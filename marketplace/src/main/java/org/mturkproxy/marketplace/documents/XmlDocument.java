package org.mturkproxy.marketplace.documents;

import static org.mturkproxy.marketplace.call.TurkErrorCode.XML_PARSE_ERROR;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.mturkproxy.marketplace.call.ApiException;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * An element of a well-formed document, with its child elements and its text.
 *
 * <p>Attributes are left out: none of these documents says anything with them that matters here.
 *
 * @param namespace empty if it has none
 * @param text all character data directly inside, CDATA included
 */
public record XmlDocument(String namespace, String name, List<XmlDocument> children, String text) {

  public XmlDocument {
    children = List.copyOf(children);
  }

  /**
   * Reads a document, as {@link SafeXml} does.
   *
   * @throws ApiException {@code XMLParseError} with the parser's reason
   */
  public static XmlDocument parse(String xml) {
    Builder builder = new Builder();
    try {
      SafeXml.read(xml, builder);
    } catch (SAXException e) {
      throw error(e);
    }
    return builder.root();
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

  /** An {@code XMLParseError} for what a parser, or a schema, did not like. */
  static ApiException error(SAXException e) {
    return error(reason(e, 0));
  }

  /**
   * What a parser says, and where.
   *
   * @param linesBefore how many lines of ours it read before the first one of the text
   */
  static String reason(SAXException e, int linesBefore) {
    // The namespace of an element is in the document; the JDK writes it before every name.
    String text = e.getMessage().replaceAll("\"http://[^\"]*\":", "").replaceAll("\\s+", " ");
    return e instanceof SAXParseException at && at.getLineNumber() > 0
        ? text
            + " (line "
            + (at.getLineNumber() - linesBefore)
            + ", column "
            + at.getColumnNumber()
            + ")"
        : text;
  }

  private static final class Builder extends DefaultHandler {

    private final Deque<List<XmlDocument>> children = new ArrayDeque<>();
    private final Deque<StringBuilder> texts = new ArrayDeque<>();

    Builder() {
      children.push(new ArrayList<>());
      texts.push(new StringBuilder());
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
      children.push(new ArrayList<>());
      texts.push(new StringBuilder());
    }

    @Override
    public void characters(char[] buffer, int start, int length) {
      texts.element().append(buffer, start, length);
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
      XmlDocument element = new XmlDocument(uri, name, children.pop(), texts.pop().toString());
      children.element().add(element);
    }

    XmlDocument root() {
      return children.element().get(0);
    }
  }
}
