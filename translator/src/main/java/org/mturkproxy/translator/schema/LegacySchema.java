package org.mturkproxy.translator.schema;

import java.nio.ByteBuffer;
import java.util.List;
import org.mturkproxy.translator.catalogue.Catalogue;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.operations.LegacyOperations;

/**
 * The WSDL and the XML schema of one version of the legacy API, made from the catalogue. Clients
 * build their stubs from them, and ruby-aws does so before every session ({@code clients.md}
 * S1.12). They declare what the official ones declared, in our own words.
 */
public final class LegacySchema {

  /** The one SOAPAction of all operations ({@code legacy-api.md} 2.5). */
  private static final String SOAP_ACTION = "http://soap.amazon.com";

  private static final String SERVICE = "AWSMechanicalTurkRequester";
  private static final String PORT_TYPE = SERVICE + "PortType";
  private static final String BINDING = SERVICE + "Binding";

  private final ApiVersion version;
  private final List<Operation> operations;

  /** The schema of this version. */
  public LegacySchema(ApiVersion version) {
    this(LegacyOperations.catalogue(), version);
  }

  LegacySchema(Catalogue catalogue, ApiVersion version) {
    this.version = version;
    this.operations =
        catalogue.operations().stream()
            .filter(operation -> operation.schema().known().include(version))
            .toList();
  }

  /** The XML schema, UTF-8. */
  public ByteBuffer xsd() {
    SchemaOutput xml = new SchemaOutput();
    new SchemaWriter(xml, operations, version).write();
    return xml.end();
  }

  /** The WSDL with the schema in it, for whatever address the service is called at. */
  public Wsdl wsdl() {
    SchemaOutput xml = new SchemaOutput();
    xml.open("definitions")
        .with("xmlns", "http://schemas.xmlsoap.org/wsdl/")
        .with("xmlns:soap", "http://schemas.xmlsoap.org/wsdl/soap/")
        .with("xmlns:tns", version.namespace())
        .with("targetNamespace", version.namespace());
    xml.open("types");
    new SchemaWriter(xml, operations, version).write();
    xml.close();
    operations.forEach(operation -> writeMessages(xml, operation.name()));
    writePortType(xml);
    writeBinding(xml);
    xml.open("service").with("name", SERVICE);
    xml.open("port").with("name", SERVICE + "Port").with("binding", "tns:" + BINDING);
    xml.open("soap:address").with("location", Wsdl.ADDRESS);
    return Wsdl.of(xml.close().close().close().close().end());
  }

  private static void writeMessages(SchemaOutput xml, String operation) {
    writeMessage(xml, operation + "RequestMsg", operation);
    writeMessage(xml, operation + "ResponseMsg", operation + "Response");
  }

  private static void writeMessage(SchemaOutput xml, String name, String element) {
    xml.open("message").with("name", name);
    xml.open("part").with("name", "body").with("element", "tns:" + element).close();
    xml.close();
  }

  private void writePortType(SchemaOutput xml) {
    xml.open("portType").with("name", PORT_TYPE);
    for (Operation operation : operations) {
      xml.open("operation").with("name", operation.name());
      xml.open("input").with("message", "tns:" + operation.name() + "RequestMsg").close();
      xml.open("output").with("message", "tns:" + operation.name() + "ResponseMsg").close();
      xml.close();
    }
    xml.close();
  }

  private void writeBinding(SchemaOutput xml) {
    xml.open("binding").with("name", BINDING).with("type", "tns:" + PORT_TYPE);
    xml.open("soap:binding")
        .with("style", "document")
        .with("transport", "http://schemas.xmlsoap.org/soap/http")
        .close();
    for (Operation operation : operations) {
      xml.open("operation").with("name", operation.name());
      xml.open("soap:operation").with("soapAction", SOAP_ACTION).close();
      for (String direction : List.of("input", "output")) {
        xml.open(direction).open("soap:body").with("use", "literal").close().close();
      }
      xml.close();
    }
    xml.close();
  }
}
