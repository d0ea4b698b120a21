package org.mturkproxy.translator.answer;

import java.util.List;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.catalogue.Operation;
import org.mturkproxy.translator.declared.ApiVersion;
import org.mturkproxy.translator.parameter.Parameter;
import org.mturkproxy.translator.parameter.StructureType;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;
import org.mturkproxy.translator.value.Whole;
import org.mturkproxy.translator.xml.XmlOutput;

/** Repeats a request inside its answer, for response group {@code Request} (6.3). */
final class RequestEcho {

  private static final String GROUP = "ResponseGroup";

  private RequestEcho() {}

  /** What the schema of a version has of it, in its order (9.4). */
  static void write(XmlOutput xml, Arguments request, ApiVersion version) {
    Operation operation = request.operation();
    List<Parameter> parameters = operation.parameters();
    parameters.stream()
        .filter(parameter -> !parameter.trailing())
        .forEach(parameter -> write(xml, parameter, request.given(), version));
    if (operation.schema().groups()) {
      request.groupNames().forEach(group -> xml.element(GROUP, group));
    }
    parameters.stream()
        .filter(Parameter::trailing)
        .forEach(parameter -> write(xml, parameter, request.given(), version));
  }

  private static void write(
      XmlOutput xml, Parameter parameter, Structure given, ApiVersion version) {
    for (Value value :
        given.member(parameter.name()).map(v -> parameter.sayable(v, version)).orElse(List.of())) {
      if (value instanceof Structure structure && parameter.type() instanceof StructureType type) {
        xml.open(parameter.name());
        type.members().forEach(member -> write(xml, member, structure, version));
        xml.close();
      } else {
        write(xml, parameter.name(), value);
      }
    }
  }

  private static void writeMembers(XmlOutput xml, Structure structure) {
    structure.members().forEach((name, value) -> write(xml, name, value));
  }

  private static void write(XmlOutput xml, String name, Value value) {
    if (value instanceof Items items) {
      items.values().forEach(item -> write(xml, name, item));
    } else if (value instanceof Structure structure) {
      xml.open(name);
      writeMembers(xml, structure);
      xml.close();
    } else {
      xml.element(name, text(value));
    }
  }

  private static String text(Value value) {
    if (value instanceof Flag flag) {
      return flag.on() ? "true" : "false";
    }
    return value instanceof Whole whole ? Long.toString(whole.number()) : ((Text) value).text();
  }
}
