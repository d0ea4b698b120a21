package org.mturkproxy.translator.xml;

import com.ctc.wstx.api.WstxOutputProperties;
import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLOutputFactory2;
import org.codehaus.stax2.XMLStreamProperties;
import org.codehaus.stax2.XMLStreamWriter2;

/**
 * Writes a legacy XML document as the old service did: the declaration, one newline, everything on
 * one line without white space or attributes, one newline ({@code legacy-api.md} 6.1). MTurkR cuts
 * the text at literal tags, so nothing may be added.
 */
public final class XmlOutput {

  private static final WstxOutputFactory FACTORY = factory();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
  private final XMLStreamWriter2 xml;

  /** Starts a document. */
  public XmlOutput() {
    try {
      xml = (XMLStreamWriter2) FACTORY.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
      xml.writeRaw("<?xml version=\"1.0\"?>\n");
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  private static WstxOutputFactory factory() {
    WstxOutputFactory factory = new WstxOutputFactory();
    factory.setProperty(XMLStreamProperties.XSP_NAMESPACE_AWARE, false);
    factory.setProperty(XMLOutputFactory2.P_AUTOMATIC_EMPTY_ELEMENTS, false);
    // Names are our own constants, and LegacyText lets only legal characters through.
    factory.setProperty(WstxOutputProperties.P_OUTPUT_VALIDATE_STRUCTURE, false);
    factory.setProperty(WstxOutputProperties.P_OUTPUT_VALIDATE_CONTENT, false);
    factory.setProperty(WstxOutputProperties.P_OUTPUT_VALIDATE_NAMES, false);
    return factory;
  }

  /** Opens an element. */
  public XmlOutput open(String name) {
    try {
      xml.writeStartElement(name);
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Opens an element with attributes.
   *
   * @param attributes names, each followed by its value; no value has a character to be escaped
   */
  public XmlOutput open(String name, String... attributes) {
    try {
      xml.writeStartElement(name);
      for (int i = 0; i < attributes.length; i += 2) {
        xml.writeAttribute(attributes[i], attributes[i + 1]);
      }
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Closes the element opened last. */
  public XmlOutput close() {
    try {
      xml.writeFullEndElement();
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An element that holds a text; characters that XML cannot carry are left out of it. */
  public XmlOutput element(String name, String text) {
    open(name).text(text);
    return close();
  }

  /** A text in the element opened last, with nothing else in it. */
  public XmlOutput text(String text) {
    try {
      // Raw: Woodstox hands text to an escaper in pieces, which would cut an emoji in two.
      xml.writeCharacters(""); // closes the tag, which raw text does not
      xml.writeRaw(LegacyText.escape(text));
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends the document: its bytes, UTF-8. */
  public ByteBuffer end() {
    try {
      xml.writeRaw("\n");
      xml.close();
      return ByteBuffer.wrap(bytes.toByteArray());
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }
}
