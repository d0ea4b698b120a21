package org.mturkproxy.marketplace.documents;

import static org.mturkproxy.marketplace.call.TurkErrorCode.XHTML_PARSE_ERROR;

import org.mturkproxy.marketplace.call.ApiException;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.ext.DefaultHandler2;
import org.xml.sax.helpers.XMLFilterImpl;

/** Checks documents against their schemas. */
final class ValidDocument {

  private ValidDocument() {}

  /**
   * Checks a document.
   *
   * @param namespace the document's; it may be that of another version of the schema
   * @throws ApiException {@code XMLParseError} with the first thing that is wrong
   */
  static void check(String xml, String namespace, DataSchema schema) {
    Renamed renamed = new Renamed(namespace, schema.namespace());
    renamed.setContentHandler(schema.validator());
    try {
      SafeXml.read(xml, renamed);
    } catch (SAXException e) {
      throw XmlDocument.error(e);
    }
  }

  /**
   * Checks the text of every FormattedContent (companion section 5.21).
   *
   * @throws ApiException {@code XHTMLParseError} with the first thing that is wrong
   */
  static void checkFormattedContent(XmlDocument element) {
    if (element.name().equals("FormattedContent")) {
      checkXhtml(element.text());
    }
    element.children().forEach(ValidDocument::checkFormattedContent);
  }

  private static void checkXhtml(String markup) {
    DataSchema schema = DataSchema.FORMATTED_CONTENT;
    String whole =
        "<FormattedContent xmlns=\""
            + schema.namespace()
            + "\">\n"
            + markup
            + "</FormattedContent>";
    try {
      SafeXml.readAll(whole, schema.validator(), new NoComments());
    } catch (SAXException e) {
      throw ApiException.refused(
          XHTML_PARSE_ERROR,
          "There was an error parsing the XHTML data in your request. Please make sure the data is"
              + " well-formed and validates against the appropriate schema. Details: "
              + XmlDocument.reason(e, 1));
    }
  }

  private static final class NoComments extends DefaultHandler2 {
    @Override
    public void comment(char[] buffer, int start, int length) throws SAXException {
      throw new SAXException("FormattedContent must not have comments.");
    }
  }

  /** Shows the elements of one namespace as those of another. */
  private static final class Renamed extends XMLFilterImpl {

    private final String from;
    private final String to;

    Renamed(String from, String to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes)
        throws SAXException {
      super.startElement(uri.equals(from) ? to : uri, name, qualified, attributes);
    }

    @Override
    public void endElement(String uri, String name, String qualified) throws SAXException {
      super.endElement(uri.equals(from) ? to : uri, name, qualified);
    }
  }
}
