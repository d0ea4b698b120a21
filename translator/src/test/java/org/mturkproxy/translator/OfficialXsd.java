package org.mturkproxy.translator;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.XMLConstants;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The official schema of a version, where it is beside this checkout. */
record OfficialXsd(Schema schema) {

  private static final Map<Path, Schema> LOADED = new ConcurrentHashMap<>();

  static OfficialXsd of(Path shared, String version) {
    Path file = shared.resolve("wsdl").resolve(version).resolve("AWSMechanicalTurkRequester.xsd");
    return new OfficialXsd(LOADED.computeIfAbsent(file, OfficialXsd::load));
  }

  private static Schema load(Path file) {
    try {
      SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      return factory.newSchema(file.toFile());
    } catch (SAXException e) {
      throw new AssertionError(e);
    }
  }

  /** Asserts that a response is valid. */
  void validate(Element response) {
    try {
      schema.newValidator().validate(new DOMSource(response));
    } catch (Exception e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }
}
