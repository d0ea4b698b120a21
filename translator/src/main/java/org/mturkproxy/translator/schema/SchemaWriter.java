package org.mturkproxy.translator.schema;

import java.util.List;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.declared.Occurrence;
import org.mturkproxy.translator.declared.Scalar;
import org.mturkproxy.translator.declared.SchemaType;
import org.mturkproxy.translator.declared.SchemaType.Complex;
import org.mturkproxy.translator.declared.SchemaType.Member;
import org.mturkproxy.translator.declared.SchemaType.Ref;
import org.mturkproxy.translator.declared.Vocabulary;

/** Writes the XML schema of a version: what operations declare, and what they have around it. */
final class SchemaWriter {

  private final SchemaOutput xml;
  private final List<Operation> operations;
  private final ApiVersion version;

  SchemaWriter(SchemaOutput xml, List<Operation> operations, ApiVersion version) {
    this.xml = xml;
    this.operations = operations;
    this.version = version;
  }

  void write() {
    xml.open("xs:schema")
        .with("xmlns:xs", "http://www.w3.org/2001/XMLSchema")
        .with("xmlns:tns", version.namespace())
        .with("targetNamespace", version.namespace())
        .with("elementFormDefault", "qualified");
    SchemaTypes types = new SchemaTypes(version);
    types.add(Envelope.CLAIM);
    types.addElement("Request", Envelope.request(operations, version));
    for (Operation operation : operations) {
      types.addElement(operation.name(), Envelope.call(operation));
      types.addElement(operation.name() + "Response", Envelope.response(operation));
    }
    types.named().values().forEach(this::writeType);
    writeNamedValues(Envelope.HEADERS, "Header", "0");
    writeNamedValues(Envelope.ARGUMENTS, "Argument", "1");
    types.elements().forEach(this::writeElement);
    xml.close();
  }

  /** A list of names and values, the only things that the schema keeps in attributes. */
  private void writeNamedValues(String list, String item, String least) {
    xml.open("xs:element").with("name", list).open("xs:complexType").open("xs:sequence");
    xml.open("xs:element")
        .with("name", item)
        .with("minOccurs", least)
        .with("maxOccurs", "unbounded")
        .open("xs:complexType");
    for (String attribute : List.of("Name", "Value")) {
      xml.open("xs:attribute")
          .with("name", attribute)
          .with("type", "xs:string")
          .with("use", "required")
          .close();
    }
    xml.close().close().close().close().close();
  }

  private void writeElement(String name, List<Member> members) {
    xml.open("xs:element").with("name", name).open("xs:complexType");
    writeSequence(members);
    xml.close().close();
  }

  private void writeType(SchemaType type) {
    if (type instanceof Vocabulary vocabulary) {
      xml.open("xs:simpleType");
      writeName(vocabulary.name());
      xml.open("xs:restriction").with("base", "xs:string");
      for (String word : vocabulary.words(version)) {
        xml.open("xs:enumeration").with("value", word).close();
      }
      xml.close().close();
    } else if (type instanceof Complex complex) {
      xml.open("xs:complexType");
      writeName(complex.name());
      writeSequence(complex.members());
      xml.close();
    }
  }

  private void writeName(String name) {
    if (!name.isEmpty()) {
      xml.with("name", name);
    }
  }

  private void writeSequence(List<Member> members) {
    xml.open("xs:sequence");
    members.stream()
        .filter(member -> member.occurrence().known().include(version))
        .forEach(this::writeMember);
    xml.close();
  }

  private void writeMember(Member member) {
    xml.open("xs:element");
    SchemaType type = member.type();
    if (type instanceof Ref) {
      xml.with("ref", "tns:" + member.name());
    } else {
      xml.with("name", member.name());
    }
    if (type instanceof Scalar scalar) {
      xml.with("type", "xs:" + scalar.xsdName());
    } else if (!nameOf(type).isEmpty()) {
      xml.with("type", "tns:" + nameOf(type));
    }
    writeOccurrence(member.occurrence());
    if (nameOf(type).isEmpty()) {
      // Spelt out here. Writes nothing for a scalar or a reference.
      writeType(type);
    }
    xml.close();
  }

  /** Empty for a type that is spelt out where it is used. */
  private static String nameOf(SchemaType type) {
    if (type instanceof Vocabulary vocabulary) {
      return vocabulary.name();
    }
    return type instanceof Complex complex ? complex.name() : "";
  }

  private void writeOccurrence(Occurrence occurrence) {
    int least = occurrence.least(version);
    int most = occurrence.most(version);
    if (least != 1) {
      xml.with("minOccurs", Integer.toString(least));
    }
    if (most != 1) {
      xml.with("maxOccurs", most == Occurrence.UNBOUNDED ? "unbounded" : Integer.toString(most));
    }
  }
}
