package org.mturkproxy.translator.schema;

import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.codehaus.stax2.XMLStreamProperties;

/** Writes a document of elements and attributes, for people to read: one element on each line. */
final class SchemaOutput {

  private static final WstxOutputFactory FACTORY = factory();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
  private final XMLStreamWriter xml;
  private int depth;
  private boolean hasChildren;

  SchemaOutput() {
    try {
      xml = FACTORY.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
      xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  private static WstxOutputFactory factory() {
    WstxOutputFactory factory = new WstxOutputFactory();
    factory.setProperty(XMLStreamProperties.XSP_NAMESPACE_AWARE, false);
    return factory;
  }

  /** Opens an element; its name may have a prefix. */
  SchemaOutput open(String name) {
    try {
      newLine();
      xml.writeStartElement(name);
      depth++;
      hasChildren = false;
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Gives the element just opened an attribute. */
  SchemaOutput with(String attribute, String value) {
    try {
      xml.writeAttribute(attribute, value);
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Closes the element opened last. */
  SchemaOutput close() {
    try {
      depth--;
      if (hasChildren) {
        newLine();
      }
      xml.writeEndElement();
      hasChildren = true;
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  private void newLine() throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }

  /** Ends the document: its bytes, UTF-8. */
  ByteBuffer end() {
    try {
      xml.writeCharacters("\n");
      xml.writeEndDocument();
      xml.close();
      return ByteBuffer.wrap(bytes.toByteArray());
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }
}
