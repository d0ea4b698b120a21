package org.mturkproxy.translator.answer;

import java.util.Map;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.value.Flag;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Structure;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;
import org.mturkproxy.translator.value.Whole;
import org.mturkproxy.translator.xml.XmlOutput;

/** Repeats a request inside its answer, for response group {@code Request} (6.3). */
final class RequestEcho {

  private RequestEcho() {}

  static void write(XmlOutput xml, Arguments request) {
    writeMembers(xml, request.given());
    for (String group : request.groupNames()) {
      xml.element("ResponseGroup", group);
    }
  }

  private static void writeMembers(XmlOutput xml, Structure structure) {
    for (Map.Entry<String, Value> member : structure.members().entrySet()) {
      write(xml, member.getKey(), member.getValue());
    }
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
