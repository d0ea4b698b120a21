package org.mturkproxy.translator.wire;

import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.mturkproxy.translator.error.LegacyErrors;
import org.mturkproxy.translator.error.RefusedException;

/**
 * Walks over the elements of a document. Each method begins at the start of an element and ends at
 * its end, but for {@link #nextChild}, which goes into it.
 */
final class SoapElements {

  private final XMLStreamReader2 parser;
  private final BoundedText text = new BoundedText(SoapXml.LONGEST_TEXT);

  SoapElements(XMLStreamReader2 parser) {
    this.parser = parser;
  }

  /**
   * Goes to the start of the envelope.
   *
   * @throws RefusedException for the envelope of another SOAP, whatever is in it (SOAP 1.1, 4.4)
   */
  void enterEnvelope() throws XMLStreamException {
    while (next() != XMLStreamConstants.START_ELEMENT) {
      // White space, comments and processing instructions.
    }
    if (!name().equals("Envelope")) {
      throw refusal("its root element is not a SOAP Envelope.");
    }
    // A client that writes its envelope by hand may have forgotten the namespace.
    if (!namespace().isEmpty() && !namespace().equals(SoapRequest.ENVELOPE)) {
      throw new RefusedException(LegacyErrors.otherSoap(SoapRequest.ENVELOPE));
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
        throw refusal(e.getMessage() + ".");
      }
    }
  }

  private int next() throws XMLStreamException {
    int event = parser.next();
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw refusal("it has a document type or an entity, which SOAP forbids.");
    }
    return event;
  }

  private static RefusedException refusal(String why) {
    return new RefusedException(LegacyErrors.unreadable(why));
  }
}
