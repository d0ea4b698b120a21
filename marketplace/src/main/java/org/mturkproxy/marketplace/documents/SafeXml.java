package org.mturkproxy.marketplace.documents;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.ext.DefaultHandler2;
import org.xml.sax.ext.LexicalHandler;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Reads XML that strangers sent. Document type declarations are refused, so that no entity can
 * reach a file or a network, or grow; elements may be nested to a depth of 100.
 */
final class SafeXml {

  private static final int DEEPEST = 100;

  private static final String LEXICAL_HANDLER = "http://xml.org/sax/properties/lexical-handler";

  /** To make a parser takes longer than to read a usual question. */
  private static final ThreadLocal<XMLReader> READERS = ThreadLocal.withInitial(SafeXml::reader);

  private SafeXml() {}

  /** Reads a document. */
  static void read(String xml, ContentHandler handler) throws SAXException {
    readAll(xml, handler, new DefaultHandler2());
  }

  /** The same, where the handler also hears of comments. */
  static void readAll(String xml, ContentHandler handler, LexicalHandler comments)
      throws SAXException {
    XMLReader reader = READERS.get();
    reader.setProperty(LEXICAL_HANDLER, comments);
    XMLFilterImpl bounded = new Bounded(reader);
    bounded.setContentHandler(handler);
    try {
      bounded.parse(new InputSource(new StringReader(xml)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      // The reader stays, and what it read must not.
      reader.setProperty(LEXICAL_HANDLER, new DefaultHandler2());
      DefaultHandler2 nobody = new DefaultHandler2();
      reader.setContentHandler(nobody);
      reader.setDTDHandler(nobody);
      reader.setEntityResolver(nobody);
      reader.setErrorHandler(nobody);
    }
  }

  private static XMLReader reader() {
    SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      return factory.newSAXParser().getXMLReader();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("the JDK's parser has all of these features", e);
    }
  }

  /** Everything behind it may be recursive. */
  private static final class Bounded extends XMLFilterImpl {

    private int depth;

    Bounded(XMLReader parent) {
      super(parent);
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes)
        throws SAXException {
      depth++;
      if (depth > DEEPEST) {
        throw new SAXException("The elements are nested too deeply.");
      }
      super.startElement(uri, name, qualified, attributes);
    }

    @Override
    public void endElement(String uri, String name, String qualified) throws SAXException {
      depth--;
      super.endElement(uri, name, qualified);
    }
  }
}
