package org.mturkproxy.translator.answer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /** In their types of the schema, ResponseGroup does not occur ({@code legacy-api.md} 4.0.1). */
  private static final Set<String> WITHOUT_GROUPS =
      Set.of("DisposeQualificationType", "GetFileUploadURL");

  /** A parameter of REST alone: its type of the schema does not have it (4.27). */
  private static final Map<String, String> WITHOUT_MEMBER =
      Map.of("GetReviewResultsForHIT", "AssignmentId");

  /** The one member that the schema has behind ResponseGroup (4.1, 4.2, 4.34). */
  private static final String LAST = "RequesterFeedback";

  private RequestEcho() {}

  static void write(XmlOutput xml, Arguments request) {
    Map<String, Value> members = new LinkedHashMap<>(request.given().members());
    members.remove(WITHOUT_MEMBER.getOrDefault(request.operation().name(), ""));
    Optional<Value> last = Optional.ofNullable(members.remove(LAST));
    writeMembers(xml, members);
    if (!WITHOUT_GROUPS.contains(request.operation().name())) {
      request.groupNames().forEach(group -> xml.element("ResponseGroup", group));
    }
    last.ifPresent(value -> write(xml, LAST, value));
  }

  private static void writeMembers(XmlOutput xml, Map<String, Value> members) {
    for (Map.Entry<String, Value> member : members.entrySet()) {
      write(xml, member.getKey(), member.getValue());
    }
  }

  private static void write(XmlOutput xml, String name, Value value) {
    if (value instanceof Items items) {
      items.values().forEach(item -> write(xml, name, item));
    } else if (value instanceof Structure structure) {
      xml.open(name);
      writeMembers(xml, structure.members());
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
