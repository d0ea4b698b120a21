package org.mturkproxy.translator.wire;

import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * Walks over the elements of a document. Each method begins at the start of an element and ends at
 * its end, but for {@link #nextChild}, which goes into it.
 */
final class SoapElements {

  /** Parsers quote names of the document, and those may be of any length. */
  private static final int LONGEST_REASON = 200;

  private final XMLStreamReader2 parser;
  private final BoundedText text = new BoundedText(SoapXml.LONGEST_TEXT);

  SoapElements(XMLStreamReader2 parser) {
    this.parser = parser;
  }

  /** Goes to the start of the root element. */
  void enterRoot(String name) throws XMLStreamException {
    while (next() != XMLStreamConstants.START_ELEMENT) {
      // White space, comments and processing instructions.
    }
    if (!name().equals(name)) {
      throw new XMLStreamException("its root element is not a SOAP " + name);
    }
  }

  /** Whether one more child begins; if none does, the element around them has ended. */
  boolean nextChild() throws XMLStreamException {
    while (true) {
      switch (next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          return true;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return false;
        }
        default -> seeText();
      }
    }
  }

  /** The local name. */
  String name() {
    return parser.getLocalName();
  }

  /** The namespace; empty if there is none. */
  String namespace() {
    String uri = parser.getNamespaceURI();
    return uri == null ? "" : uri;
  }

  /** Whether it is there only to say that it is not. */
  boolean isNil() {
    String nil = parser.getAttributeValue(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil");
    return nil != null && (nil.strip().equals("true") || nil.strip().equals("1"));
  }

  /** Forgets the text that was seen so far. */
  void startText() {
    text.clear();
  }

  /** The text seen since {@link #startText}. */
  String seenText() {
    return text.toString();
  }

  /** The text of the element; elements in it do not count. */
  String text() throws XMLStreamException {
    boolean nil = isNil();
    startText();
    while (nextChild()) {
      skip();
    }
    return nil ? "" : seenText();
  }

  /** Goes to the end of the element. */
  void skip() throws XMLStreamException {
    int open = 1;
    while (open > 0) {
      int event = next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        open++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        open--;
      }
    }
  }

  /** Goes to the end of the document: what was cut off, or has more behind it, is found there. */
  void end() throws XMLStreamException {
    while (parser.hasNext()) {
      next();
    }
  }

  private void seeText() throws XMLStreamException {
    int event = parser.getEventType();
    if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
      try {
        parser.getText(text, false);
      } catch (IOException e) {
        throw new XMLStreamException(e.getMessage(), e);
      }
    }
  }

  private int next() throws XMLStreamException {
    int event = parser.next();
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw new XMLStreamException("it has a document type or an entity, which SOAP forbids");
    }
    return event;
  }

  /** Why a document could not be read, for a person who knows what was sent. */
  static String why(XMLStreamException e) {
    if (e.getLocation() == null) {
      return e.getMessage() + ".";
    }
    String text = e.getMessage().lines().findFirst().orElse("");
    return "at line %d, column %d: %s"
        .formatted(
            e.getLocation().getLineNumber(),
            e.getLocation().getColumnNumber(),
            text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "…" : text);
  }
}
