package org.mturkproxy.translator.execution;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.mturkproxy.translator.catalogue.Arguments;
import org.mturkproxy.translator.value.Items;
import org.mturkproxy.translator.value.Text;
import org.mturkproxy.translator.value.Value;

/** What a request acts on, as far as its parameters name it. */
public final class NamedObjects {

  /**
   * Parameters that name an object, and what they name: a Worker has two names. A Qualification
   * type is also known by its own name, and a token stands for what it makes.
   */
  private static final Map<String, String> KINDS =
      Map.of(
          "HITId", "HIT",
          "AssignmentId", "Assignment",
          "HITTypeId", "HITType",
          "QualificationTypeId", "QualificationType",
          "QualificationRequestId", "QualificationRequest",
          "WorkerId", "Worker",
          "SubjectId", "Worker",
          "Name", "QualificationType name",
          "UniqueRequestToken", "token");

  private NamedObjects() {}

  /** The objects of a request, each as a text that no other object has. */
  public static Set<String> of(Arguments request) {
    Set<String> objects = new HashSet<>();
    KINDS.forEach(
        (parameter, kind) ->
            request.given().member(parameter).ifPresent(value -> add(kind, value, objects)));
    return objects;
  }

  private static void add(String kind, Value value, Set<String> objects) {
    if (value instanceof Items items) {
      items.values().forEach(item -> add(kind, item, objects));
    } else if (value instanceof Text text) {
      objects.add(kind + " " + text.text());
    }
  }
}
