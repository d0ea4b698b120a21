package org.mturkproxy.translator.wire;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.Reader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * Parses the XML of whoever calls, who may be hostile. No DTD is read, so there are no entities and
 * nothing is fetched; everything else is limited, far above what any client sends. The parser is
 * lazy: it reads of a document type no more than that it is one, and of a text what is asked for.
 */
final class SoapXml {

  /** Envelope, Body, operation, Request, and the four levels of a review policy. */
  static final int MOST_LEVELS = 24;

  /** Namespace declarations among them; the clients that are known have at most six. */
  static final int MOST_ATTRIBUTES = 32;

  static final int LONGEST_ATTRIBUTE = 10_000;

  /** A batch of 500 requests with 40 elements each. */
  static final int MOST_ELEMENTS = 20_000;

  /** A question has at most 65,535 bytes, and a longer one should get the error that says so. */
  static final int LONGEST_TEXT = 1_000_000;

  private static final WstxInputFactory FACTORY = factory();

  private SoapXml() {}

  private static WstxInputFactory factory() {
    WstxInputFactory factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing is fetched");
        });
    // Names of the caller's choosing must not stay behind.
    factory.setProperty(XMLInputFactory2.P_INTERN_NAMES, false);
    factory.setProperty(XMLInputFactory2.P_INTERN_NS_URIS, false);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MOST_LEVELS);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MOST_ATTRIBUTES);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, LONGEST_ATTRIBUTE);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, (long) MOST_ELEMENTS);
    return factory;
  }

  /** A parser in front of the first event of a document. */
  static XMLStreamReader2 parser(Reader text) throws XMLStreamException {
    return (XMLStreamReader2) FACTORY.createXMLStreamReader(text);
  }
}
